import { sleep } from '../transport/sleep.ts';

/** @throws the reason of the signal as soon as it is aborted */
export type Wait = (ms: number, signal: AbortSignal | undefined) => Promise<void>;

export async function waitFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await sleep(ms, signal);
  signal?.throwIfAborted();
}

/** Beyond this, it is better to tell the person when to try again. */
const MAX_SECONDS = 60;

/**
 * How long to wait before another attempt.
 *
 * @param attempt 1 after the first one
 * @returns undefined if the gateway asks for a wait that is too long
 */
export function delayMs(attempt: number, requestedSeconds = 0): number | undefined {
  if (requestedSeconds > MAX_SECONDS) return undefined;
  const seconds = requestedSeconds > 0 ? requestedSeconds : Math.min(MAX_SECONDS, 2 ** (attempt - 1));
  // Random jitter spreads the clients. Never earlier than requested.
  return seconds * 1_000 * (1 + Math.random() / 2);
}
