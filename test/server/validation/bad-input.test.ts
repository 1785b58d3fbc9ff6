import { Readable } from 'node:stream';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { ATTACH } from '../../support/graphql-request.ts';
import { startStack } from '../../support/start-stack.ts';

const { proofOfIdentity } = EXAMPLE_INPUT;
const withIdentity = (changes: object) => ({
  ...EXAMPLE_INPUT,
  proofOfIdentity: { ...proofOfIdentity, ...changes },
});

const MISFITS: [what: string, input: unknown, faults: [path: string, code: string][]][] = [
  [
    'a wrong enum value',
    withIdentity({ type: 'LIBRARY_CARD' }),
    [['input.proofOfIdentity.type', 'UNKNOWN_VALUE']],
  ],
  [
    'an unknown country',
    withIdentity({ country: 'XKX' }),
    [['input.proofOfIdentity.country', 'UNKNOWN_VALUE']],
  ],
  [
    'an impossible date',
    withIdentity({ issueDate: '2020-02-30' }),
    [['input.proofOfIdentity.issueDate', 'INVALID_FORMAT']],
  ],
  ['a missing field', withIdentity({ number: undefined }), [['input.proofOfIdentity.number', 'REQUIRED']]],
  [
    'null for a field',
    { ...EXAMPLE_INPUT, tosPoliciesValue: null },
    [['input.tosPoliciesValue', 'REQUIRED']],
  ],
  ['an unknown field', { ...EXAMPLE_INPUT, customer_id: 'x' }, [['input.customer_id', 'UNKNOWN_FIELD']]],
  [
    'a number for a text',
    withIdentity({ number: 12345 }),
    [['input.proofOfIdentity.number', 'INVALID_FORMAT']],
  ],
  [
    'text for an object',
    { ...EXAMPLE_INPUT, proofOfAddress: 'bill' },
    [['input.proofOfAddress', 'INVALID_FORMAT']],
  ],
  ['no input at all', null, [['input', 'REQUIRED']]],
  ['an id that is no UUID', { ...EXAMPLE_INPUT, customerId: '42' }, [['input.customerId', 'INVALID_FORMAT']]],
  [
    'three mistakes',
    withIdentity({ type: 'X', country: 'Y', files: [{ side: 'TOP', uri: '/a' }] }),
    [
      ['input.proofOfIdentity.type', 'UNKNOWN_VALUE'],
      ['input.proofOfIdentity.country', 'UNKNOWN_VALUE'],
      ['input.proofOfIdentity.files.0.side', 'UNKNOWN_VALUE'],
    ],
  ],
];

test.each(MISFITS)('%s is reported field by field before anything is sent', async (_what, input, faults) => {
  await using stack = await startStack();

  const { errors, status } = await stack.attach(input);

  expect(status).toBe(400);
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.extensions.fieldErrors?.map(({ path, code }) => [path.join('.'), code])).toEqual(
    faults,
  );
  expect(stack.control.requests).toHaveLength(0);
});

test('the error for a small enum lists its values, so that it can be translated', async () => {
  await using stack = await startStack();

  const { errors } = await stack.attach(withIdentity({ type: 'LIBRARY_CARD' }));

  expect(errors?.[0]?.extensions.fieldErrors?.[0]?.params).toEqual({
    allowed: ['PASSPORT', 'NATIONAL_ID', 'DRIVERS_LICENSE', 'RESIDENCE_PERMIT'],
  });
});

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = JSON_TYPE) =>
  ({ method: 'POST', body, headers }) satisfies RequestInit;
const nested = (depth: number) => `{"query":"${'{a'.repeat(depth)}${'}'.repeat(depth)}"}`;
/** Valid, but for its depth. */
const nestedTypes = (depth: number) =>
  `{"query":"{__type(name:\\"UUID\\")${'{ofType'.repeat(depth)}{name}${'}'.repeat(depth)}}"}`;

