import { GatewayError } from '../../../errors.ts';
import type { HttpAnswer } from '../http/http-answer.ts';
import type { HttpClient, JsonCall, ReadCall, StreamCall } from '../http/http-client.ts';
import type { TokenProvider } from './token-provider.ts';

/** What every function for an endpoint works with. */
export interface FinConnection {
  readonly http: HttpClient;
  readonly tokens: TokenProvider;
}

export interface CallOptions {
  readonly requestId: string;
  /** Whose call it is; undefined where callers are not checked. Is not sent. */
  readonly subject?: string | undefined;
}

/** Of life left in a token when a stream begins, since a stream cannot be sent twice. */
const STREAM_TOKEN_LIFE_MS = 120_000;

/** Sends JSON with an access token; once more with a fresh one after a 401. */
export function sendAuthorized(
  { http, tokens }: FinConnection,
  { requestId }: CallOptions,
  call: JsonCall,
): Promise<HttpAnswer> {
  return withToken(tokens, (token) => http.send({ ...call, headers: authorization(token, requestId) }));
}

/** Reads with an access token; once more with a fresh one after a 401. */
export function getAuthorized(
  { http, tokens }: FinConnection,
  { requestId }: CallOptions,
  call: ReadCall,
): Promise<HttpAnswer> {
  return withToken(tokens, (token) => http.get({ ...call, headers: authorization(token, requestId) }));
}

async function withToken(
  tokens: TokenProvider,
  send: (token: string) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const token = await tokens.get();
  const answer = await send(token);
  if (answer.status !== 401) {
    tokens.confirm();
    return answer;
  }
  // 401 may mean that the token was revoked early, and says that nothing was done: once more with a fresh one.
  tokens.drop(token);
  const freshToken = await tokens.get();
  const secondAnswer = await send(freshToken);
  // A second 401 is about our credentials.
  if (secondAnswer.status === 401) tokens.giveUp(freshToken);
  return secondAnswer;
}

/**
 * Sends a stream with an access token that has life left.
 *
 * @throws {GatewayError} UPSTREAM_UNAVAILABLE, retryable, after a 401: the stream is used up, the next call gets a fresh token
 */
export async function postStreamAuthorized(
  { http, tokens }: FinConnection,
  { requestId }: CallOptions,
  call: StreamCall,
): Promise<HttpAnswer> {
  const token = await tokens.get(STREAM_TOKEN_LIFE_MS);
  const answer = await http.postStream({ ...call, headers: authorization(token, requestId) });
  if (answer.status !== 401) return answer;
  tokens.drop(token);
  const upstream = { operation: call.operation, status: 401 };
  throw new GatewayError('UPSTREAM_UNAVAILABLE', { retryable: true, upstream });
}

function authorization(token: string, requestId: string): Record<string, string> {
  return { authorization: `Bearer ${token}`, 'x-request-id': requestId };
}
