import { expect, test } from 'vitest';
import { attachWithApollo } from '../../examples/clients/apollo.ts';
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
import { apolloClient, extensionsOf } from './apollo-clients.ts';

test('the payload of an attach updates a watched query of the customer, which asks nothing again', async () => {
  await using stack = await startStack();
  const client = apolloClient(stack.gateway);
  const shown: unknown[] = [];
  const watched = client.watchQuery({
    query: CustomerStatusDocument,
    variables: { id: EXAMPLE_INPUT.customerId },
  });
  const subscription = watched.subscribe(({ data }) => shown.push(data?.individualCustomer?.status));
  await expect.poll(() => shown).toContain('INCOMPLETE');

  await attachWithApollo(client, filledForm(pickFiles()));

  await expect.poll(() => shown.at(-1)).toBe('QUEUED');
  // One for the query, one for the payload.
  expect(stack.control.count('getCustomer')).toBe(2);
  subscription.unsubscribe();
});

test('each page of the list is kept for itself, and an attach updates the customer in it', async () => {
  await using stack = await startStack();
  for (const _ of [2, 3]) stack.control.addCustomer();
  const client = apolloClient(stack.gateway);
  const read = async (page: number, fetchPolicy: 'network-only' | 'cache-only') => {
    const { data } = await client.query({
      query: CustomersDocument,
      variables: { page, perPage: 2 },
      fetchPolicy,
    });
    return data?.individualCustomers?.customers.map(({ id, status }) => ({ id, status }));
  };

  const first = await read(1, 'network-only');
  const second = await read(2, 'network-only');
  await attachWithApollo(client, formWithUris());

  expect(first).toHaveLength(2);
  expect(first?.[0]).toEqual({ id: EXAMPLE_INPUT.customerId, status: 'INCOMPLETE' });
  expect(second).toHaveLength(1);
  expect(await read(1, 'cache-only')).toEqual([
    { id: EXAMPLE_INPUT.customerId, status: 'QUEUED' },
    ...(first?.slice(1) ?? []),
  ]);
  expect(await read(2, 'cache-only')).toEqual(second);
});

test('countries and subdivisions are in the cache by their codes', async () => {
  await using stack = await startStack();
  const client = apolloClient(stack.gateway);

  await client.query({ query: FormListsDocument, variables: { country: 'USA' } });

  expect(client.cache.extract()).toMatchObject({
    'Country:{"code":"PRT"}': { name: 'Portugal' },
    'Subdivision:{"code":"US-CA"}': { name: 'California' },
  });
});

test('variables that do not fit the schema are field errors for Apollo Client too, although the status is 400', async () => {
  await using stack = await startStack();
  const { proofOfIdentity, ...rest } = formWithUris('A-SECRET-NUMBER');
  // @ts-expect-error What a form in JavaScript may send all the same.
  const input: typeof proofOfIdentity = { ...proofOfIdentity, country: 'Germany' };

  const extensions = await extensionsOf(
    apolloClient(stack.gateway).mutate({
      mutation: AttachIndividualDocumentsDocument,
      variables: { input: { ...rest, proofOfIdentity: input } },
    }),
  );

  expect(extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'country'], code: 'UNKNOWN_VALUE' }],
  });
  expect(JSON.stringify(extensions)).not.toMatch(/Germany|A-SECRET-NUMBER/);
  expect(stack.control.requests).toHaveLength(0);
});

test('a form can ask for its mistakes before anything is sent', async () => {
  await using stack = await startStack();

  const { data } = await apolloClient(stack.gateway).query({
    query: ValidateIndividualDocumentsDocument,
    variables: { input: formWithUris(' ') },
  });

  expect(data?.validateIndividualDocuments).toMatchObject([
    { path: ['input', 'proofOfIdentity', 'number'], code: 'REQUIRED' },
  ]);
  expect(stack.control.requests).toHaveLength(0);
});

test('what a form has its mistakes checked for stays in the cache, unless it is asked past it', async () => {
  await using stack = await startStack();
  const cached = async (fetchPolicy: 'no-cache' | 'network-only') => {
    const client = apolloClient(stack.gateway);
    const variables = { input: formWithUris('A-SECRET-NUMBER') };
    await client.query({ query: ValidateIndividualDocumentsDocument, variables, fetchPolicy });
    return JSON.stringify(client.cache.extract());
  };

  expect(await cached('network-only')).toContain('A-SECRET-NUMBER');
  expect(await cached('no-cache')).not.toContain('A-SECRET-NUMBER');
});
