import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { ATTACH, parseAnswer } from '../support/graphql-request.ts';
import { attachOnce, attachOutcome, replayedFields } from '../support/idempotent-request.ts';
import { startStack } from '../support/start-stack.ts';

test.each([
  ['an empty one', '', 'INVALID_FORMAT'],
  ['a line break', 'a\nb', 'INVALID_FORMAT'],
  ['a letter beyond ASCII', 'schlüssel', 'INVALID_FORMAT'],
  ['256 characters', 'k'.repeat(256), 'OUT_OF_RANGE'],
])('%s is not a valid key, in a mutation and for attachOutcome', async (_what, key, code) => {
  await using stack = await startStack();

  const { errors } = await attachOnce(stack.url, key);
  const query = 'query ($key: String!) { attachOutcome(idempotencyKey: $key) { state } }';
  const asked = await stack.request(query, { key });

  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.extensions.fieldErrors).toMatchObject([{ path: ['input', 'idempotencyKey'], code }]);
  expect(asked.errors?.[0]?.extensions.fieldErrors).toMatchObject([{ path: ['idempotencyKey'], code }]);
  expect(stack.control.count('attachIndividualDocuments')).toBe(0);
});

test.each(['k', `${'~'.repeat(253)} !`])('%j is a valid key', async (key) => {
  await using stack = await startStack();

  await attachOnce(stack.url, key);
  await attachOnce(stack.url, key);

  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
  expect((await attachOutcome(stack.url, key)).state).toBe('SUCCEEDED');
});

test("the header Idempotency-Key has the effect of the input's key, and both may be present if they are equal", async () => {
  await using stack = await startStack();
  const headers = { 'idempotency-key': 'from-header' };

  const first = await stack.request(ATTACH, { input: EXAMPLE_INPUT }, headers);
  const again = await stack.request(ATTACH, { input: EXAMPLE_INPUT }, headers);
  const both = { ...EXAMPLE_INPUT, idempotencyKey: 'from-header' };
  const inBoth = await stack.request(ATTACH, { input: both }, headers);

  expect(first.errors).toBeUndefined();
  expect(replayedFields(again)).toEqual(['attachIndividualDocuments']);
  expect(replayedFields(inBoth)).toEqual(['attachIndividualDocuments']);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
});

test("a header that differs from the input's key is rejected", async () => {
  await using stack = await startStack();
  const input = { ...EXAMPLE_INPUT, idempotencyKey: 'from-input' };

  const { errors } = await stack.request(ATTACH, { input }, { 'idempotency-key': 'other' });

  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.extensions.fieldErrors).toMatchObject([
    { path: ['input', 'idempotencyKey'], code: 'CONFLICTING', params: { with: ['Idempotency-Key'] } },
  ]);
  expect(stack.control.count('attachIndividualDocuments')).toBe(0);
});

test.each([
  [
    'two fields',
    'a: attachIndividualDocuments(input: $input) { customer { id } } b: attachIndividualDocuments(input: $input) { customer { id } }',
    '',
  ],
  [
    'a fragment of two',
    '...Both',
    'fragment Both on Mutation { a: attachIndividualDocuments(input: $input) { customer { id } } ... { b: attachIndividualDocuments(input: $input) { customer { id } } } }',
  ],
])('a header for %s is rejected before anything is sent', async (_what, fields, fragment) => {
  await using stack = await startStack();
  const query = `mutation ($input: AttachIndividualDocumentsInput!) { ${fields} } ${fragment}`;

  const { errors, data } = await stack.request(query, { input: EXAMPLE_INPUT }, { 'idempotency-key': 'one' });

  expect(data).toBeUndefined();
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.message).toContain('Idempotency-Key');
  expect(stack.control.count('attachIndividualDocuments')).toBe(0);
});

test('a repeated or invalid header is rejected', async () => {
  await using stack = await startStack();
  const send = async (keys: string[]) => {
    const outgoing = request(stack.url, { method: 'POST', agent: false });
    outgoing.setHeader('content-type', 'application/json');
    outgoing.setHeader('accept', 'application/graphql-response+json');
    outgoing.setHeader('idempotency-key', keys);
    outgoing.end(JSON.stringify({ query: ATTACH, variables: { input: EXAMPLE_INPUT } }));
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve).once('error', reject);
    });
    return parseAnswer(response.statusCode ?? 0, new Headers(), await text(response));
  };

  for (const keys of [['one', 'two'], ['k'.repeat(300)], ['schl\u00fcssel']]) {
    const { errors, status } = await send(keys);
    expect([keys, status, errors?.[0]?.extensions.code]).toEqual([keys, 400, 'BAD_USER_INPUT']);
  }
  expect(stack.control.count('attachIndividualDocuments')).toBe(0);
});

test('a query ignores the header', async () => {
  await using stack = await startStack();

  const answer = await stack.request(
    '{ a: __typename b: __typename }',
    {},
    {
      'idempotency-key': 'any',
    },
  );

  expect(answer.errors).toBeUndefined();
});

test('a page of an allowed origin may send the header', async () => {
  const origin = 'https://app.example.com';
  await using stack = await startStack({ env: { CORS_ORIGINS: origin } });

  const preflight = await fetch(stack.url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,idempotency-key',
    },
  });

  expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('idempotency-key');
});

test.each([
  ['"quoted-1"', 'quoted-1'],
  ['"with \\"quotes\\" and \\\\"', 'with "quotes" and \\'],
])('the header %s means the key %s', async (header, key) => {
  await using stack = await startStack();

  await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { 'idempotency-key': header });
  const bare = await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { 'idempotency-key': key });
  const inInput = await attachOnce(stack.url, key);

  expect([bare, inInput].map((answer) => replayedFields(answer).length)).toEqual([1, 1]);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
});

test('a header with an unclosed quote is rejected', async () => {
  await using stack = await startStack();
  const headers = { 'idempotency-key': '"canary' };

  const { errors, text: answer } = await stack.request(ATTACH, { input: EXAMPLE_INPUT }, headers);

  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(answer).not.toContain('canary');
  expect(stack.control.count('attachIndividualDocuments')).toBe(0);
});

test.each(['upper case', 'braces'])('a UUID in %s is the same input under its key', async (spelling) => {
  await using stack = await startStack();
  const spelled = (id: string) => (spelling === 'braces' ? `{${id}}` : id.toUpperCase());
  const { customerId, tosPoliciesValue } = EXAMPLE_INPUT;

  await attachOnce(stack.url, 'k');
  const other = await attachOnce(stack.url, 'k', {
    customerId: spelled(customerId),
    tosPoliciesValue: spelled(tosPoliciesValue),
  });

  expect(replayedFields(other)).toHaveLength(1);
});
