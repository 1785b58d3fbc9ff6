import type { IdempotencyStore, StoredWrite } from './idempotency-store.ts';
import type { MemoryIdempotencyStore } from './memory-idempotency-store.ts';
import type { ConnectionLog } from './redis.ts';
import { RedisUnavailableError } from './redis-unavailable-error.ts';

export interface SharedStoreOptions {
  /** Of all replicas; may be out of reach. */
  readonly shared: IdempotencyStore;
  /** Of this process. */
  readonly local: MemoryIdempotencyStore;
  readonly log: ConnectionLog;
}

/**
 * Records of all replicas while Redis can be reached, and those of this process all the time. Without Redis, a key holds
 * for what this process did itself; the others are told when Redis is back.
 */
export function createSharedIdempotencyStore({ shared, local, log }: SharedStoreOptions): IdempotencyStore {
  const claimedHereAlone = new Set<string>();
  let isDegraded: boolean = false;

  /** @returns undefined where Redis is out of reach */
  async function reach<Value>(command: () => Promise<Value>): Promise<{ value: Value } | undefined> {
    try {
      return { value: await command() };
    } catch (error) {
      if (!(error instanceof RedisUnavailableError)) throw error;
      if (!isDegraded) {
        const event = { event: 'idempotency-degraded', reason: error.reason };
        log.warn(event, 'Idempotency keys hold within each replica only, until Redis is back');
      }
      isDegraded = true;
      return undefined;
    }
  }

  async function ownEnd(name: string): Promise<StoredWrite | undefined> {
    const known = await local.read(name);
    // Nobody changes these any more.
    return known?.phase === 'SUCCEEDED' || known?.phase === 'UNKNOWN' ? known : undefined;
  }

  return {
    async claim(name, claimant) {
      const known = await ownEnd(name);
      if (known) return { isTaken: false, before: known };
      const { token, fingerprint } = claimant;
      const claim = await reach(() => shared.claim(name, claimant));
      if (!claim) {
        const claimedHere = await local.claim(name, claimant);
        if (claimedHere.isTaken) claimedHereAlone.add(token);
        return claimedHere;
      }
      const { isTaken, before } = claim.value;
      if (isTaken) {
        // What only reads, a full Redis still does.
        isDegraded = false;
        local.put(name, token, { phase: 'CLAIMED', isHeld: true, fingerprint, body: before?.body ?? '' });
      }
      return claim.value;
    },

    async write(name, token, change) {
      if (claimedHereAlone.has(token)) {
        const isWritten = await local.write(name, token, change);
        if (change.phase === 'SENT') return isWritten;
        claimedHereAlone.delete(token);
        await reach(() => shared.write(name, token, change));
        return isWritten;
      }
      const written = await reach(() => shared.write(name, token, change));
      // What replicas do not know to be on its way, one of them may take for abandoned, and send it again.
      if (change.phase === 'SENT' && !written?.value) return false;
      await local.write(name, token, change);
      return written?.value ?? true;
    },

    async read(name) {
      const known = await ownEnd(name);
      if (known) return known;
      const found = await reach(() => shared.read(name));
      return found?.value ?? local.read(name);
    },
  };
}
