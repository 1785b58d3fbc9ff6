import type { GetToken } from '@fin-gateway/client/client';
import { socketOptions } from '@fin-gateway/client/subscriptions';
import { type Client, createClient } from 'graphql-ws';

/** Connects for the first subscription, and closes after the last one. */
export function createSocketClient(url: string, getToken: GetToken): Client {
  return createClient(socketOptions(url, getToken));
}
