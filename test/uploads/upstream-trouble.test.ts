import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import type { Fault } from '../../sandbox/faults/fault.ts';
import {
  attachFields,
  content,
  encodeForm,
  encodePart,
  ending,
  filePart,
  openForm,
  sendForm,
  sha256,
  uploadFields,
  uploadForm,
} from '../support/multipart.ts';
import { startTestGateway, type TestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';

const PDF = content('pdf', 3_000_000);
const FORM = encodeForm(uploadForm(PDF));
const UNKNOWN = { retryable: false, outcome: 'UNKNOWN' };
const FINAL = { retryable: false, outcome: undefined };
const AGAIN = { retryable: true, outcome: undefined };

type Verdict = Readonly<Record<string, unknown>>;

// These come although the file has not. The client is told when it has sent its form: proxies lose earlier answers.
const EARLY: [what: string, fault: Fault, verdict: Verdict][] = [
  ['a 413', { status: 413, early: true }, { code: 'UPLOAD_TOO_LARGE', ...FINAL }],
  [
    'a 422',
    { status: 422, early: true, body: { message: 'No' } },
    { code: 'FIN_VALIDATION_FAILED', ...FINAL },
  ],
  ['a 401', { status: 401, early: true }, { code: 'UPSTREAM_UNAVAILABLE', ...AGAIN }],
  [
    'a 429',
    { status: 429, early: true, headers: { 'retry-after': '9' } },
    { code: 'RATE_LIMITED', ...AGAIN },
  ],
  [
    'a 503 with Retry-After',
    { status: 503, early: true, headers: { 'retry-after': '9' } },
    { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN },
  ],
  [
    'a 200',
    { status: 200, early: true, body: { data: { files: [{ file0: '/early' }] } } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ],
  ['a 204', { status: 204, early: true }, { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN }],
  ['a cut', { reset: 'before-reading' }, { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN }],
];

test.each(EARLY)(
  '%s before the file was read reaches the client when it has sent the file',
  async (_what, fault, verdict) => {
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '6000' } });
    stack.control.faults.script('uploadDocuments', fault);
    const form = openForm(stack.url);

    await form.send(FORM.subarray(0, 500_000));
    await expect.poll(() => stack.control.count('uploadDocuments')).toBe(1);
    await form.send(FORM.subarray(500_000));
    form.end();
    const { errors, status } = await form.answer;

    expect(status).toBe(200);
    expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([verdict]);
    expect(stack.control.uploads).toEqual([]);
    await expectGoodService(stack.gateway, stack.sandbox);
  },
);

test.each(EARLY)(
  '%s before the file was read reaches a client that sends it all at once',
  async (_what, fault, verdict) => {
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '6000' } });
    stack.control.faults.script('uploadDocuments', fault);

    const { errors } = await sendForm(stack.url, FORM);

    const { code, ...rest } = verdictOf(errors?.[0]?.extensions ?? {});
    expect(errors).toHaveLength(1);
    // Whether an answer that comes before its time can still be read is up to the network.
    expect([verdict, { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN }]).toContainEqual({ code, ...rest });
    expect(stack.control.uploads).toEqual([]);
    await expectGoodService(stack.gateway, stack.sandbox);
  },
);

