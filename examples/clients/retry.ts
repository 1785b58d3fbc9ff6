import type { GatewayError } from './errors.ts';

/**
 * Sends again what was surely not done. Everything else goes back to the caller: above all a write whose outcome is
 * unknown. For documents with one mutation: of two, the first may have succeeded.
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

/** Undefined: do not send it again. */
function retryDelayMs(errors: readonly GatewayError[], attempt: number): number | undefined {
  if (errors.length === 0 || !errors.every(({ extensions }) => extensions.retryable)) return undefined;
  const asked = Math.max(...errors.map(({ extensions }) => extensions.retryAfterSeconds ?? 0));
  const seconds = asked || 2 ** (attempt - 1);
  // Never sooner than asked, and not everybody at once.
  return seconds * 1_000 * (1 + Math.random() / 2);
}
