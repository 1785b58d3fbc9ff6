export interface KeyCounter {
  get(key: string): number;
  add(key: string): void;
  remove(key: string): void;
}

/** @param counts has no entry for keys whose count is zero */
export function createKeyCounter(counts: Map<string, number> = new Map()): KeyCounter {
  const get = (key: string) => counts.get(key) ?? 0;
  return {
    get,
    add(key) {
      counts.set(key, get(key) + 1);
    },
    remove(key) {
      const left = get(key) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
    },
  };
}
