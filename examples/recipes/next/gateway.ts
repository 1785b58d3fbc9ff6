import { createFetchClient, type GatewayClient } from '@fin-gateway/client/client';
import { cookies } from 'next/headers';

export const GATEWAY_URL = process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:4000/graphql';

/** Replace this with the access token from your session. */
export async function accessToken(): Promise<string | undefined> {
  return (await cookies()).get('access_token')?.value;
}

/** A client for one request. Persons must not share a client, because its requests share a new token. */
export function createGateway(): GatewayClient {
  return createFetchClient({ url: GATEWAY_URL, getToken: accessToken });
}
