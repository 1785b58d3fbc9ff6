import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { expect, onTestFinished, test, vi } from 'vitest';
import { attachWithUrql, createUrqlClient } from '../../../examples/clients/urql.ts';
import {
  AttachIndividualDocumentsDocument,
  CustomerStatusDocument,
  CustomersDocument,
  FormListsDocument,
  ValidateIndividualDocumentsDocument,
} from '../../../examples/generated/graphql.ts';
import { filledForm, formWithUris, pickFiles } from '../../support/browser/picked-files.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

test("urql sends queries by GET by default, with the document number in the URL; the example's client does not", async () => {
  await using stack = await startStack();
  const fetched = vi.spyOn(globalThis, 'fetch');
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const byDefault = new Client({ url: stack.url, exchanges: [fetchExchange] });
  const input = formWithUris('A-SECRET-NUMBER');

  await byDefault.query(ValidateIndividualDocumentsDocument, { input });
  await createUrqlClient(stack.url).query(ValidateIndividualDocumentsDocument, { input });

  const asked = fetched.mock.calls.map(([url, init]) => `${init?.method} ${url}`);
  expect(asked).toEqual([expect.stringMatching(/^GET .*A-SECRET-NUMBER/), `POST ${stack.url}`]);
});

test("urql's document cache repeats a watched query after an attach", async () => {
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

test('the normalized cache has a key for every object that it gets', async () => {
  await using stack = await startStack();
  const warned = vi.spyOn(console, 'warn');
  const complained = vi.spyOn(console, 'error');
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const client = createUrqlClient(stack.url);

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
