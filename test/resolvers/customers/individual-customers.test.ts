import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../../support/example-data.ts';
import { graphqlRequest } from '../../support/graphql-request.ts';
import { startStack } from '../../support/start-stack.ts';

const ID = EXAMPLE_INPUT.customerId;
const LIST = `query List($page: Int, $perPage: Int) {
  individualCustomers(page: $page, perPage: $perPage) {
    customers { id firstName status createdAt }
    pagination { currentPage perPage totalPage total }
  }
}`;

interface Listed {
  readonly individualCustomers: {
    readonly customers: readonly { readonly id: string }[];
    readonly pagination: object;
  };
}

test('pages follow one another without gap or repetition, and none reads a customer by itself', async () => {
  await using stack = await startStack();
  for (let index = 0; index < 11; index += 1) stack.control.addCustomer();

  const pages: Listed[] = [];
  for (const page of [1, 2, 3, 4]) {
    const { data, errors } = await stack.request(LIST, { page, perPage: 5 });
    expect(errors).toBeUndefined();
    pages.push(data as unknown as Listed);
  }

  const sizes = pages.map(({ individualCustomers: { customers } }) => customers.length);
  expect(sizes).toEqual([5, 5, 2, 0]);
  const ids = pages.flatMap(({ individualCustomers: { customers } }) => customers.map(({ id }) => id));
  expect(new Set(ids).size).toBe(12);
  expect(pages[1]?.individualCustomers.pagination).toEqual({
    currentPage: 2,
    perPage: 5,
    totalPage: 3,
    total: 12,
  });
  expect(stack.control.count('getCustomer')).toBe(0);
});

test('without arguments the first ten come', async () => {
  await using stack = await startStack();
  for (let index = 0; index < 11; index += 1) stack.control.addCustomer();

  const { data } = await stack.request('{ individualCustomers { customers { id } } }');
  const nulls = await stack.request(LIST, { page: null, perPage: null });

  expect((data as unknown as Listed).individualCustomers.customers).toHaveLength(10);
  expect((nulls.data as unknown as Listed).individualCustomers.customers).toHaveLength(10);
});

test('what the list does not tell is read for each customer of the page, once', async () => {
  await using stack = await startStack();
  for (let index = 0; index < 19; index += 1) stack.control.addCustomer();

  const { data, errors } = await stack.request(
    '{ individualCustomers(perPage: 20) { customers { id verificationType capabilities { onRamp { currency } } requestedInformation { section } rejectionReason { applicant { rejectLabels } } lastStatusUpdatedAt } } }',
  );

  expect(errors).toBeUndefined();
  expect((data as unknown as Listed).individualCustomers.customers).toHaveLength(20);
  expect(stack.control.count('getCustomer')).toBe(20);
});

test.each([
  [{ page: 0 }, 'page'],
  [{ page: -1 }, 'page'],
  [{ page: 2_000_000_000 }, 'page'],
  [{ perPage: 0 }, 'perPage'],
  [{ perPage: 101 }, 'perPage'],
])('%j is refused by its path, and nothing is sent', async (variables, name) => {
  await using stack = await startStack();

  const { data, errors } = await stack.request(LIST, variables);

  expect(data).toEqual({ individualCustomers: null });
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.extensions.fieldErrors?.map(({ path, code }) => ({ path, code }))).toEqual([
    { path: [name], code: 'OUT_OF_RANGE' },
  ]);
  expect(stack.control.requests).toHaveLength(0);
});

test('businesses and items that make no sense are left out; what Fin.com does not tell is null', async () => {
  await using stack = await startStack();
  const other = '00000000-0000-4000-8000-000000000001';
  const customers = [{ customer_id: other, type: 'BUSINESS' }, { customer_id: ID }, {}, 'x'];
  stack.control.faults.script('listCustomers', { body: { data: { customers } } });

  const { data, errors } = await stack.request(LIST);

  expect(errors).toBeUndefined();
  expect(data).toEqual({
    individualCustomers: {
      customers: [{ id: ID, firstName: null, status: null, createdAt: null }],
      pagination: { currentPage: null, perPage: null, totalPage: null, total: null },
    },
  });
});

test('a refusal of a page parameter points at the argument', async () => {
  await using stack = await startStack();
  stack.control.faults.script('listCustomers', {
    status: 422,
    body: { message: 'x', errors: [{ per_page: 'too many' }] },
  });

  const { errors } = await stack.request(LIST);

  expect(errors?.[0]?.extensions.fieldErrors?.map(({ path }) => path)).toEqual([['perPage']]);
});

test('a list that fails changed nothing: it may be tried again, its outcome is no question', async () => {
  await using stack = await startStack();
  stack.control.faults.script('listCustomers', { status: 500 });

  const { errors } = await stack.request(LIST);

  const { retryable, outcome } = errors?.[0]?.extensions ?? {};
  expect({ retryable, outcome }).toEqual({ retryable: true, outcome: undefined });
});

test('in the cache of Apollo Client a customer of the list and the same read by its id are one', async () => {
  await using stack = await startStack();
  const client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: stack.url }) });
  const list = gql`{ individualCustomers { customers { id status } pagination { total } } }`;
  await client.query({ query: list });
  stack.control.setCustomer(ID, { customer_status: 'APPROVED' });

  await client.query({
    query: gql`query ($id: UUID!) { individualCustomer(id: $id) { id status } }`,
    variables: { id: ID },
  });

  expect(client.cache.readQuery({ query: list })).toMatchObject({
    individualCustomers: { customers: [{ id: ID, status: 'APPROVED' }] },
  });
  client.stop();
});

test('urql keeps each page by itself, and reads the pages it has anew after a customer was created', async () => {
  await using stack = await startStack();
  for (let index = 0; index < 3; index += 1) stack.control.addCustomer();
  const client = new Client({
    url: stack.url,
    exchanges: [cacheExchange, fetchExchange],
    preferGetMethod: false,
  });
  const page = async (number: number) => {
    const { data, error } = await client.query<Listed>(LIST, { page: number, perPage: 2 });
    expect(error).toBeUndefined();
    return data?.individualCustomers.customers.map(({ id }) => id);
  };

  const first = await page(1);
  const second = await page(2);
  expect(await page(1)).toEqual(first);
  expect(new Set([...(first ?? []), ...(second ?? [])]).size).toBe(4);
  expect(stack.control.count('listCustomers')).toBe(2);

  const CREATE = `mutation ($input: CreateIndividualCustomerInput!) {
    createIndividualCustomer(input: $input) { customer { id __typename } }
  }`;
  const created = await client.mutation(CREATE, { input: NEW_CUSTOMER });
  expect(created.error).toBeUndefined();
  expect(await page(3)).toEqual([created.data?.createIndividualCustomer.customer.id]);
  expect(await page(1)).toEqual(first);
  expect(stack.control.count('listCustomers')).toBe(4);
});

test.each([
  ['POST', (url: string) => graphqlRequest(url, LIST)],
  ['GET', (url: string) => fetch(`${url}?query=${encodeURIComponent(LIST)}`)],
])('no cache keeps what was answered to %s', async (_, ask) => {
  await using stack = await startStack();

  const { status, headers } = await ask(stack.url);

  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
});
