import type { GatewayError } from './errors.ts';

/**
 * Sends again what was surely not done. Everything else goes back to the caller: above all a write whose outcome is
 * unknown. For documents with one mutation: of two, the first may have succeeded. A wait of more than a minute is not waited
 * for: the answer comes back with its `retryAfterSeconds`.
 */
export async function sendWithRetry<Answer extends { readonly errors: readonly GatewayError[] }>(
  send: () => Promise<Answer>,
  attempts = 4,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send();
    const delay = retryDelayMs(answer.errors, attempt);
    if (delay === undefined || attempt >= attempts) return answer;
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
}

/** Whoever asks for longer is not waited for: the app can say when to try again. */
const MAX_WAIT_SECONDS = 60;

/** Undefined: do not send it again. */
function retryDelayMs(errors: readonly GatewayError[], attempt: number): number | undefined {
  if (errors.length === 0 || !errors.every(({ extensions }) => extensions.retryable)) return undefined;
  const asked = Math.max(...errors.map(({ extensions }) => extensions.retryAfterSeconds ?? 0));
  if (asked > MAX_WAIT_SECONDS) return undefined;
  const seconds = asked > 0 ? asked : Math.min(MAX_WAIT_SECONDS, 2 ** (attempt - 1));
  // Never sooner than asked, and not everybody at once.
  return seconds * 1_000 * (1 + Math.random() / 2);
}