const AFTERWARDS: [what: string, fault: Fault, verdict: Verdict][] = [
  ['a 401', { status: 401 }, { code: 'UPSTREAM_UNAVAILABLE', ...AGAIN }],
  [
    'a 400',
    { status: 400, body: { status: 400, message: 'No' } },
    { code: 'FIN_VALIDATION_FAILED', ...FINAL },
  ],
  [
    'a 403',
    { status: 403, body: { error: { code: 'forbidden', message: 'No' } } },
    { code: 'FORBIDDEN', ...FINAL },
  ],
  [
    'a 413',
    { status: 413, contentType: 'text/html', body: '<html>' },
    { code: 'UPLOAD_TOO_LARGE', ...FINAL },
  ],
  [
    'a 422 without fields',
    { status: 422, body: { message: 'No' } },
    { code: 'FIN_VALIDATION_FAILED', ...FINAL },
  ],
  ['a 500', { status: 500 }, { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN }],
  [
    'a 502 of HTML',
    { status: 502, contentType: 'text/html', body: '<html>' },
    { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN },
  ],
  ['a 504', { status: 504 }, { code: 'UPSTREAM_TIMEOUT', ...UNKNOWN }],
  [
    'a redirect',
    { status: 307, headers: { location: '/v1/customers/upload' } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ],
  ['a cut before the answer', { reset: 'before-headers' }, { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN }],
  [
    'a cut in the answer',
    { reset: 'mid-body', afterProcessing: true },
    { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN },
  ],
  ['silence', { hang: true }, { code: 'UPSTREAM_TIMEOUT', ...UNKNOWN }],
  ['broken JSON', { malformed: true }, { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN }],
  ['an empty 200', { status: 200, body: '' }, { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN }],
  [
    'a 200 without URIs',
    { status: 200, body: { data: { files: [] } } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ],
  [
    'a 200 with the URI of another field',
    { status: 200, body: { data: { files: [{ passport: '/a' }] } } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ],
  [
    'a 200 whose URI is no text',
    { status: 200, body: { data: { files: [{ file0: 7 }] } } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ],
  ...[
    [{ file0: '' }],
    [{ file0: '/' }],
    [{ file0: 'stored.pdf' }],
    [{ file0: '//evil.example/stored.pdf' }],
    [{ file0: 'https://evil.example/stored.pdf' }],
    [{ file0: '/stored file.pdf' }],
    [{ file0: '/../stored.pdf' }],
    [{ file0: `/${'a'.repeat(2_048)}` }],
    [{ file0: '/a', file1: '/b' }],
    [{ file0: '/a' }, { customer_id: '/b' }],
    [{ file0: '/a' }, { file0: '/b' }],
    [{ file0: '/a' }, { file0: '/a' }],
  ].map((files): (typeof AFTERWARDS)[number] => [
    `a 200 with ${JSON.stringify(files).slice(0, 60)} for one file`,
    { status: 200, body: { data: { files } } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ]),
  ['a 204', { status: 204 }, { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN }],
];

test.each(AFTERWARDS)(
  'an upload answered by %s says the truth, is sent once, and the next one works',
  async (_what, fault, verdict) => {
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '1000' } });
    stack.control.faults.script('uploadDocuments', fault);

    const { data, errors, status } = await sendForm(stack.url, FORM);

    expect(status).toBe(200);
    expect(data).toEqual({ uploadDocuments: null });
    expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([verdict]);
    expect(errors?.[0]?.extensions.upstream?.operation).toBe('uploadDocuments');
    expect(stack.control.count('uploadDocuments')).toBe(1);
    await expectGoodService(stack.gateway, stack.sandbox);
  },
);

test.each([
  [[{ file0: '/a' }]],
  [[{ file0: '/a' }, { file1: '' }]],
  [[{ file0: '/a', file1: '/a' }]],
  [[{ file0: '/a' }, { file2: '/b' }]],
  [[{ file1: '/b' }, {}]],
])('a 200 with %j for two files is no success, and nothing is attached', async (files) => {
  await using stack = await startStack();
  const fault = { status: 200, body: { data: { files } } };
  stack.control.faults.script('uploadDocuments', [fault, fault]);
  const [first, second] = [content('pdf', 900), content('png', 900)];

  const uploaded = await sendForm(stack.url, uploadForm(first, second));
  const attached = await sendForm(stack.url, [
    ...attachFields({ identity: [{ upload: null }], address: [{ upload: null }] }),
    filePart('identity.0', first),
    filePart('address.0', second),
  ]);

  for (const { errors } of [uploaded, attached]) {
    expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([
      { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
    ]);
  }
  expect(stack.control.count('attachIndividualDocuments')).toBe(0);
});

test('after a success that comes in the middle of the second of two files nothing is attached', async () => {
  await using sandbox = await startSandbox();
  await using upstream = await startReluctantUpstream(sandbox, (req, res) => {
    let byteLength = 0;
    req.on('data', (chunk: Buffer) => {
      byteLength += chunk.length;
      if (byteLength < 400_000 || res.headersSent) return;
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify({ data: { files: [{ file0: '/a' }, { file1: '/b' }] } }));
    });
  });
  await using gateway = await startTestGateway(upstream, { FIN_TIMEOUT_MS: '6000' });
  const form = openForm(gateway.url);
  const fields = attachFields({ identity: [{ upload: null }], address: [{ upload: null }] });
  const parts = [
    filePart('identity.0', content('pdf', 200_000)),
    filePart('address.0', content('png', 900_000)),
  ];
  const bytes = encodeForm([...fields, ...parts]);

  await form.send(bytes.subarray(0, 600_000));
  const { errors } = await form.answer;

  expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ]);
  expect(errors?.[0]?.extensions.upstream).toEqual({ operation: 'uploadDocuments', status: 200 });
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(0);
  form.hangUp();
});

