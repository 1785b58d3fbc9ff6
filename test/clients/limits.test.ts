import { hash } from 'node:crypto';
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { expect, test } from 'vitest';
import { CustomerStatusDocument } from '../../examples/generated/graphql.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';

const MANIFEST = 'examples/generated/persisted-documents.json';
const variables = { id: EXAMPLE_INPUT.customerId };

/** As a client is built that sends what code generation has put into the manifest. */
function idOf(document: unknown): string {
  const { __meta__ } = Object(document);
  return String(__meta__.hash).replace('sha256:', '');
}

/** The bodies that a client sent, as text. */
function watchedFetch(): { fetch: typeof fetch; bodies: string[] } {
  const bodies: string[] = [];
  return {
    bodies,
    fetch: (input, init) => {
      bodies.push(String(init?.body));
      return fetch(input, init);
    },
  };
}

function apolloClient(url: string, watched: { fetch: typeof fetch }, isListed: boolean): ApolloClient {
  const persisted = isListed
    ? new PersistedQueryLink({ generateHash: idOf })
    : new PersistedQueryLink({ sha256: (text) => hash('sha256', text) });
  return new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.from([persisted, new HttpLink({ uri: url, fetch: watched.fetch })]),
    defaultOptions: { query: { fetchPolicy: 'network-only' } },
  });
}

function urqlClient(url: string, watched: { fetch: typeof fetch }, isListed: boolean): Client {
  const listed = {
    enforcePersistedQueries: true,
    generateHash: async (_: string, doc: unknown) => idOf(doc),
  };
  return new Client({
    url,
    fetch: watched.fetch,
    preferGetMethod: false,
    exchanges: [
      persistedExchange({
        preferGetForPersistedQueries: false,
        ...(isListed ? listed : { generateHash: async (text: string) => hash('sha256', text) }),
      }),
      fetchExchange,
    ],
  });
}

test('Apollo Client sends hashes from the manifest instead of operation texts', async () => {
  await using stack = await startStack({ env: { PERSISTED_DOCUMENTS: MANIFEST } });
  const watched = watchedFetch();

  const { data } = await apolloClient(stack.url, watched, true).query({
    query: CustomerStatusDocument,
    variables,
  });

  expect(data?.individualCustomer?.id).toBe(EXAMPLE_INPUT.customerId);
  expect(watched.bodies).toHaveLength(1);
  expect(watched.bodies[0]).not.toContain('"query"');
});

test('urql sends hashes from the manifest instead of operation texts', async () => {
  await using stack = await startStack({ env: { PERSISTED_DOCUMENTS: MANIFEST } });
  const watched = watchedFetch();

  const { data, error } = await urqlClient(stack.url, watched, true).query(CustomerStatusDocument, variables);

  expect(error).toBeUndefined();
  expect(data).toMatchObject({ individualCustomer: { id: EXAMPLE_INPUT.customerId } });
  expect(watched.bodies).toHaveLength(1);
  expect(watched.bodies[0]).not.toContain('"query"');
});

test('Apollo Client sends an operation text once if the gateway keeps operations by their hash', async () => {
  await using stack = await startStack({ env: { PERSISTED_DOCUMENTS: 'auto' } });
  const watched = watchedFetch();
  const client = apolloClient(stack.url, watched, false);

  const first = await client.query({ query: CustomerStatusDocument, variables });
  const second = await client.query({ query: CustomerStatusDocument, variables });

  expect([first, second].map(({ data }) => data?.individualCustomer?.id)).toEqual([
    variables.id,
    variables.id,
  ]);
  expect(watched.bodies.map((body) => body.includes('"query"'))).toEqual([false, true, false]);
});

test('urql sends an operation text once if the gateway keeps operations by their hash', async () => {
  await using stack = await startStack({ env: { PERSISTED_DOCUMENTS: 'auto' } });
  const watched = watchedFetch();
  const client = urqlClient(stack.url, watched, false);

  const first = await client.query(CustomerStatusDocument, variables);
  const second = await client.query(CustomerStatusDocument, variables);

  expect([first, second].map(({ data }) => data?.individualCustomer?.id)).toEqual([
    variables.id,
    variables.id,
  ]);
  expect(watched.bodies.map((body) => body.includes('"query"'))).toEqual([false, true, false]);
});

test('Apollo Client and urql show the code and the delay to a rate-limited caller', async () => {
  await using stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '1' } });
  // Less than a minute if this process was busy since the first query.
  const isUpToMinute = (seconds: number) => seconds > 0 && seconds <= 60;
  const limited = {
    code: 'RATE_LIMITED',
    retryable: true,
    retryAfterSeconds: expect.toSatisfy(isUpToMinute),
  };
  const apollo = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: stack.url }) });
  const urql = new Client({ url: stack.url, exchanges: [fetchExchange], preferGetMethod: false });
  await apollo.query({ query: CustomerStatusDocument, variables });

  const apolloError: unknown = await apollo
    .query({ query: CustomerStatusDocument, variables, fetchPolicy: 'network-only' })
    .catch((error: unknown) => error);
  const { error: urqlError } = await urql.query(CustomerStatusDocument, variables);

  expect(CombinedGraphQLErrors.is(apolloError) && apolloError.errors[0]?.extensions).toMatchObject(limited);
  expect(urqlError?.graphQLErrors[0]?.extensions).toMatchObject(limited);
});
