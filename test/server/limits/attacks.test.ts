import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/create-sandbox.ts';
import { parseConfig } from '../../../src/config/parse-config.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { startGateway } from '../../../src/start-gateway.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { ATTACH, attach } from '../../support/graphql-request.ts';
import { content, filePart, sendForm, uploadFields } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const times = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join(' ');

const FLOODS: [what: string, query: string][] = [
  ['a circle of fragments', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
  ['a fragment in itself', '{ ...A } fragment A on Query { __typename ...A }'],
  [
    'a hundred aliases of one customer',
    `{ ${times(100, (i) => `a${i}: individualCustomer(id: "${EXAMPLE_INPUT.customerId}") { id }`)} }`,
  ],
  [
    'a hundred pages',
    `{ ${times(100, (i) => `a${i}: individualCustomers(page: ${i + 1}) { customers { id } }`)} }`,
  ],
  ['one field six hundred times', `{ ${times(600, () => '__typename')} }`],
  ['hundreds of directives', `{ __typename ${times(500, () => '@include(if: true)')} }`],
  ['unknown directives', `{ __typename ${times(500, (i) => `@d${i}`)} }`],
  ['hundreds of variables', `query (${times(400, (i) => `$v${i}: Int`)}) { __typename }`],
];

test.each(FLOODS)('%s is rejected before Fin.com is called', async (_what, query) => {
  await using stack = await startStack();
  const before = process.cpuUsage();

  const { status, errors, data, text } = await stack.request(query);

  expect(status).toBe(400);
  expect(data).toBeUndefined();
  expect(errors?.[0]?.extensions.code).toMatch(/^GRAPHQL_(PARSE|VALIDATION)_FAILED$/);
  expect(text.length).toBeLessThan(100_000);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(3_000);
  expect(stack.control.requests).toHaveLength(0);
  expect((await stack.attach()).errors).toBeUndefined();
});

const nestedJson = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const VARIABLES: [what: string, variables: string, status?: number][] = [
  ['of two megabytes', `{"input":{"tosPoliciesValue":"A12345678${'x'.repeat(2_000_000)}"}}`, 413],
  ['of a number with a million digits', `{"input":{"tosPoliciesValue":${'9'.repeat(1_000_000)}}}`],
  ['a hundred thousand deep', `{"input":${nestedJson(100_000)}}`],
  [
    'of fifty thousand members',
    `{"input":{${Array.from({ length: 50_000 }, (_, i) => `"m${i}":1`).join()}}}`,
  ],
  ['that contain a prototype', '{"input":{"__proto__":{"polluted":"A12345678"}}}'],
];

test.each(VARIABLES)(
  'variables %s are rejected without being repeated',
  async (_what, variables, status = 400) => {
    await using stack = await startStack();

    const response = await fetch(stack.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: `{"query":${JSON.stringify(ATTACH)},"variables":${variables}}`,
    });
    const text = await response.text();

    expect(response.status).toBe(status);
    expect(text).toMatch(/"code":"(BAD_USER_INPUT|BAD_REQUEST)"/);
    expect(text.length).toBeLessThan(50_000);
    expect(text).not.toContain('A12345678');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(stack.control.requests).toHaveLength(0);
    expect((await stack.attach()).errors).toBeUndefined();
  },
);

const PATH_TRICKS = [
  '//169.254.169.254/latest/meta-data',
  '//elsewhere.example/a.pdf',
  '/\\elsewhere.example/a.pdf',
  '/../../v1/oauth/token',
  '/a/../../b.pdf',
  '/./a.pdf',
  '/a/..',
  '/%2e%2e/b.pdf',
  '/a/.%2E/b.pdf',
  '/a%2f..%2fb.pdf',
  '/%5c%5celsewhere.example/a.pdf',
  '/a.pdf%00.png',
  '/a.pdf%0d%0ax-evil:1',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  '/https://elsewhere.example/a.pdf',
];

test.each(PATH_TRICKS)('the URI %s is rejected, and no request is made', async (uri) => {
  await using stack = await startStack();
  const { proofOfAddress } = EXAMPLE_INPUT;

  const { errors } = await stack.attach({
    ...EXAMPLE_INPUT,
    proofOfAddress: { ...proofOfAddress, files: [{ uri }] },
  });

  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.extensions.fieldErrors).toMatchObject([
    { path: ['input', 'proofOfAddress', 'files', 0, 'uri'], code: 'INVALID_FORMAT' },
  ]);
  expect(JSON.stringify(errors)).not.toContain(uri);
  expect(stack.control.requests).toHaveLength(0);
  expect((await stack.attach()).errors).toBeUndefined();
});

test.each(['/AbAcQ4hn_0652746727637.pdf', '/2026/11/a.b..c-d_e.pdf', '/a%20b.pdf'])(
  'the URI %s of a stored file is accepted',
  async (uri) => {
    await using stack = await startStack();
    const { proofOfAddress } = EXAMPLE_INPUT;

    const { errors } = await stack.attach({
      ...EXAMPLE_INPUT,
      proofOfAddress: { ...proofOfAddress, files: [{ uri }] },
    });

    expect(errors?.[0]?.extensions.fieldErrors?.[0]?.code).not.toBe('INVALID_FORMAT');
  },
);

