export interface RateLimiter {
  /** Counts one request of a caller. @returns 0 if it may go on, else after how many seconds one may */
  take(key: string): number;
}

const MINUTE_MS = 60_000;
/** Some megabytes. Past it, who was idle for longest is forgotten, and so begins anew. */
const MAX_CALLERS = 50_000;

/**
 * Lets each caller make so many requests a minute, at once or spread: the generic cell rate algorithm, which keeps one
 * number a caller, the moment at which all that was taken is paid back.
 *
 * @param nowMs a clock that never jumps
 */
export function createRateLimiter(
  perMinute: number,
  nowMs: () => number = () => performance.now(),
  maxCallers = MAX_CALLERS,
): RateLimiter {
  const costMs = MINUTE_MS / perMinute;
  const paidBackAtMs = new Map<string, number>();
  return {
    take(key) {
      const now = nowMs();
      const after = Math.max(paidBackAtMs.get(key) ?? 0, now) + costMs;
      // Rounding must not refuse the last of a full minute.
      const tooEarlyMs = after - now - MINUTE_MS;
      if (tooEarlyMs > 1e-6) return Math.ceil(tooEarlyMs / 1_000);
      // Moved to the end, so that the first is who was idle for longest.
      paidBackAtMs.delete(key);
      paidBackAtMs.set(key, after);
      const [oldest] = paidBackAtMs.keys();
      if (paidBackAtMs.size > maxCallers && oldest !== undefined) paidBackAtMs.delete(oldest);
      return 0;
    },
  };
}
