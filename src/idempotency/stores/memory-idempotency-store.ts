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
  /** Of writes that have ended. The oldest leave first; those under way never do. */
  readonly maxEntries?: number;
  /** Milliseconds on a clock that never jumps. */
  readonly clock?: () => number;
}

export interface MemoryIdempotencyStore extends IdempotencyStore {
  /** Puts a record that another store has, whatever stood here. */
  put(name: string, token: string, record: StoredWrite): void;
  /** All that have ended and are remembered. */
  ended(): EndedWrite[];
}

/** Records of this process alone. */
export function createMemoryIdempotencyStore({
  ttlMs,
  maxEntries = 10_000,
  clock = () => performance.now(),
}: MemoryStoreOptions): MemoryIdempotencyStore {
  const underWay = new Map<string, Entry>();
  /** In the order in which they ended, and so of their expiry. */
  const ended = new Map<string, Entry>();

  function put(name: string, token: string, record: StoredWrite): void {
    underWay.delete(name);
    ended.delete(name);
    const isOver = isEnd(record.phase);
    const entry = { ...record, isHeld: !isOver, token, expiresAtMs: clock() + ttlMs };
    (isOver ? ended : underWay).set(name, entry);
    for (const [oldest, { expiresAtMs }] of ended) {
      if (ended.size <= maxEntries && expiresAtMs > clock()) break;
      ended.delete(oldest);
    }
  }

  function find(name: string): Entry | undefined {
    const entry = ended.get(name);
    if (!entry) return underWay.get(name);
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
