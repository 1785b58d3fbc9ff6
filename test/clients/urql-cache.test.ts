import { readFile } from 'node:fs/promises';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { buildSchema, isObjectType } from 'graphql';
import { expect, onTestFinished, test, vi } from 'vitest';
import { attachWithUrql, CACHE_KEYS } from '../../examples/clients/urql.ts';
import {
  AttachIndividualDocumentsDocument,
  CustomerStatusDocument,
  CustomersDocument,
  FormListsDocument,
  ValidateIndividualDocumentsDocument,
} from '../../examples/generated/graphql.ts';
import { filledForm, formWithUris, pickFiles } from '../support/browser/picked-files.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';
import { urqlClient } from './urql-clients.ts';

test('the payload of an attach updates a watched query of the customer in the normalised cache', async () => {
  await using stack = await startStack();
  const client = urqlClient(stack.gateway);
  const shown: unknown[] = [];
  const { unsubscribe } = client
    .query(CustomerStatusDocument, { id: EXAMPLE_INPUT.customerId })
    .subscribe(({ data }) => shown.push(data?.individualCustomer?.status));
  await expect.poll(() => shown).toEqual(['INCOMPLETE']);

  await attachWithUrql(client, filledForm(pickFiles()));

  await expect.poll(() => shown.at(-1)).toBe('QUEUED');
  // One for the query, one for the payload.
  expect(stack.control.count('getCustomer')).toBe(2);
  unsubscribe();
});

test("urql's document cache asks a watched query of the customer again after an attach", async () => {
  await using stack = await startStack();
  const client = new Client({
    url: stack.url,
    exchanges: [cacheExchange, fetchExchange],
    preferGetMethod: false,
  });
  const shown: unknown[] = [];
  const { unsubscribe } = client
    .query(CustomerStatusDocument, { id: EXAMPLE_INPUT.customerId })
    .subscribe(({ data }) => shown.push(data?.individualCustomer?.status));
  await expect.poll(() => shown).toEqual(['INCOMPLETE']);

  await client.mutation(AttachIndividualDocumentsDocument, { input: formWithUris() });

  await expect.poll(() => shown.at(-1)).toBe('QUEUED');
  unsubscribe();
});

test('each page of the list is kept for itself, and an attach updates the customer in it', async () => {
  await using stack = await startStack();
  for (const _ of [2, 3]) stack.control.addCustomer();
  const client = urqlClient(stack.gateway);
  const read = async (page: number, requestPolicy: 'network-only' | 'cache-only') => {
    const { data } = await client.query(CustomersDocument, { page, perPage: 2 }, { requestPolicy });
    return data?.individualCustomers?.customers.map(({ id, status }) => ({ id, status }));
  };

  const first = await read(1, 'network-only');
  const second = await read(2, 'network-only');
  await attachWithUrql(client, formWithUris());

  expect(first).toHaveLength(2);
  expect(first?.[0]).toEqual({ id: EXAMPLE_INPUT.customerId, status: 'INCOMPLETE' });
  expect(second).toHaveLength(1);
  expect(await read(1, 'cache-only')).toEqual([
    { id: EXAMPLE_INPUT.customerId, status: 'QUEUED' },
    ...(first?.slice(1) ?? []),
  ]);
  expect(await read(2, 'cache-only')).toEqual(second);
});

test('the normalised cache knows the key of everything that it is given', async () => {
  await using stack = await startStack();
  const warned = vi.spyOn(console, 'warn');
  const complained = vi.spyOn(console, 'error');
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const client = urqlClient(stack.gateway);

  const lists = await client.query(FormListsDocument, { country: 'USA' });
  await client.query(CustomersDocument, { page: 1, perPage: 2 });
  await client.query(ValidateIndividualDocumentsDocument, { input: formWithUris(' ') });
  await attachWithUrql(client, filledForm(pickFiles()));
  const again = await client.query(FormListsDocument, { country: 'USA' }, { requestPolicy: 'cache-only' });

  expect(lists.data?.subdivisions?.map(({ code }) => code)).toContain('US-CA');
  expect(again.data).toEqual(lists.data);
  expect(warned.mock.calls).toEqual([]);
  expect(complained.mock.calls).toEqual([]);
});

// Payloads hang on the mutation itself, and need none.
test('every other type without an id has a key in the example', async () => {
  const schema = buildSchema(await readFile('schema.graphql', 'utf8'));
  const keyless = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !/^(__.*|Query|Mutation|Subscription|.*Payload)$/.test(name))
    .filter((type) => !type.getFields()['id'])
    .map(({ name }) => name);

  expect(new Set(Object.keys(CACHE_KEYS))).toEqual(new Set(keyless));
  expect(CACHE_KEYS['Country']?.({ __typename: 'Country', code: 'PRT' })).toBe('PRT');
  expect(CACHE_KEYS['Subdivision']?.({ __typename: 'Subdivision', code: 'US-CA' })).toBe('US-CA');
});
