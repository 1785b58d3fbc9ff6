import { parseErrors } from '../errors/parse-errors.ts';
import { isRecord } from '../errors/records.ts';
import { readEvents } from './event-stream.ts';
import { isTokenError } from './is-unauthenticated.ts';
import type { SubscriptionRequest, SubscriptionResult } from './subscription-transport.ts';
import { toResult } from './subscription-transport.ts';

/** Why a connection has ended. There is no error and no result if the gateway has completed the subscription. */
export interface Ending {
  /** Whether it may help to connect again. */
  readonly isTemporary: boolean;
  readonly retryAfterSeconds?: number | undefined;
  readonly error?: unknown;
  /** Errors from the gateway that were not passed on yet. */
  readonly result?: SubscriptionResult;
}

/** The gateway sends a comment every 12 seconds. A connection can be dead without an error, for example after the device slept. */
const SILENCE_MS = 40_000;
const COMPLETED: Ending = { isTemporary: false };

/** Subscribes once, and passes on the results until the connection ends. Never throws. */
export async function receive(
  url: string,
  fetch: typeof globalThis.fetch,
  request: SubscriptionRequest,
  next: (result: SubscriptionResult) => void,
  leaving: AbortSignal,
): Promise<Ending> {
  const connection = new AbortController();
  const abort = () => connection.abort(new Error('The connection was silent.'));
  leaving.addEventListener('abort', abort);
  let silence = setTimeout(abort, SILENCE_MS);
  const onActivity = () => {
    clearTimeout(silence);
    silence = setTimeout(abort, SILENCE_MS);
  };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal: connection.signal,
    });
    return await readResponse(response, next, onActivity);
  } catch (error) {
    return { isTemporary: true, error };
  } finally {
    clearTimeout(silence);
    leaving.removeEventListener('abort', abort);
    abort();
  }
}

async function readResponse(
  response: Response,
  next: (result: SubscriptionResult) => void,
  onActivity: () => void,
): Promise<Ending> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('text/event-stream')) return toRejection(response, type);
  if (!response.body) {
    return { isTemporary: false, error: new Error('This `fetch` cannot stream. Subscribe with graphql-ws.') };
  }
  let hasBegun = false;
  for await (const { name, data } of readEvents(response.body, onActivity)) {
    if (name === 'complete') return COMPLETED;
    if (name !== 'next') continue;
    const result = parseResult(data);
    const failure = toFailure(result, hasBegun);
    if (failure) return failure;
    hasBegun = true;
    next(result);
  }
  return { isTemporary: true, error: new Error('The connection was lost.') };
}

/** Errors after which connecting again may help: those that say so, and a token that has expired in the meantime. */
function toFailure(result: SubscriptionResult, hasBegun: boolean): Ending | undefined {
  const { data, errors = [] } = result;
  if (data || errors.length === 0) return undefined;
  const parsed = parseErrors(errors);
  const isExpired = hasBegun && isTokenError(errors);
  if (!isExpired && !parsed.every(({ retryable }) => retryable)) return undefined;
  const waits = parsed.map(({ retryAfterSeconds }) => retryAfterSeconds ?? 0);
  return { isTemporary: true, retryAfterSeconds: Math.max(...waits), result };
}

async function toRejection(response: Response, type: string): Promise<Ending> {
  const { status } = response;
  const result = type.includes('json') ? parseResult(await response.text()) : {};
  if (result.errors?.length) return toFailure(result, false) ?? { isTemporary: false, result };
  const error = Object.assign(new Error('The response is not a stream.'), { statusCode: status });
  return { isTemporary: status === 429 || status >= 500, error };
}

/** @throws if the text is not JSON */
function parseResult(text: string): SubscriptionResult {
  const body: unknown = JSON.parse(text);
  return isRecord(body) ? toResult(body) : {};
}
