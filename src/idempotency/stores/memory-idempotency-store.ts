import { LRUCache } from 'lru-cache';
import {
  claimedRecord,
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
  /** Entries are only peeked at, so the oldest one is evicted first. A Map with 10,000 evicted entries is slow to iterate. */
  const ended = new LRUCache<string, Entry>({ max: maxEntries });

  function put(name: string, token: string, record: StoredWrite): void {
    const isOver = isEnd(record.phase);
    const entry = { ...record, isHeld: !isOver, token, expiresAtMs: clock() + ttlMs };
    (isOver ? inFlight : ended).delete(name);
    (isOver ? ended : inFlight).set(name, entry);
  }

  function find(name: string): Entry | undefined {
    const entry = ended.peek(name);
    if (!entry) return inFlight.get(name);
    return entry.expiresAtMs > clock() ? entry : undefined;
  }

  return {
    put,
    async claim(name, claimant) {
      const before = find(name);
      const isTaken = isClaimable(before, claimant.fingerprint);
      if (isTaken) put(name, claimant.token, claimedRecord(claimant, before));
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
    ended() {
      const writes: EndedWrite[] = [];
      ended.rforEach(({ token, expiresAtMs, ...record }, name) => {
        const remainingMs = expiresAtMs - clock();
        if (remainingMs >= 1) writes.push({ name, token, record, remainingMs });
      });
      return writes;
    },
  };
}