const EVIL_NAMES = [
  'a%0d%0ax-evil: 1%0d%0a.pdf',
  '../../etc/passwd',
  'a\\"; name=\\"other\\"; x=\\".pdf',
  '‮fdp.exe',
];

test.each(EVIL_NAMES)('the file name %s adds nothing to the request to Fin.com', async (name) => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, [...uploadFields(1), filePart('0', content('pdf', 2_000), name)]);

  expect(answer.errors).toBeUndefined();
  expect(stack.control.uploads).toHaveLength(1);
  expect(JSON.stringify([stack.control.uploads, stack.control.requests])).not.toMatch(
    /evil|passwd|other|fdp\.exe/,
  );
  expect(stack.logged()).not.toMatch(/evil|passwd|other|fdp\.exe/);
});

test('a request id or an operation name can neither begin a log line nor make it long', async () => {
  await using stack = await startStack();
  const forged = '{"level":50,"event":"forged"}';

  await stack.request('{ __typename }', {}, { 'x-request-id': forged });
  await stack.request(`query ${'N'.repeat(5_000)} { __typename }`);
  const refused = await fetch(stack.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }', operationName: `\n${forged}\r\n` }),
  });
  await refused.text();

  // The first line opens the audit log.
  const requestLines = () => stack.logged().split('\n').slice(1).filter(Boolean);
  await expect.poll(() => requestLines().length).toBe(3);
  for (const line of requestLines()) {
    expect(JSON.parse(line)).toMatchObject({ event: 'request' });
    expect(line.length).toBeLessThan(400);
  }
  expect(stack.logged()).not.toContain('forged');
  expect((await stack.attach()).errors).toBeUndefined();
});

const accountOf = ({ url, clientId, clientSecret }: Sandbox) => ({
  PORT: '0',
  FIN_BASE_URL: url,
  FIN_CLIENT_ID: clientId,
  FIN_CLIENT_SECRET: clientSecret,
});

const SLOW: [what: string, bytes: string, status: number][] = [
  ['a head that never ends', 'POST /graphql HTTP/1.1\r\nhost: x\r\nx-slow: ', 408],
  [
    'a body that never ends',
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    408,
  ],
];

test.each(SLOW)('%s gets a timeout', async (_what, bytes, status) => {
  await using sandbox = await startSandbox();
  const config = parseConfig(accountOf(sandbox));
  const gateway = await startGateway(config, createLogger('silent'), {
    headersMs: 1_000,
    bodyMs: 1_000,
    responseIdleMs: 1_000,
  });
  try {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    socket.write(bytes);
    await once(socket, 'data');
    socket.destroy();

    expect(said).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(said).toContain('"code":"BAD_REQUEST"');
    expect((await attach(gateway.url)).errors).toBeUndefined();
  } finally {
    await gateway.close();
  }
});

/** Sends a byte now and then for as long as the connection stands. @returns what was said before it closed */
async function trickle(socket: Socket, start: string): Promise<string> {
  let said = '';
  socket
    .setEncoding('utf8')
    .on('error', () => undefined)
    .on('data', (text: string) => {
      said += text;
      // Heard: nothing more to learn from holding on.
      if (said.includes('"code"')) socket.destroy();
    });
  socket.write(start);
  const dripping = setInterval(() => socket.write('x'), 20);
  await once(socket, 'close');
  clearInterval(dripping);
  return said;
}

test.each(SLOW)(
  'fifty clients with %s, one byte at a time, get a response each and do not block others',
  async (_what, bytes, status) => {
    await using sandbox = await startSandbox();
    const config = parseConfig(accountOf(sandbox));
    const gateway = await startGateway(config, createLogger('silent'), {
      headersMs: 1_000,
      bodyMs: 1_000,
      responseIdleMs: 1_000,
    });
    try {
      const port = Number(new URL(gateway.url).port);
      const sockets = Array.from({ length: 50 }, () => connect(port, '127.0.0.1'));
      await Promise.all(sockets.map((socket) => once(socket, 'connect')));
      const told = Promise.all(sockets.map((socket) => trickle(socket, bytes)));

      expect((await attach(gateway.url)).errors).toBeUndefined();
      for (const said of await told) {
        expect(said).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
        expect(said).toContain('"code":"BAD_REQUEST"');
      }
      expect((await attach(gateway.url)).errors).toBeUndefined();
    } finally {
      await gateway.close();
    }
  },
);

test('host headers with another name do not change where calls go', async () => {
  await using stack = await startStack();
  const headers = {
    'x-forwarded-host': 'elsewhere.example',
    forwarded: 'host=elsewhere.example',
    'x-forwarded-proto': 'gopher',
  };

  const answer = await stack.request(ATTACH, { input: EXAMPLE_INPUT }, headers);

  expect(answer.errors).toBeUndefined();
  expect(stack.control.attached).toHaveLength(1);
  expect([...answer.headers.values(), answer.text].join()).not.toContain('elsewhere');
});
