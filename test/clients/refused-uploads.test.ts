import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { onDisk, pickFiles } from '../support/browser/picked-files.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { parseAnswer } from '../support/graphql-request.ts';
import { BOUNDARY, content, encodeForm, openForm, UPLOAD, uploadForm } from '../support/multipart.ts';
import { type Stack, startStack } from '../support/start-stack.ts';

const run = promisify(execFile);
const hasCurl = await run('curl', ['--version']).then(
  () => true,
  () => false,
);

/** Far more than a gateway reads of a body that could be no form, and within what a form may have. */
const FILE_BYTES = 10_000_000;
const FILE_COUNT = 5;

interface Busy extends AsyncDisposable {
  readonly stack: Stack;
  /** Ends what keeps it busy. */
  free(): void;
}

/** A gateway that takes one request, and has it: an upload whose client says nothing more. */
async function startBusyGateway(env: Readonly<Record<string, string>> = {}): Promise<Busy> {
  const stack = await startStack({
    env: { MAX_REQUESTS_IN_FLIGHT: '1', FIN_TIMEOUT_MS: '60000', ...env },
  });
  const form = openForm(stack.url);
  await form.send(encodeForm(uploadForm(content('pdf', 200_000))).subarray(0, 150_000));
  await expect.poll(() => stack.control.count('uploadDocuments')).toBe(1);
  return {
    stack,
    free: form.hangUp,
    async [Symbol.asyncDispose]() {
      form.hangUp();
      await stack[Symbol.asyncDispose]();
    },
  };
}

const files = () => Array.from({ length: FILE_COUNT }, (_, index) => content('pdf', FILE_BYTES, `${index}`));
/** An issuer that is never asked, because the requests have no token. */
const TOKENS = {
  AUTH_JWKS_URL: 'https://id.example.com/jwks.json',
  AUTH_ISSUER: 'https://id.example.com/',
  AUTH_AUDIENCE: 'fin-gateway',
};
const head = {
  'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
  'graphql-preflight': '1',
};

test.each([
  [
    'fetch',
    async (url: string) => {
      const body = new Uint8Array(encodeForm(uploadForm(...files())));
      const response = await fetch(url, { method: 'POST', headers: head, body });
      return parseAnswer(response.status, response.headers, await response.text());
    },
  ],
  [
    'undici, whose length nobody knows',
    async (url: string) => {
      const bytes = encodeForm(uploadForm(...files()));
      async function* chunks() {
        for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
      }
      const answer = await request(url, { method: 'POST', headers: head, body: Readable.from(chunks()) });
      const headers = new Headers({ 'retry-after': String(answer.headers['retry-after']) });
      return parseAnswer(answer.statusCode, headers, await answer.body.text());
    },
  ],
])('%s sees the 503 and its Retry-After while it sends many files to a busy gateway', async (_name, send) => {
  await using busy = await startBusyGateway();

  const { status, headers, errors } = await send(busy.stack.url);

  expect(status).toBe(503);
  expect(headers.get('retry-after')).toBe('1');
  expect(errors).toMatchObject([
    { extensions: { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 1 } },
  ]);
  expect(busy.stack.control.count('uploadDocuments')).toBe(1);
  busy.free();
  await expect.poll(async () => (await busy.stack.attach()).errors).toBeUndefined();
});

/** Writes a whole form before it looks for an answer, as browsers do. @returns what was said, on a connection that still serves */
async function sendBeforeListening(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const bytes = encodeForm(uploadForm(...files()));
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(headOf(headers, bytes.length));
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject).write(bytes, () => resolve());
  });
  socket.write('GET /health HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n\r\n');
  return text(socket);
}

/** Sends bytes of a form that is announced to be endless, until the connection is closed. */
async function pourUntilCut(url: string, headers: Readonly<Record<string, string>>) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let said = '';
  socket
    .on('error', () => undefined)
    .on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(headOf(headers, 1_000_000_000));
  const chunk = Buffer.alloc(65_536);
  const pour = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', pour);
  pour();
  await closed;
  return { said, byteLength: socket.bytesWritten };
}

