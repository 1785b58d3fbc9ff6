import { once } from 'node:events';
import { connect } from 'node:net';
import { getIntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { ATTACH } from '../../support/graphql-request.ts';
import { spawnGateway } from '../../support/spawn-gateway.ts';
import { startStack } from '../../support/start-stack.ts';

const aliased = (count: number, field: string) =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ');

const BOMBS: [what: string, query: string][] = [
  [
    'fragments of aliases',
    `{ ${aliased(60, '__type(name: "ProofOfIdentityInput") { ...F }')} }
     fragment F on __Type { ${aliased(60, 'inputFields { type { ...G } }')} }
     fragment G on __Type { ofType { ${aliased(60, 'enumValues { name }')} } }`,
  ],
  [
    'fragments within fragments',
    `{ ...F0 } ${Array.from({ length: 40 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F40 on Query { __typename }`,
  ],
  [
    'a list nested two thousand deep',
    `{ validateIndividualDocuments(input: ${'['.repeat(1_950)}) { code } }`,
  ],
];

test.each(BOMBS)('a query with %s is rejected before it grows', async (_what, query) => {
  await using stack = await startStack();
  const before = process.cpuUsage();

  const { errors, data, text } = await stack.request(query);

  expect(data).toBeUndefined();
  expect(errors?.[0]?.extensions.code).toMatch(/^GRAPHQL_(PARSE|VALIDATION)_FAILED$/);
  expect(text.length).toBeLessThan(100_000);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(3_000);
  expect((await stack.attach()).errors).toBeUndefined();
});

test("GraphiQL's introspection query is served", async () => {
  await using stack = await startStack();
  const query = getIntrospectionQuery({
    descriptions: true,
    directiveIsRepeatable: true,
    inputValueDeprecation: true,
    schemaDescription: true,
    specifiedByUrl: true,
  });

  expect((await stack.request(query)).errors).toBeUndefined();
});

test('a request may contain ten mutations, and with eleven none is executed', async () => {
  await using stack = await startStack();
  const attaches = (count: number) =>
    stack.request(
      `mutation ($input: AttachIndividualDocumentsInput!) { ${aliased(count, 'attachIndividualDocuments(input: $input) { customer { id } }')} }`,
      { input: EXAMPLE_INPUT },
    );

  expect((await attaches(11)).errors?.[0]?.message).toContain('at most 10 mutations');
  expect(stack.control.attached).toHaveLength(0);
  expect((await attaches(10)).errors).toBeUndefined();
  expect(stack.control.attached).toHaveLength(10);
});

test.each([
  ['an inline fragment', (fields: string) => `{ ... { ${fields} } }`, ''],
  ['a fragment', () => '{ ...All }', 'All'],
])('mutations in %s are counted too', async (_where, selecting, fragment) => {
  await using stack = await startStack();
  const fields = aliased(11, 'attachIndividualDocuments(input: $input) { customer { id } }');
  const query = `mutation ($input: AttachIndividualDocumentsInput!) ${selecting(fields)} ${fragment && `fragment All on Mutation { ${fields} }`}`;

  const { errors } = await stack.request(query, { input: EXAMPLE_INPUT });

  expect(errors?.map(({ message }) => message)).toEqual(['A request may make at most 10 mutations.']);
  expect(stack.control.requests).toHaveLength(0);
});

test.each([
  'application/json;charset=latin1',
  'application/json-patch+json',
  'application/jsonx',
  'text/html, application/json-seq',
  'text/event-streaming',
  'text/html',
])('an attach whose result must be %s is not executed', async (accept) => {
  await using stack = await startStack();

  const answer = await fetch(stack.url, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json' },
    body: JSON.stringify({ query: ATTACH, variables: { input: EXAMPLE_INPUT } }),
  });

  expect(answer.status).toBe(406);
  expect(await answer.text()).toContain('"code":"BAD_REQUEST"');
  expect(stack.control.requests).toHaveLength(0);
});

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'application/graphql-response+json, application/json;q=0.9',
  'multipart/mixed, application/graphql-response+json',
  '*/*',
])('an attach whose result may be %s is executed', async (accept) => {
  await using stack = await startStack();

  const answer = await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { accept });

  expect(answer.errors).toBeUndefined();
});

/** The response to bytes that no client library would send. */
async function say(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  let said = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  socket.on('error', () => undefined).write(bytes);
  await Promise.race([once(socket, 'close'), once(socket, 'data')]);
  socket.destroy();
  return said;
}

const BODY = '{"query":"{__typename}"}';
const requestTo = (host: string) =>
  `POST /graphql HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`;

test.each([
  ...['[', 'a b', '%00', 'x:99999', 'x:y:z', '#', '?'].map((host): [string, string, number] => [
    `the host ${host}`,
    requestTo(host),
    400,
  ]),
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['headers without end', `GET /graphql HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
])('%s gets a clear error without a stack, and the next request succeeds', async (_what, bytes, status) => {
  await using stack = await startStack();

  const said = await say(stack.gateway.origin, bytes);

  expect(said).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(said).toContain('"code":"BAD_REQUEST"');
  expect(said).toMatch(/x-request-id: \S{8,}/i);
  expect(said).not.toMatch(/node_modules|\.ts:|\.js:/);
  expect((await stack.attach()).errors).toBeUndefined();
});

test('connections that never finish a request do not delay a stop', async () => {
  const gateway = spawnGateway({ PORT: '0' });
  const [, url = ''] = await gateway.saw(/"url":"([^"]+)"/);
  const { hostname, port } = new URL(url);
  let said = '';
  const sockets = ['', 'POST /graphql HTTP/1.1\r\nhost: x\r\n'].map((bytes) => {
    const socket = connect(Number(port), hostname);
    socket.on('data', (chunk) => {
      said += String(chunk);
    });
    socket.on('error', () => undefined).write(bytes);
    return socket;
  });
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));

  gateway.process.kill('SIGTERM');

  expect(await gateway.exited).toBe(0);
  // They get a 408 when their time is up.
  expect(said).toBe('');
});

test('a caller whose customer is always rejected does not affect others', async () => {
  await using stack = await startStack();
  for (let round = 0; round < 3; round += 1) {
    stack.control.faults.script('attachIndividualDocuments', { status: 401, times: 2 });
    const refused = await stack.attach();
    const { code, retryable, retryAfterSeconds } = refused.errors?.[0]?.extensions ?? {};
    expect({ code, retryable, retryAfterSeconds }).toEqual({
      code: 'UPSTREAM_AUTHENTICATION_FAILED',
      retryable: false,
      retryAfterSeconds: undefined,
    });
    await expect.poll(async () => (await stack.attach()).errors, { interval: 50 }).toBeUndefined();
  }
});
