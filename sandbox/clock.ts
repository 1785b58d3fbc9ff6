/** The time by which customers are dated and reviewed. Tokens end by the machine's own. */
export interface Clock {
  /** Since 1970. */
  nowMs(): number;
  advance(ms: number): void;
}

/** @param source what the clock shows before it is advanced */
export function createClock(source: () => number = Date.now): Clock {
  let aheadMs = 0;
  return {
    nowMs: () => source() + aheadMs,
    advance(ms) {
      aheadMs += ms;
    },
  };
}
