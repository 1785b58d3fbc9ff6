import { createUploadFetch } from '../upload/upload-fetch.ts';
import { isUnauthenticated } from './is-unauthenticated.ts';
import { createTokenSource, type GetToken } from './token-source.ts';

export interface GatewayFetchOptions {
  /** Sends the requests. `createUploadFetch()` by default, which reports the progress of uploads. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Without it, requests have no access token. */
  readonly getToken?: GetToken | undefined;
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * `fetch` for any GraphQL library. It adds the header that files need and the access token. If the gateway rejects the token,
 * it asks `getToken` for a new one and sends the request once more. If there is no new token, the caller gets the rejection.
 */
export function createGatewayFetch({
  fetch = createUploadFetch(),
  getToken,
  headers,
}: GatewayFetchOptions): typeof globalThis.fetch {
  const tokens = getToken && createTokenSource(getToken);
  return async (input, init) => {
    const send = (token?: string) =>
      fetch(input, { ...init, headers: toHeaders([headers, init?.headers], token) });
    if (!tokens) return send();
    const token = await tokens.current();
    const response = await send(token);
    if (!(await isUnauthenticated(response))) return response;
    const replacement = await tokens.replace(token);
    return replacement === undefined ? response : send(replacement);
  };
}

function toHeaders(parts: readonly (HeadersInit | undefined)[], token: string | undefined): Headers {
  const headers = new Headers({ 'graphql-preflight': '1' });
  for (const part of parts) {
    new Headers(part).forEach((value, name) => {
      headers.set(name, value);
    });
  }
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  return headers;
}
