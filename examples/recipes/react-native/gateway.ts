import { createFetchClient, type GatewayClient, type GetToken } from '@fin-gateway/client/client';
import { socketOptions } from '@fin-gateway/client/subscriptions';
import { createClient } from 'graphql-ws';

/** For `createWriter`, `useAttachDocuments` and `useCustomerStatus`. */
export function createGatewayClient(url: string, getToken: GetToken): GatewayClient {
  // React Native's fetch cannot read Server-Sent Events.
  const subscriptions = createClient(socketOptions(url, getToken));
  return createFetchClient({ url, getToken, subscriptions });
}
