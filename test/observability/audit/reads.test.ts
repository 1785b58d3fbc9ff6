import { randomUUID } from 'node:crypto';
import { isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../../src/schema/index.ts';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../../support/example-data.ts';
import { ATTACH } from '../../support/graphql-request.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../../support/subscribe.ts';
import { hashOf, hmac, KEY, reads } from './audit-lines.ts';

const OWN = EXAMPLE_INPUT.customerId;
const CLAIM = { AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' };
const READ = 'query ($id: UUID!) { individualCustomer(id: $id) { email } }';
const LIST = 'query ($perPage: Int) { individualCustomers(perPage: $perPage) { customers { id } } }';
const ENTITIES = `query ($of: [_Any!]!) {
  _entities(representations: $of) { ... on IndividualCustomer { email status capabilities { onRamp { currency } } } }
}`;

const referTo = (...ids: string[]) => ({ of: ids.map((id) => ({ __typename: 'IndividualCustomer', id })) });

function startAudited(env: Readonly<Record<string, string>> = {}): Promise<Stack> {
  return startStack({ env: { AUDIT_HASH_KEY: KEY, ...env } });
}

function summaries({ gateway }: Stack): string[] {
  return reads(gateway).map(({ operation, outcome, errorCode, customerHashes }) =>
    [operation, outcome, errorCode, Array.isArray(customerHashes) ? customerHashes.length : 0].join(' '),
  );
}

test('each read of a customer has a line with the customer, the caller and the request', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY }, issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { sub: 'canary-subject' } });

  const { headers } = await stack.request(READ, { id: OWN.toUpperCase() }, { authorization });

  expect(reads(stack.gateway)).toMatchObject([
    {
      action: 'READ',
      operation: 'individualCustomer',
      outcome: 'SUCCEEDED',
      requestId: headers.get('x-request-id'),
      callerHash: hmac(KEY, 'caller\0canary-subject'),
      customerHashes: [hashOf(OWN)],
    },
  ]);
  for (const text of ['canary-subject', OWN]) expect(stack.logged()).not.toContain(text);
});

test.each<[what: string, query: string, variables: object, lines: readonly string[]]>([
  ['by its id', READ, { id: OWN }, ['individualCustomer SUCCEEDED  1']],
  ['only whether it exists', READ.replace('email', 'id'), { id: OWN }, ['individualCustomer SUCCEEDED  1']],
  ['that does not exist', READ, { id: randomUUID() }, ['individualCustomer FAILED NOT_FOUND 1']],
  ['not at all', '{ occupations { id } }', {}, []],
  [
    'under two names',
    'query ($id: UUID!) { a: individualCustomer(id: $id) { email } b: individualCustomer(id: $id) { phone } }',
    { id: OWN },
    ['individualCustomer SUCCEEDED  1', 'individualCustomer SUCCEEDED  1'],
  ],
  ['by references', ENTITIES, referTo(OWN, OWN), ['_entities SUCCEEDED  1']],
  [
    'by references of which one leads nowhere',
    ENTITIES,
    referTo(OWN, randomUUID()),
    ['_entities SUCCEEDED  1', '_entities FAILED NOT_FOUND 1'],
  ],
  ['by a reference, without its data', ENTITIES.replace(/\{ email.*\} \}/s, '{ id } }'), referTo(OWN), []],
  [
    'through a write',
    ATTACH.replace('{ id }', '{ id email }'),
    { input: EXAMPLE_INPUT },
    ['attachIndividualDocuments SUCCEEDED  1'],
  ],
  ['through a write, without its data', ATTACH, { input: EXAMPLE_INPUT }, []],
  [
    'that was created just now',
    'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { email } } }',
    { input: NEW_CUSTOMER },
    ['createIndividualCustomer SUCCEEDED  1'],
  ],
])('a read of a customer %s', async (_what, query, variables, lines) => {
  await using stack = await startAudited();

  await stack.request(query, { ...variables });

  expect(summaries(stack)).toEqual(lines);
});

