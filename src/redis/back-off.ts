const FIRST_BACK_OFF_MS = 50;
const MAX_BACK_OFF_MS = 2_000;

/** Exponential back-off with jitter. */
export function backOffMs(attempts: number, random: () => number): number {
  const ceilingMs = Math.min(MAX_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** attempts);
  return Math.ceil(ceilingMs * (0.5 + random() / 2));
}