test.each(['one-object-per-file', 'one-object'] as const)(
  'URIs are understood in the shape %s',
  async (uploadResponseShape) => {
    await using stack = await startStack({ sandbox: { uploadResponseShape } });

    const { data, errors } = await sendForm(stack.url, uploadForm(content('pdf', 900), content('png', 900)));

    expect(errors).toBeUndefined();
    const files = stack.control.uploads.map(({ uri, sha256: hash }) =>
      expect.objectContaining({ uri, sha256: hash }),
    );
    expect(files).toHaveLength(2);
    expect(data).toEqual({ uploadDocuments: { files } });
  },
);

test('after a 401 the next upload has a fresh token', async () => {
  await using stack = await startStack();
  await expectGoodService(stack.gateway, stack.sandbox);
  stack.control.revokeAccessTokens();

  const refused = await sendForm(stack.url, FORM);

  expect(refused.errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([
    { code: 'UPSTREAM_UNAVAILABLE', ...AGAIN },
  ]);
  await expectGoodService(stack.gateway, stack.sandbox);
  const tokens = stack.control.requests
    .filter(({ operation }) => operation === 'uploadDocuments')
    .map(({ headers }) => headers.tokenFingerprint);
  expect(tokens).toHaveLength(3);
  expect(tokens[0]).toBe(tokens[1]);
  expect(tokens[2]).not.toBe(tokens[1]);
});

test('a token past half of its life is renewed before a stream begins, which could not be sent again', async () => {
  await using stack = await startStack({ sandbox: { accessTokenLifetimeMs: 14_000 } });
  await stack.attach();
  await pause(7_600);
  await stack.attach();
  await expectGoodService(stack.gateway, stack.sandbox);

  const tokens = stack.control.requests.flatMap(({ headers }) => headers.tokenFingerprint ?? []);
  expect(tokens).toHaveLength(3);
  expect(tokens[1]).toBe(tokens[0]);
  expect(tokens[2]).not.toBe(tokens[0]);
});

test('where no token can be had, nothing is uploaded and the client is told', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '6000' } });
  stack.control.faults.script('issueToken', { status: 401, times: 'always' });

  const { errors } = await sendForm(stack.url, FORM);

  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_AUTHENTICATION_FAILED']);
  expect(stack.control.count('uploadDocuments')).toBe(0);
});

test('where Fin.com cannot be reached, nothing was done and trying again may help', async () => {
  const sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox);
  await expectGoodService(gateway, sandbox);
  await sandbox.close();

  const { errors } = await sendForm(gateway.url, FORM);

  expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([
    { code: 'UPSTREAM_UNAVAILABLE', ...AGAIN },
  ]);
});

