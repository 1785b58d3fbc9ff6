import { z } from 'zod/mini';
import { KEY_PREFIX } from '../../../redis/key-prefix.ts';
import type { RedisConnection } from '../../../redis/redis.ts';
import { acquireLock, type RedisLock } from '../../../redis/redis-lock.ts';
import { nameHash, type Sealing } from '../../../redis/sealing.ts';
import { parseBody } from '../wire/parse-body.ts';
import type { ExpiringToken, TokenPair } from './tokens.ts';

/** The token pair that replicas share. Every method throws RedisUnavailableError. */
export interface SharedTokenStore {
  read(): Promise<StoredToken>;
  lock(): Promise<RedisLock | undefined>;
  /** Stores the pair and releases the lock atomically. @returns false, without storing, if the lock has expired */
  write(pair: TokenPair, lock: RedisLock): Promise<boolean>;
  /** Removes this pair, unless it has been replaced. */
  remove(sealed: string): Promise<void>;
}

export interface StoredToken {
  /** Undefined if there is none or it cannot be read. */
  readonly pair: TokenPair | undefined;
  /** The value in Redis. */
  readonly sealed: string | undefined;
  /** Whether the last replica that wrote for this account has another key. */
  readonly hasOtherKey: boolean;
}

interface SharedTokenStoreOptions {
  readonly redis: RedisConnection;
  readonly sealing: Sealing;
  readonly account: { readonly baseUrl: string; readonly clientId: string };
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
}

const READ = `return { redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1]), redis.call('GET', KEYS[2]) }`;

const WRITE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[4])
redis.call('SET', KEYS[3], ARGV[3], 'PX', ARGV[4])
redis.call('DEL', KEYS[1])
return 1`;

const readReply = z.tuple([z.nullable(z.string()), z.number(), z.nullable(z.string())]);

const storedToken = z.object({ token: z.string(), lifetimeMs: z.number(), remainingMs: z.number() });
const storedPair = z.object({ ttlMs: z.number(), access: storedToken, refresh: z.optional(storedToken) });

/**
 * Stores the remaining lifetimes at the time of writing. The Redis key's remaining TTL tells how long ago that was, so
 * clocks of different machines are never compared.
 */
export function createSharedTokenStore(options: SharedTokenStoreOptions): SharedTokenStore {
  const { redis, sealing, account, now = () => performance.now() } = options;
  const prefix = `${KEY_PREFIX}${nameHash(account.baseUrl, account.clientId)}`;
  // Named after the encryption key, so that old and new replicas do not overwrite each other during a key rotation.
  const tokenKey = `${prefix}:token:${sealing.keyId}`;
  const lockKey = `${tokenKey}:lock`;
  const writerKey = `${prefix}:token-writer`;
  return {
    async read() {
      const requestedAtMs = now();
      const reply = await redis.evaluate(READ, [tokenKey, writerKey], []);
      const [sealed, pttlMs, writer] = readReply.parse(reply);
      const text = sealed === null ? undefined : sealing.open(sealed, tokenKey)?.toString();
      return {
        pair: text === undefined ? undefined : toPair(text, { pttlMs, requestedAtMs }),
        sealed: sealed ?? undefined,
        hasOtherKey: writer !== null && writer !== sealing.keyId,
      };
    },
    lock: () => acquireLock(redis, lockKey),
    async write(pair, { owner }) {
      const { text, ttlMs } = toText(pair, now());
      const keys = [lockKey, tokenKey, writerKey];
      const args = [owner, sealing.seal(text, tokenKey), sealing.keyId, String(ttlMs)];
      return (await redis.evaluate(WRITE, keys, args)) === 1;
    },
    async remove(sealed) {
      await redis.deleteIfEqual(tokenKey, sealed);
    },
  };
}

function toText({ access, refresh }: TokenPair, nowMs: number): { text: string; ttlMs: number } {
  const remaining = ({ token, lifetimeMs, expiresAtMs }: ExpiringToken) => ({
    token,
    lifetimeMs,
    remainingMs: expiresAtMs - nowMs,
  });
  const stored = { access: remaining(access), refresh: refresh && remaining(refresh) };
  const longestMs = Math.max(stored.access.remainingMs, stored.refresh?.remainingMs ?? 0);
  const ttlMs = Math.max(1, Math.floor(longestMs));
  return { text: JSON.stringify({ ttlMs, ...stored }), ttlMs };
}

function toPair(
  text: string,
  { pttlMs, requestedAtMs }: { readonly pttlMs: number; readonly requestedAtMs: number },
): TokenPair | undefined {
  // Another version of the gateway may have written it.
  const stored = parseBody(storedPair, text);
  if (!stored) return undefined;
  const { ttlMs, access, refresh } = stored;
  const writtenAtMs = requestedAtMs - Math.max(0, ttlMs - pttlMs);
  const expiring = ({ token, lifetimeMs, remainingMs }: z.infer<typeof storedToken>) => ({
    token,
    lifetimeMs,
    expiresAtMs: writtenAtMs + remainingMs,
  });
  return { access: expiring(access), refresh: refresh && expiring(refresh) };
}
