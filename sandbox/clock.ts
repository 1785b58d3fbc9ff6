/** Dates customers and times their reviews. Tokens expire by the system clock. */
export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  advance(ms: number): void;
}

/** @param source the time before any advance, in milliseconds since 1970 */
export function createClock(source: () => number = Date.now): Clock {
  let offsetMs = 0;
  return {
    nowMs: () => source() + offsetMs,
    advance(ms) {
      offsetMs += ms;
    },
  };
}