test('an upstream that stops reading is given up after the time-out, and finds the upload torn', async () => {
  await using sandbox = await startSandbox();
  const unread: IncomingMessage[] = [];
  await using upstream = await startReluctantUpstream(sandbox, (req) => unread.push(req));
  await using gateway = await startTestGateway(upstream, {
    FIN_TIMEOUT_MS: '700',
    UPLOAD_MAX_FILE_BYTES: '80000000',
  });
  const startedAt = performance.now();

  const { errors } = await sendForm(gateway.url, uploadForm(content('pdf', 60_000_000)));

  expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([
    { code: 'UPSTREAM_TIMEOUT', ...UNKNOWN },
  ]);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  const [req] = unread;
  await new Promise((resolve) =>
    req
      ?.once('close', resolve)
      .on('error', () => undefined)
      .resume(),
  );
  expect(req?.complete).toBe(false);
});

test('an upstream that reads slowly, but does, is waited for', async () => {
  await using sandbox = await startSandbox();
  await using upstream = await startReluctantUpstream(sandbox, (req, res) => {
    req.on('data', () => {
      req.pause();
      setTimeout(() => req.resume(), 1);
    });
    req.on('end', () => {
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify({ data: { files: [{ file0: '/slow' }] } }));
    });
  });
  await using gateway = await startTestGateway(upstream, {
    FIN_TIMEOUT_MS: '500',
    UPLOAD_MAX_FILE_BYTES: '80000000',
  });
  const startedAt = performance.now();
  const sent = content('pdf', 60_000_000);

  const { errors, data } = await sendForm(gateway.url, uploadForm(sent));

  expect(errors).toBeUndefined();
  expect(performance.now() - startedAt).toBeGreaterThan(700);
  expect(data).toMatchObject({ uploadDocuments: { files: [{ uri: '/slow', sha256: sha256(sent) }] } });
});

test('an upstream that cuts in the middle of a file ends the call at once', async () => {
  const cut = Promise.withResolvers<void>();
  await using sandbox = await startSandbox();
  await using upstream = await startReluctantUpstream(sandbox, (req) => {
    req.once('data', () => {
      req.socket.resetAndDestroy();
      cut.resolve();
    });
  });
  // Long enough that the call does not end by its time-out.
  await using gateway = await startTestGateway(upstream, { FIN_TIMEOUT_MS: '60000' });
  const form = openForm(gateway.url);

  await form.send(...uploadFields(1).map((part) => encodePart(part)), encodePart(filePart('0', PDF)));
  await cut.promise;
  await form.send(ending());
  form.end();
  const { errors } = await form.answer;

  expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([
    { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN },
  ]);
  form.hangUp();
});

interface ReluctantUpstream extends AsyncDisposable {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Gives the sandbox's tokens, and serves uploads as it is told. */
async function startReluctantUpstream(
  sandbox: Sandbox,
  serveUpload: (req: IncomingMessage, res: ServerResponse) => void,
): Promise<ReluctantUpstream> {
  const server: Server = createServer((req, res) => {
    if (req.url === '/v1/customers/upload') {
      serveUpload(req, res);
    } else {
      void forward(req, res, sandbox);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { clientId, clientSecret } = sandbox;
  return {
    url: `http://127.0.0.1:${port}`,
    clientId,
    clientSecret,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function forward(req: IncomingMessage, res: ServerResponse, { url }: Sandbox): Promise<void> {
  const answer = await fetch(url + req.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: await text(req),
  });
  res.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
}

function verdictOf({
  code,
  retryable,
  outcome,
}: {
  code?: string;
  retryable?: boolean;
  outcome?: string | undefined;
}): Verdict {
  return { code, retryable, outcome };
}

async function expectGoodService(gateway: TestGateway, { control }: Sandbox): Promise<void> {
  const { errors, data } = await sendForm(gateway.url, FORM);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ uploadDocuments: { files: [{ sha256: sha256(PDF) }] } });
  expect(control.uploads.at(-1)?.sha256).toBe(sha256(PDF));
}
