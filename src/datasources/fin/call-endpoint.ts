import type { Readable } from 'node:stream';
import { GatewayError } from '../../errors.ts';
import type { TokenProvider } from './auth/token-provider.ts';
import type { HttpClient } from './http/http-client.ts';
import type { HttpResponse } from './http/http-response.ts';
import type { Endpoint } from './wire/endpoint.ts';
import type { RequestSource } from './wire/origins.ts';
import { readResponse } from './wire/read-response.ts';
import { toHttpCall } from './wire/to-wire-request.ts';

export interface FinConnection {
  readonly http: HttpClient;
  readonly tokens: TokenProvider;
}

export interface CallOptions {
  readonly requestId: string;
  /** The caller's subject; undefined if callers are not authenticated. It is not sent. */
  readonly subject?: string | undefined;
}

/** A stream cannot be sent twice, so its token must outlive the upload. */
const STREAM_TOKEN_LIFE_MS = 120_000;

/**
 * Calls an endpoint with an access token, and once more with a new one after a 401.
 *
 * @param source if the request is not what the client sent
 * @returns the response's `data`
 * @throws {GatewayError} with outcome UNKNOWN if a write may have been carried out
 */
export async function callEndpoint<Request extends object, Data>(
  { http, tokens }: FinConnection,
  endpoint: Endpoint<Request, Data>,
  request: Request,
  { requestId }: CallOptions,
  source?: RequestSource<NoInfer<Request>>,
): Promise<Data> {
  const call = toHttpCall(endpoint, request);
  const attempts = { count: 0 };
  const response = await withToken(tokens, (getToken) => http.send(call, { getToken, requestId, attempts }));
  return readResponse(endpoint, request, response, { source });
}

async function withToken(
  tokens: TokenProvider,
  send: (getToken: () => Promise<string>) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  let token = '';
  const getToken = async () => {
    token = await tokens.get();
    return token;
  };
  const response = await send(getToken);
  if (response.status !== 401) {
    tokens.confirm();
    return response;
  }
  // The token may have been revoked early. A 401 guarantees that nothing was done, so the call can be repeated.
  tokens.drop(token);
  const secondResponse = await send(getToken);
  // A second 401 means that our credentials are wrong.
  if (secondResponse.status === 401) tokens.giveUp(token);
  return secondResponse;
}

/**
 * Streams a body to an upload endpoint.
 *
 * @throws {GatewayError} UPSTREAM_UNAVAILABLE, retryable, after a 401: the stream is used up, and the next call gets a
 *   new token
 */
export async function sendStream(
  { http, tokens }: FinConnection,
  endpoint: Endpoint<never, unknown>,
  stream: { readonly contentType: string; readonly body: Readable },
  { requestId }: CallOptions,
): Promise<HttpResponse> {
  let token = '';
  const getToken = async () => {
    token = await tokens.get(STREAM_TOKEN_LIFE_MS);
    return token;
  };
  const { operation, path } = endpoint;
  const response = await http.postStream({ endpoint, path, ...stream }, { getToken, requestId });
  if (response.status !== 401) return response;
  tokens.drop(token);
  throw new GatewayError('UPSTREAM_UNAVAILABLE', { retryable: true, upstream: { operation, status: 401 } });
}
