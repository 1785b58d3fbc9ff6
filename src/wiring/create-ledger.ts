import type { Config } from '../config/config.ts';
import { createIdempotencyLedger, type IdempotencyLedger } from '../idempotency/idempotency-ledger.ts';
import { createRecordSeal } from '../idempotency/record-seal.ts';
import { createRotatingLedger } from '../idempotency/rotating-ledger.ts';
import type { IdempotencyObserver } from '../idempotency/stores/idempotency-observer.ts';
import { createMemoryIdempotencyStore } from '../idempotency/stores/memory-idempotency-store.ts';
import { RedisIdempotencyStore } from '../idempotency/stores/redis-idempotency-store.ts';
import { SharedIdempotencyStore } from '../idempotency/stores/shared-idempotency-store.ts';
import type { Logger } from '../observability/logger.ts';
import type { RedisConnection } from '../redis/redis.ts';

/** Waiting for a concurrent write covers its call to Fin.com and the renewal of a token before it. */
const WAIT_PER_TIMEOUT = 1.5;
/** After this time without a sign of life, another replica may take over a write. */
const MIN_LEASE_MS = 1_000;
/** How long closing waits for records that Redis has not taken yet. */
const FLUSH_MS = 4_000;

interface LedgerParts {
  readonly redis: RedisConnection | undefined;
  readonly log: Logger;
  readonly observer: IdempotencyObserver | undefined;
}

/** Replicas that share a Redis share the records of idempotent writes. */
export function createLedger(
  { fin, finTimeoutMs, sharedState, idempotencyTtlMs: ttlMs, idempotencyWithoutRedis: withoutRedis }: Config,
  { redis, log, observer }: LedgerParts,
): { readonly ledger: IdempotencyLedger; close(): Promise<void> } {
  const waitMs = WAIT_PER_TIMEOUT * finTimeoutMs;
  const local = createMemoryIdempotencyStore({ ttlMs });
  // Each process has an embedded sandbox of its own, so its writes cannot be shared.
  if (!redis || !sharedState || !fin) {
    const ledger = createIdempotencyLedger({ store: local, seal: createRecordSeal(), account: '', waitMs });
    return { ledger, close: () => ledger.idle() };
  }
  const shared: RedisIdempotencyStore = new RedisIdempotencyStore({
    redis,
    ttlMs,
    leaseMs: Math.max(finTimeoutMs, MIN_LEASE_MS),
    log,
    isStrict: withoutRedis === 'refuse',
    onLost: () => shared.restore(local.ended()),
    observer,
  });
  const store = new SharedIdempotencyStore({ shared, local, log, withoutRedis, observer });
  const account = `${fin.clientId}@${fin.baseUrl}`;
  const createLedgerFor = (key: Uint8Array) =>
    createIdempotencyLedger({ store, seal: createRecordSeal(key), account, waitMs });
  const { key, previousKey } = sharedState;
  const ledger = previousKey
    ? createRotatingLedger(createLedgerFor(key), createLedgerFor(previousKey))
    : createLedgerFor(key);
  return {
    ledger,
    async close() {
      // Writes go on after their client has disconnected.
      await ledger.idle();
      await shared.close(FLUSH_MS);
    },
  };
}
