import type { GatewayError } from '@fin-gateway/client/errors';

/**
 * Repeats a request as long as all of its errors are retryable, which means that nothing was done. Returns every other
 * response, above all one whose outcome is unknown, and every response that asks for a wait of more than a minute.
 * Only for operations with one mutation: if there are two, the first may have succeeded.
 */
export async function sendWithRetry<Response extends { readonly errors: readonly GatewayError[] }>(
  send: () => Promise<Response>,
  attempts = 4,
): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send();
    const delay = retryDelayMs(response.errors, attempt);
    if (delay === undefined || attempt >= attempts) return response;
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
}

/** For longer waits, it is better to tell the person when to try again. */
const MAX_WAIT_SECONDS = 60;

/** Undefined if the request must not be repeated. */
function retryDelayMs(errors: readonly GatewayError[], attempt: number): number | undefined {
  if (errors.length === 0 || !errors.every(({ retryable }) => retryable)) return undefined;
  const requestedSeconds = Math.max(...errors.map(({ retryAfterSeconds }) => retryAfterSeconds ?? 0));
  if (requestedSeconds > MAX_WAIT_SECONDS) return undefined;
  const seconds = requestedSeconds > 0 ? requestedSeconds : Math.min(MAX_WAIT_SECONDS, 2 ** (attempt - 1));
  // Random jitter spreads the clients. Never retry earlier than requested.
  return seconds * 1_000 * (1 + Math.random() / 2);
}