function headOf(headers: Readonly<Record<string, string>>, byteLength: number): string {
  const lines = Object.entries({ host: 'gateway', ...headers, 'content-length': byteLength });
  return `POST /graphql HTTP/1.1\r\n${lines.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n`;
}

const BUSY: [who: string, status: number, env: Record<string, string>][] = [
  ['the gateway', 503, {}],
  ['its caller', 429, { MAX_REQUESTS_IN_FLIGHT: '500', MAX_REQUESTS_IN_FLIGHT_PER_CALLER: '1' }],
];

test.each(BUSY)(
  'a client that reads only after sending everything learns that %s is busy',
  async (_who, status, env) => {
    await using busy = await startBusyGateway(env);

    const said = await sendBeforeListening(busy.stack.url, head);

    expect(said.match(/HTTP\/1\.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`, 'HTTP/1.1 200']);
    expect(said).toMatch(/^retry-after: 1\r$/im);
    expect(said).toContain('"code":"RATE_LIMITED"');
  },
);

const REFUSALS: [
  what: string,
  status: number,
  code: string,
  env: Record<string, string>,
  headers: typeof head,
][] = [
  ['has no token', 401, 'UNAUTHENTICATED', TOKENS, head],
  ['asks too often', 429, 'RATE_LIMITED', { RATE_LIMIT_PER_MINUTE: '1' }, head],
  ['needs a preflight header', 403, 'CSRF_PREFLIGHT_REQUIRED', {}, { ...head, 'graphql-preflight': '' }],
];

test.each(REFUSALS)('such a client learns that it %s', async (_what, status, code, env, headers) => {
  await using stack = await startStack({ env });
  if (status === 429) await stack.attach();

  const said = await sendBeforeListening(stack.url, headers);

  expect(said.match(/HTTP\/1\.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`, 'HTTP/1.1 200']);
  expect(said).toContain(`"code":"${code}"`);
  expect(stack.control.count('uploadDocuments')).toBe(0);
});

test.each(REFUSALS)(
  'a client that %s and never stops sending is cut off',
  async (_what, status, code, env, headers) => {
    const limits = { UPLOAD_MAX_FILES: '1', UPLOAD_MAX_FILE_BYTES: '100000' };
    await using stack = await startStack({ env: { ...env, ...limits } });
    if (status === 429) await stack.attach();

    const { said, byteLength } = await pourUntilCut(stack.url, headers);

    expect(said).toContain(`"code":"${code}"`);
    expect(byteLength).toBeLessThan(40_000_000);
  },
);

test.each(BUSY)(
  'a client that never stops sending while %s is busy is cut off',
  async (_who, _status, env) => {
    const limits = { UPLOAD_MAX_FILES: '1', UPLOAD_MAX_FILE_BYTES: '300000' };
    await using busy = await startBusyGateway({ ...env, ...limits });

    const { said, byteLength } = await pourUntilCut(busy.stack.url, head);

    expect(said).toContain('"code":"RATE_LIMITED"');
    expect(byteLength).toBeLessThan(40_000_000);
  },
);

test.skipIf(!hasCurl)('curl also sees the 503 while it sends many files to a busy gateway', async () => {
  await using busy = await startBusyGateway();
  await using picked = await onDisk(pickFiles(15_000_000));
  const paths = [picked.front, picked.back, picked.bill];
  const variables = { input: { customerId: EXAMPLE_INPUT.customerId, files: paths.map(() => null) } };
  const map = Object.fromEntries(paths.map((_, index) => [index, [`variables.input.files.${index}`]]));

  const { stdout } = await run('curl', [
    ...['--silent', '--show-error', '--include', '--max-time', '45', '-H', 'graphql-preflight: 1'],
    // Without asking first, as many clients do.
    ...['-H', 'expect:', busy.stack.url],
    ...[
      '-F',
      `operations=${JSON.stringify({ query: UPLOAD, variables })}`,
      '-F',
      `map=${JSON.stringify(map)}`,
    ],
    ...paths.flatMap((path, index) => ['-F', `${index}=@${path}`]),
  ]);

  expect(stdout).toMatch(/^HTTP\/1\.1 503 /);
  expect(stdout).toMatch(/^retry-after: 1\r$/im);
  expect(stdout).toContain('"code":"RATE_LIMITED"');
});
