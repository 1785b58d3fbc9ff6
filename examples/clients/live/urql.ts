import type { GetToken } from '@fin-gateway/client/client';
import type { Client } from '@urql/core';
import { createUrqlClient } from '../urql.ts';
import { createSocketClient } from './graphql-ws.ts';

/** Sends subscriptions over a WebSocket instead of Server-Sent Events. */
export function createUrqlWithSocket(url: string, getToken: GetToken): Client {
  return createUrqlClient(url, { getToken, subscriptions: createSocketClient(url, getToken) });
}