test('a list has one line for each hundred customers, with all of them', async () => {
  await using stack = await startAudited();
  for (let count = 0; count < 120; count += 1) stack.control.addCustomer();
  const entities = Array.from({ length: 101 }, () => stack.control.addCustomer().customerId);

  const { data } = await stack.request(LIST, { perPage: 100 });
  const listed = [...JSON.stringify(data).matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => id);
  await stack.request(ENTITIES.replace(/\{ email.*\} \}/s, '{ email } }'), referTo(...entities));

  expect(listed).toHaveLength(100);
  const [page, ...others] = reads(stack.gateway);
  expect(page).toMatchObject({ operation: 'individualCustomers', customerHashes: listed.map(hashOf) });
  const hashes = others.flatMap(({ customerHashes }) => customerHashes);
  expect(others.length).toBe(2);
  expect(hashes).toHaveLength(101);
  expect(new Set(hashes)).toEqual(new Set(entities.map(hashOf)));
});

test('a denied read has a line that names who asked for whom', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY, ...CLAIM }, issuer: true });
  const other = stack.control.addCustomer().customerId;
  const authorization = await stack.issuer.bearer({ claims: { customer_ids: [OWN] } });
  const ask = (query: string, variables: object) => stack.request(query, { ...variables }, { authorization });

  await ask(READ, { id: other });
  await ask(LIST, {});
  await ask(ENTITIES, referTo(OWN, other));
  await using _refused = await subscribe(stack.url, CUSTOMER_CHANGED, { id: other }, { authorization });

  const denied = reads(stack.gateway).filter(({ outcome }) => outcome === 'DENIED');
  expect(
    denied.map(({ operation, errorCode, customerHashes }) => [operation, errorCode, customerHashes]),
  ).toEqual([
    ['individualCustomer', 'FORBIDDEN', [hashOf(other)]],
    ['individualCustomers', 'FORBIDDEN', undefined],
    ['_entities', 'FORBIDDEN', [hashOf(other)]],
    ['individualCustomerChanged', 'FORBIDDEN', [hashOf(other)]],
  ]);
  for (const { callerHash } of denied) expect(callerHash).toBe(hmac(KEY, 'caller\0app-1'));
  expect(reads(stack.gateway).filter(({ outcome }) => outcome === 'SUCCEEDED')).toMatchObject([
    { operation: '_entities', customerHashes: [hashOf(OWN)] },
  ]);
});

test('the outcome of an attach is a read, and data that its scopes do not cover is denied', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY }, issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { scope: 'documents:write' } });
  const key = randomUUID();
  await stack.request(ATTACH, { input: { ...EXAMPLE_INPUT, idempotencyKey: key } }, { authorization });

  await stack.request(
    'query ($key: String!) { attachOutcome(idempotencyKey: $key) { state customer { id email } } }',
    { key },
    { authorization },
  );

  expect(summaries(stack)).toEqual(['attachOutcome SUCCEEDED  1', 'attachOutcome DENIED FORBIDDEN 1']);
});

test('each state that a subscriber gets is a read, also if subscribers share it', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY }, issuer: true });
  const open = async (sub: string) =>
    subscribe(
      stack.url,
      CUSTOMER_CHANGED,
      { id: OWN },
      {
        authorization: await stack.issuer.bearer({ claims: { sub } }),
      },
    );
  await using first = await open('first');
  await using second = await open('second');
  await Promise.all([first.next(), second.next()]);
  expect(reads(stack.gateway)).toHaveLength(2);

  stack.control.setCustomer(OWN, { customer_status: 'APPROVED' });
  const before = stack.control.count('getCustomer');
  const authorization = await stack.issuer.bearer();
  await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { authorization });
  await Promise.all([first.next(), second.next()]);

  expect(stack.control.count('getCustomer')).toBe(before + 1);
  const lines = reads(stack.gateway);
  expect(lines).toHaveLength(4);
  for (const sub of ['first', 'second']) {
    const callerHash = hmac(KEY, `caller\0${sub}`);
    expect(lines.filter((line) => line['callerHash'] === callerHash)).toMatchObject([
      { operation: 'individualCustomerChanged', customerHashes: [hashOf(OWN)] },
      { operation: 'individualCustomerChanged', customerHashes: [hashOf(OWN)] },
    ]);
  }
});

test('reads cover every type whose fields need a scope', () => {
  const roots = ['Query', 'Mutation', 'Subscription'];
  const persons = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !roots.includes(name))
    .filter((type) => Object.values(type.getFields()).some(({ extensions }) => extensions['scope']));

  expect(persons.map(({ name }) => name)).toEqual(['IndividualCustomer']);
  for (const type of persons) expect(type.getFields()).toHaveProperty('id');
});
