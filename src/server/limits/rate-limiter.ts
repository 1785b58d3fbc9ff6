export interface RateLimiter {
  /** Counts a request. @returns 0 if it is allowed, else the seconds to wait */
  take(key: string): number;
}

const MINUTE_MS = 60_000;
/** Takes a few megabytes. Beyond this, the least recently seen caller is evicted. */
const MAX_CALLERS = 50_000;

/**
 * Allows `perMinute` requests per caller in a minute, in a burst or spread. Implements the generic cell rate algorithm,
 * which stores one number per caller: the time at which its burst is restored.
 *
 * @param nowMs a monotonic clock
 * @see https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export function createRateLimiter(
  perMinute: number,
  nowMs: () => number = () => performance.now(),
  maxCallers = MAX_CALLERS,
): RateLimiter {
  const costMs = MINUTE_MS / perMinute;
  const restoredAtMs = new Map<string, number>();
  return {
    take(key) {
      const now = nowMs();
      const after = Math.max(restoredAtMs.get(key) ?? 0, now) + costMs;
      const tooEarlyMs = after - now - MINUTE_MS;
      // Not zero, because of rounding errors.
      if (tooEarlyMs > 1e-6) return Math.ceil(tooEarlyMs / 1_000);
      // Delete first, so that the map is ordered by the last request.
      restoredAtMs.delete(key);
      restoredAtMs.set(key, after);
      const [oldest] = restoredAtMs.keys();
      if (restoredAtMs.size > maxCallers && oldest !== undefined) restoredAtMs.delete(oldest);
      return 0;
    },
  };
}
