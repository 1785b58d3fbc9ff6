import type { ApolloClient } from '@apollo/client';
import type { GetToken } from '@fin-gateway/client/client';
import { createApolloClient } from '../apollo.ts';
import { createSocketClient } from './graphql-ws.ts';

/** Sends subscriptions over a WebSocket instead of Server-Sent Events. */
export function createApolloWithSocket(url: string, getToken: GetToken): ApolloClient {
  return createApolloClient(url, { getToken, subscriptions: createSocketClient(url, getToken) });
}
