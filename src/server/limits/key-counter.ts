export interface RequestsInFlight {
  /** Counts one more of a caller. @returns false, with nothing counted, if it has as many as it may */
  begin(key: string): boolean;
  /** To be called once for each that has begun. */
  end(key: string): void;
}

/** @param counts has only callers that have requests at work, so that it never grows past those */
export function createRequestsInFlight(
  maxPerCaller: number,
  counts: Map<string, number> = new Map(),
): RequestsInFlight {
  return {
    begin(key) {
      const count = counts.get(key) ?? 0;
      if (count >= maxPerCaller) return false;
      counts.set(key, count + 1);
      return true;
    },
    end(key) {
      const left = (counts.get(key) ?? 0) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
    },
  };
}
