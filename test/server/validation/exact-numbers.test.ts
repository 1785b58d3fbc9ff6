import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INEXACT_NUMBER, isExactNumber } from '../../../src/rules/exact-number.ts';
import { parseJsonExactly } from '../../../src/server/body/parse-json.ts';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../../support/example-data.ts';
import { type GraphQLAnswer, parseAnswer } from '../../support/graphql-request.ts';
import { attachFields, content, filePart, sendForm, textPart } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const ROUNDED = [
  '750727362669608961',
  '9007199254740993',
  '-9007199254740993',
  '1e400',
  '-1E+400',
  '1e-400',
  '0.1000000000000000055',
  '123456789012345.67891',
  '3.14159265358979323846',
  '1.00000000000000000001',
];
const KEPT = [
  '0',
  '-0',
  '0.000',
  '9007199254740991',
  '9007199254740992',
  '1000000000000000000000',
  '0.1',
  '0.10000000000000000000',
  '1e21',
  '1.5E+3',
  '12345678.901',
  '5e-324',
  '1.7976931348623157e308',
  '0e999',
];

test.each(ROUNDED)('%s would be rounded', (text) => expect(isExactNumber(text)).toBe(false));
test.each(KEPT)('%s is exact', (text) => expect(isExactNumber(text)).toBe(true));

test('every number that JavaScript writes can be read', () => {
  const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger());
  fc.assert(fc.property(number, (value) => isExactNumber(JSON.stringify(value))));
});

/** The integer that JavaScript writes for a number, which may have an exponent. */
function written(value: number): bigint {
  const [, whole = '', fraction = '', exponent = '0'] =
    /^(-?\d+)\.?(\d*)e?\+?(\d*)$/.exec(String(value)) ?? [];
  return BigInt(whole + fraction) * 10n ** BigInt(Number(exponent) - fraction.length);
}

test('an integer is exact if and only if JavaScript writes it back unchanged', () => {
  const integer = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
  fc.assert(
    fc.property(integer, (value) => isExactNumber(String(value)) === (written(Number(value)) === value)),
  );
});

test('JSON without rounded numbers is parsed as usual, whatever its strings contain', () => {
  const looks = fc.constantFrom(
    ...ROUNDED.flatMap((text) => [`: ${text}`, `",${text},"`, `\\",[${text}]`, '\\']),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      looks,
      fc.string(),
      fc.double({ noNaN: true }),
      fc.array(tie('any')),
      fc.dictionary(looks, tie('any')),
    ),
  })).any;
  fc.assert(
    fc.property(value, (any) => {
      const text = JSON.stringify(any, null, 1);
      expect(parseJsonExactly(text)).toEqual(JSON.parse(text));
    }),
  );
});

test.each(ROUNDED)('%s is marked at every place', (number) => {
  const text = ` { "a\\"${number}" : [ ${number}, "${number}",${number} ], "b":${number}\n} `;
  expect(parseJsonExactly(text)).toEqual({
    [`a"${number}`]: [INEXACT_NUMBER, number, INEXACT_NUMBER],
    b: INEXACT_NUMBER,
  });
  expect(parseJsonExactly(number)).not.toBe(undefined);
});

test.each([
  '[01234567890123456789]',
  '[12345678901234567890.]',
  '[1234567890123456789e]',
  '[--12345678901234567890]',
])('%s stays invalid', (text) => expect(() => parseJsonExactly(text)).toThrow(SyntaxError));

const CREATE =
  'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { id } } }';
const META = ROUNDED.map((number, index) => `"n${index}":[{"ref":${number}}]`).join();
const INPUT_JSON = `${JSON.stringify({ ...NEW_CUSTOMER, metaData: undefined }).slice(0, -1)},"metaData":{${META}}}`;
const OPERATION_JSON = `{"query":${JSON.stringify(CREATE)},"variables":{"input":${INPUT_JSON}}}`;

async function postJson(url: string, body: string): Promise<GraphQLAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body,
  });
  return parseAnswer(response.status, response.headers, await response.text());
}

const asLiteral = (json: string) => json.replace(/"(\w+)":/g, '$1: ').replace(/"(STANDARD|USA)"/g, '$1');

test.each<[string, (url: string) => Promise<GraphQLAnswer>]>([
  ['a JSON body', (url) => postJson(url, OPERATION_JSON)],
  ['a form', (url) => sendForm(url, [textPart('operations', OPERATION_JSON), textPart('map', '{}')])],
  [
    'a document',
    (url) =>
      postJson(
        url,
        JSON.stringify({
          query: `mutation { createIndividualCustomer(input: ${asLiteral(INPUT_JSON)}) { customer { id } } }`,
        }),
      ),
  ],
])('a number that would be rounded, in %s, is reported with its path', async (_where, send) => {
  await using stack = await startStack();

  const { status, errors, text } = await send(stack.url);

  expect(status).toBe(400);
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions.fieldErrors).toEqual(
    ROUNDED.map((_, index) => ({
      path: ['input', 'metaData', `n${index}`, 0, 'ref'],
      code: 'INVALID_FORMAT',
      params: { format: 'EXACT_NUMBER' },
      message: expect.stringContaining('Send it as a string'),
    })),
  );
  expect(text).not.toContain('750727362669608961');
  expect(stack.control.requests).toHaveLength(0);
});

test('a number of another type is not rounded to fit, in the URL either', async () => {
  await using stack = await startStack();
  const query =
    'query ($page: Int, $id: String!) { individualCustomers(page: $page) { pagination { total } } attachOutcome(idempotencyKey: $id) { state } }';
  const variables = '{"page":1.00000000000000000001,"id":12345678901234567890}';

  const response = await fetch(`${stack.url}?${new URLSearchParams({ query, variables })}`, {
    headers: { accept: 'application/graphql-response+json' },
  });
  const { errors } = parseAnswer(response.status, response.headers, await response.text());

  expect(errors?.[0]?.extensions.fieldErrors).toMatchObject([
    { path: ['page'], code: 'INVALID_FORMAT', params: { format: 'INTEGER' } },
    { path: ['idempotencyKey'], code: 'INVALID_FORMAT', params: { format: 'STRING' } },
  ]);
});

test('exact numbers reach Fin.com unchanged', async () => {
  await using stack = await startStack();
  const numbers = KEPT.filter((number) => number !== '-0');
  const body = OPERATION_JSON.replace(META, `"kept":[${numbers.join()}]`);

  const { errors } = await postJson(stack.url, body);

  expect(errors).toBeUndefined();
  const sent = stack.control.requests.find(({ operation }) => operation === 'createIndividualCustomer');
  expect(sent?.body).toMatchObject({ meta_data: { kept: numbers.map(Number) } });
});

test('files of a form are found although a number elsewhere would be rounded', async () => {
  await using stack = await startStack();
  const [operations, map] = attachFields({ identity: [{ upload: null }], address: [{ upload: null }] });
  const text = Buffer.from(operations?.body ?? []).toString();
  const withOther = text.replace('"variables":{', '"variables":{"nobodyAsksFor":12345678901234567890,');
  expect(withOther).not.toBe(text);

  const answer = await sendForm(stack.url, [
    textPart('operations', withOther),
    ...(map ? [map] : []),
    filePart('identity.0', content('pdf', 2_000, 'a')),
    filePart('address.0', content('png', 2_000, 'b')),
  ]);

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({ attachIndividualDocuments: { customer: { id: EXAMPLE_INPUT.customerId } } });
});
