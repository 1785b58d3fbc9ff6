import type { Config, FinAccount } from '../config/config.ts';
import { createRotatingTokenStore } from '../datasources/fin/auth/rotating-token-store.ts';
import { createSharedTokenProvider } from '../datasources/fin/auth/shared-token-provider.ts';
import { createSharedTokenStore } from '../datasources/fin/auth/shared-token-store.ts';
import { observeTokens, renewalOf } from '../datasources/fin/auth/token-observer.ts';
import { createTokenProvider, type TokenProvider } from '../datasources/fin/auth/token-provider.ts';
import { createTokenRenewal } from '../datasources/fin/auth/token-renewal.ts';
import { createTokenEndpoint, type TokenPair } from '../datasources/fin/auth/tokens.ts';
import type { HttpClient } from '../datasources/fin/http/http-client.ts';
import { toErrorCode } from '../observability/audit/outcome.ts';
import type { Logger } from '../observability/logger.ts';
import type { UpstreamObserver } from '../observability/telemetry.ts';
import type { RedisConnection } from '../redis/redis.ts';
import { createSealing } from '../redis/sealing.ts';

interface TokenParts {
  readonly http: HttpClient;
  readonly upstream: FinAccount;
  readonly redis: RedisConnection | undefined;
  readonly log: Logger;
  readonly observer: UpstreamObserver;
}

/** Replicas that share a Redis share one access token. */
export function createTokens(
  { fin, finTimeoutMs, sharedState }: Config,
  { http, upstream, redis, log, observer }: TokenParts,
): TokenProvider {
  const waitStarted = observer.renewalWaitStarted;
  const endpoint = createTokenEndpoint({ http, ...upstream });
  const renew = createTokenRenewal(observeTokens(endpoint, observer, toErrorCode));
  // Each process has an embedded sandbox of its own, so its tokens cannot be shared.
  if (!redis || !sharedState || !fin) return createTokenProvider({ renew, waitStarted });
  const createStore = (key: Uint8Array) =>
    createSharedTokenStore({ redis, sealing: createSealing(key), account: fin });
  const { key, previousKey } = sharedState;
  const store = previousKey
    ? createRotatingTokenStore(createStore(key), createStore(previousKey))
    : createStore(key);
  const onTaken = (pair: TokenPair) => observer.tokenRenewed(renewalOf('taken', pair));
  return createSharedTokenProvider({
    renew,
    waitStarted,
    store,
    log,
    renewalTimeoutMs: finTimeoutMs,
    onTaken,
  });
}
