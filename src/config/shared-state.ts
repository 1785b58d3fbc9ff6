import type { Read } from './variables.ts';

interface RedisConfig {
  readonly url: string;
  /** URLs of Sentinels. Undefined: the host in `url` is an address. */
  readonly sentinels: readonly string[] | undefined;
  /** Paths of PEM files. */
  readonly caFile: string | undefined;
  readonly certFile: string | undefined;
  readonly keyFile: string | undefined;
}

/** The Redis in which replicas keep what they share, encrypted. */
export interface SharedState {
  readonly redis: RedisConfig;
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** The key before the last rotation. Records and tokens under it can still be read. */
  readonly previousKey: Uint8Array | undefined;
}

export function toSharedState(read: Read): SharedState | undefined {
  const url = read('REDIS_URL');
  const key = read('SHARED_STATE_KEY');
  if (!url || !key) return undefined;
  const redis = Object.freeze({
    url,
    sentinels: read('REDIS_SENTINELS'),
    caFile: read('REDIS_CA_FILE'),
    certFile: read('REDIS_CERT_FILE'),
    keyFile: read('REDIS_KEY_FILE'),
  });
  return Object.freeze({ redis, key, previousKey: read('SHARED_STATE_KEY_PREVIOUS') });
}