const MALFORMED: [what: string, path: string, init: RequestInit, status: number, code: string][] = [
  ['malformed JSON', '', post('{"query":'), 400, 'BAD_REQUEST'],
  ['JSON that is no object', '', post('"hello"'), 400, 'BAD_REQUEST'],
  ['a batch', '', post('[{"query":"{__typename}"}]'), 400, 'BAD_REQUEST'],
  ['no query', '', post('{}'), 400, 'BAD_REQUEST'],
  ['variables that are no object', '', post('{"query":"{__typename}","variables":"x"}'), 400, 'BAD_REQUEST'],
  ['bytes that are not UTF-8', '', post(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])), 400, 'BAD_REQUEST'],
  ['a compressed body', '', post('x', { ...JSON_TYPE, 'content-encoding': 'gzip' }), 415, 'BAD_REQUEST'],
  ['plain text', '', post('{"query":"{__typename}"}', { 'content-type': 'text/plain' }), 415, 'BAD_REQUEST'],
  [
    'a form',
    '',
    post('query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'BAD_REQUEST',
  ],
  ['a query of 10 MB', '', post(`{"query":"${'a'.repeat(10_000_000)}"}`), 413, 'BAD_REQUEST'],
  ['a mutation by GET', '?query=mutation{__typename}', {}, 405, 'BAD_REQUEST'],
  ['broken variables by GET', '?query={__typename}&variables={', {}, 400, 'BAD_REQUEST'],
  ['another method', '', { method: 'PUT' }, 405, 'BAD_REQUEST'],
  [
    'an answer that cannot be had',
    '?query={__typename}',
    { headers: { accept: 'image/png' } },
    406,
    'BAD_REQUEST',
  ],
  ['another path', '/elsewhere', {}, 404, 'BAD_REQUEST'],
  ['a syntax error', '', post('{"query":"{"}'), 400, 'GRAPHQL_PARSE_FAILED'],
  ['nesting 400 deep', '', post(nestedTypes(400)), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['nesting 100,000 deep', '', post(nested(100_000)), 400, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', '', post('{"query":"{nothing}"}'), 400, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'an unknown operation',
    '',
    post('{"query":"{__typename}","operationName":"x"}'),
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
];

test.each(MALFORMED)(
  '%s gets a clear error, and the next request succeeds',
  async (_what, path, init, status, code) => {
    await using stack = await startStack();
    const headers = { accept: 'application/graphql-response+json', ...init.headers };

    const answer = await fetch(`${stack.url}${path}`, { ...init, headers });
    const body: unknown = await answer.json();

    expect(answer.status).toBe(status);
    expect(body).toEqual({
      errors: [
        expect.objectContaining({
          message: expect.stringMatching(/^[A-Z].{10,}\.?$/),
          extensions: { code, requestId: answer.headers.get('x-request-id'), retryable: false },
        }),
      ],
    });
    expect((await stack.attach()).errors).toBeUndefined();
  },
);

test('a body of 10 MB without content-length is cut off at the limit', async () => {
  await using stack = await startStack();
  async function* endless() {
    for (let sent = 0; sent < 100; sent += 1) yield Buffer.alloc(100_000, 'a');
  }

  const answer = await request(stack.url, {
    method: 'POST',
    headers: JSON_TYPE,
    body: Readable.from(endless()),
  });

  expect(answer.statusCode).toBe(413);
  await answer.body.dump();
});

test('a field error has the same path for literals and for variables', async () => {
  await using stack = await startStack();
  const query = ATTACH.replace('($input: AttachIndividualDocumentsInput!)', '').replace(
    '$input',
    '{ customerId: "42", tosPoliciesValue: "x", proofOfIdentity: null, proofOfAddress: { type: CARD, country: USA, files: [{ uri: 7 }] } }',
  );

  const answer = await fetch(stack.url, { ...post(JSON.stringify({ query })) });
  const text = await answer.text();

  for (const path of [
    '["input","customerId"]',
    '["input","proofOfIdentity"]',
    '["input","proofOfAddress","type"]',
    '["input","proofOfAddress","files",0,"uri"]',
  ]) {
    expect(text).toContain(`"path":${path}`);
  }
  expect(stack.control.requests).toHaveLength(0);
});
