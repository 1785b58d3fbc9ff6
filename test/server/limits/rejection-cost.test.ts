import { expect, test } from 'vitest';
import { cpuCost } from '../../support/cpu-cost.ts';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../../support/example-data.ts';
import { ATTACH } from '../../support/graphql-request.ts';
import { startStack } from '../../support/start-stack.ts';

const MEBIBYTE = 1_000_000;
const CREATE =
  'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { id } } }';
const ENTITIES = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';

const repeated = (piece: string, length = MEBIBYTE) => piece.repeat(Math.floor(length / piece.length));
const list = (item: string, length = MEBIBYTE) => `[${repeated(`${item},`, length)}${item}]`;
const members = (count: number) => Array.from({ length: count }, (_, index) => `"files${index}":1`).join();
const body = (query: string, variables: string, rest = '') =>
  `{"query":${JSON.stringify(query)},"variables":${variables}${rest}}`;
const withMember = (json: object, member: string) => `${JSON.stringify(json).slice(0, -1)},${member}}`;
const create = (metaData: string) =>
  body(CREATE, `{"input":${withMember(NEW_CUSTOMER, `"metaData":${metaData}`)}}`);

/** Each is about as large as a body may be, or as small as the trick needs. */
const COSTLY: [what: string, body: string][] = [
  ['invalid references', body(ENTITIES, `{"r":${list('0')}}`)],
  ['references of an unknown type', body(ENTITIES, `{"r":${list('{"__typename":"X"}')}}`)],
  ['references in lists of lists', body(ENTITIES, `{"r":${list('[[[0]]]')}}`)],
  [
    'unknown members next to a list of customers',
    body(
      'query ($input: AttachIndividualDocumentsInput!) { validateIndividualDocuments(input: $input) { code } individualCustomers { customers { id } } }',
      `{"input":{${members(60_000)}}}`,
    ),
  ],
  [
    'unknown members of a variable that nothing uses',
    body(
      `query ($i: Int, $input: AttachIndividualDocumentsInput) { __typename }`,
      `{"input":{${members(60_000)}}}`,
    ),
  ],
  ['an unknown member with a name of a megabyte', body(ATTACH, `{"input":{"${'a'.repeat(MEBIBYTE)}":1}}`)],
  [
    'many unknown members with long names',
    body(
      ATTACH,
      `{"input":{${Array.from({ length: 100 }, (_, i) => `"${'a'.repeat(9_000)}${i}":1`).join()}}}`,
    ),
  ],
  ['invalid files', body(ATTACH, `{"input":{"proofOfIdentity":{"files":${list('0')}}}}`)],
  ['a text of a megabyte', body(ATTACH, `{"input":{"tosPoliciesValue":"${'\\u200b'.repeat(160_000)}"}}`)],
  ['numbers that would be rounded', create(`{"a":${list('12345678901234567891')}}`)],
  ['numbers with exponents', create(`{"a":${list('1e1')}}`)],
  ['long exact numbers', create(`{"a":${list('1000000000000000000000')}}`)],
  ['one number with a million digits', create(`{"a":${'9'.repeat(MEBIBYTE)}}`)],
  ['one number with a million zeros', create(`{"a":1.${'0'.repeat(MEBIBYTE)}1}`)],
  ['free-form data with many members', create(`{${members(60_000)}}`)],
  ['free-form data with many texts', create(`{"a":${list('"private"')}}`)],
  ['deeply nested free-form data', create(`{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}`)],
  [
    'a document of line breaks and unknown fields',
    body(`{${'\n'.repeat(450_000)}${repeated('abc ', 5_000)}}`, '{}'),
  ],
  [
    'unknown variables and a long name',
    body(`query ${'a'.repeat(500_000)} {${repeated('individualCustomer(id: $id) { id } ', 6_000)}}`, '{}'),
  ],
  ['one field six hundred times', body(`{${repeated('__typename ', 6_000)}}`, '{}')],
  ['fields within fields, twice each', body(`{${'a:individualCustomers{customers{id}}'.repeat(200)}}`, '{}')],
  [
    'an operation name of a megabyte',
    body('query A { __typename }', '{}', `,"operationName":"${'a'.repeat(MEBIBYTE)}"`),
  ],
  ['a document id of a megabyte', `{"documentId":"sha256:${'a'.repeat(MEBIBYTE)}"}`],
  [
    'a megabyte of nested extensions',
    `{"query":"{nothing}","extensions":{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}}`,
  ],
  [
    'literals of a wrong type',
    body(`{ _entities(representations: ${list('0', 3_800)}) { __typename } }`, '{}'),
  ],
];

/**
 * A refused request of a megabyte takes some 20 times the CPU of a small one that is answered, mostly for being received
 * and parsed. The worst case took 4,000 times as much before.
 */
const MAX_RATIO = 150;

test.each(COSTLY)('rejecting %s costs little more than receiving it', async (_what, costly) => {
  await using stack = await startStack();
  const send = async (text: string) => {
    const response = await fetch(stack.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: text,
    });
    return { status: response.status, text: await response.text() };
  };
  const small = body(ATTACH, JSON.stringify({ input: EXAMPLE_INPUT }));
  await send(small);
  const calls = stack.control.requests.length;

  const smallCost = await cpuCost(() => send(small), 10);
  const refused = await send(costly);
  const cost = await cpuCost(() => send(costly), 3);

  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.status).toBeLessThan(500);
  expect(refused.text.length).toBeLessThan(100_000);
  expect(stack.control.requests.length - calls).toBe(10);
  expect(cost / smallCost).toBeLessThan(MAX_RATIO);
});
