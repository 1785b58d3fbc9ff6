import { EventEmitter, on } from 'node:events';
import { type ApolloClient, CombinedGraphQLErrors, gql } from '@apollo/client';
import type { Client as UrqlClient } from '@urql/core';
import { createApolloClient } from '../../examples/clients/apollo.ts';
import { createApolloWithSocket } from '../../examples/clients/live/apollo.ts';
import { createStreamClient } from '../../examples/clients/live/graphql-sse.ts';
import { createSocketClient } from '../../examples/clients/live/graphql-ws.ts';
import { createUrqlWithSocket } from '../../examples/clients/live/urql.ts';
import { createUrqlClient } from '../../examples/clients/urql.ts';
import { CUSTOMER_CHANGED } from '../support/subscribe.ts';

/** Subscribes to a customer, and calls `receive` with the data, the extensions of the first error, or a failure. */
type Listen = (id: string, receive: (value: unknown) => void) => () => void;

/** @param getToken without the scheme */
type Connect = (url: string, getToken: () => Promise<string>) => Listen;

/** Clients as docs/subscriptions.md has them. */
export const LIVE_CLIENTS: Readonly<Record<string, Connect>> = {
  'graphql-ws': (...args) => listenWith(createSocketClient(...args)),
  'graphql-sse': (...args) => listenWith(createStreamClient(...args)),
  'Apollo Client over a WebSocket': (...args) => listenWithApollo(createApolloWithSocket(...args)),
  'Apollo Client over Server-Sent Events': (url, getToken) =>
    listenWithApollo(createApolloClient(url, { getToken })),
  'urql over a WebSocket': (...args) => listenWithUrql(createUrqlWithSocket(...args)),
  'urql over Server-Sent Events': (url, getToken) => listenWithUrql(createUrqlClient(url, { getToken })),
};

export interface Listening extends Disposable {
  next(): Promise<unknown>;
}

export function listen(subscribe: Listen, id: string): Listening {
  const emitter = new EventEmitter();
  const values = on(emitter, 'value');
  const stop = subscribe(id, (value) => emitter.emit('value', value));
  return {
    async next() {
      const { value = [] } = await values.next();
      return value[0];
    },
    [Symbol.dispose]: stop,
  };
}

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: unknown }[] | undefined;
}

function summarize({ data, errors }: Result): unknown {
  return errors?.[0]?.extensions ?? data;
}

/** Both clients have the same interface. Only graphql-ws reports errors of GraphQL as errors. */
function listenWith(client: ReturnType<typeof createSocketClient | typeof createStreamClient>): Listen {
  return (id, receive) =>
    client.subscribe(
      { query: CUSTOMER_CHANGED, variables: { id } },
      {
        next: (result) => receive(summarize(result)),
        error: (error) => receive(Array.isArray(error) ? summarize({ errors: error }) : error),
        complete: () => undefined,
      },
    );
}

function listenWithApollo(client: ApolloClient): Listen {
  return (id, receive) => {
    const subscription = client
      .subscribe({ query: gql(CUSTOMER_CHANGED), variables: { id } })
      .subscribe(({ data, error }) =>
        receive(CombinedGraphQLErrors.is(error) ? summarize(error) : (error ?? data)),
      );
    return () => subscription.unsubscribe();
  };
}

function listenWithUrql(client: UrqlClient): Listen {
  return (id, receive) => {
    const subscription = client
      .subscription(CUSTOMER_CHANGED, { id })
      .subscribe(({ data, error }) =>
        receive(error ? (error.networkError ?? summarize({ errors: error.graphQLErrors })) : data),
      );
    return () => subscription.unsubscribe();
  };
}
