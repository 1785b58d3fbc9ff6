export interface BackOffDelays {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Exponential back-off with jitter. */
export function backOffMs(attempts: number, random: () => number, { firstMs, maxMs }: BackOffDelays): number {
  const ceilingMs = Math.min(maxMs, firstMs * 2 ** attempts);
  return Math.ceil(ceilingMs * (0.5 + random() / 2));
}
