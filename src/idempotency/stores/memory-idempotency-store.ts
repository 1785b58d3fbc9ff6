import {
  type EndedWrite,
  type IdempotencyStore,
  isClaimable,
  isEnd,
  isForgotten,
  type StoredWrite,
} from './idempotency-store.ts';

interface Entry extends StoredWrite {
  readonly token: string;
  readonly expiresAtMs: number;
}

export interface MemoryStoreOptions {
  readonly ttlMs: number;
  /** Limit of ended writes. The oldest are evicted first; writes in flight never are. */
  readonly maxEntries?: number;
  /** A monotonic clock in milliseconds. */
  readonly clock?: () => number;
}

export interface MemoryIdempotencyStore extends IdempotencyStore {
  /** Replaces a record without any condition. */
  put(name: string, token: string, record: StoredWrite): void;
  ended(): EndedWrite[];
}

/** Stores the records of this process in memory. */
export function createMemoryIdempotencyStore({
  ttlMs,
  maxEntries = 10_000,
  clock = () => performance.now(),
}: MemoryStoreOptions): MemoryIdempotencyStore {
  const inFlight = new Map<string, Entry>();
  /** In the order of their expiry. */
  const ended = new Map<string, Entry>();

  function put(name: string, token: string, record: StoredWrite): void {
    inFlight.delete(name);
    ended.delete(name);
    const isOver = isEnd(record.phase);
    const entry = { ...record, isHeld: !isOver, token, expiresAtMs: clock() + ttlMs };
    (isOver ? ended : inFlight).set(name, entry);
    for (const [oldest, { expiresAtMs }] of ended) {
      if (ended.size <= maxEntries && expiresAtMs > clock()) break;
      ended.delete(oldest);
    }
  }

  function find(name: string): Entry | undefined {
    const entry = ended.get(name);
    if (!entry) return inFlight.get(name);
    return entry.expiresAtMs > clock() ? entry : undefined;
  }

  return {
    put,
    async claim(name, { token, fingerprint }) {
      const before = find(name);
      const isTaken = isClaimable(before, fingerprint);
      if (isTaken)
        put(name, token, { phase: 'CLAIMED', isHeld: true, fingerprint, body: before?.body ?? '' });
      return { isTaken, before };
    },
    async write(name, token, change) {
      const entry = find(name);
      if (entry?.token !== token) return false;
      put(name, token, { ...entry, ...change });
      if (isForgotten(change)) ended.delete(name);
      return true;
    },
    read: async (name) => find(name),
    ended: () =>
      Array.from(ended, ([name, { token, expiresAtMs, ...record }]) => ({
        name,
        token,
        record,
        remainingMs: expiresAtMs - clock(),
      })).filter(({ remainingMs }) => remainingMs >= 1),
  };
}
