import type { AddressInfo } from 'node:net';
import type { Config, FinAccount } from './config/parse-config.ts';
import { createRotatingTokenStore } from './datasources/fin/auth/rotating-token-store.ts';
import { createSharedTokenProvider } from './datasources/fin/auth/shared-token-provider.ts';
import { createSharedTokenStore } from './datasources/fin/auth/shared-token-store.ts';
import { observeTokens, renewalOf } from './datasources/fin/auth/token-observer.ts';
import { createTokenProvider, type TokenProvider } from './datasources/fin/auth/token-provider.ts';
import { createTokenRenewal } from './datasources/fin/auth/token-renewal.ts';
import { createTokenEndpoint, type TokenPair } from './datasources/fin/auth/tokens.ts';
import { createCatalogue } from './datasources/fin/catalogue/catalogue.ts';
import { createCustomers } from './datasources/fin/customers/customers.ts';
import { createDocuments } from './datasources/fin/documents/documents.ts';
import { createHttpClient, type HttpClient } from './datasources/fin/http/http-client.ts';
import { createIdempotencyLedger, type IdempotencyLedger } from './idempotency/idempotency-ledger.ts';
import { createRecordSeal } from './idempotency/record-seal.ts';
import { createRotatingLedger } from './idempotency/rotating-ledger.ts';
import { createMemoryIdempotencyStore } from './idempotency/stores/memory-idempotency-store.ts';
import {
  createRedisIdempotencyStore,
  type RedisIdempotencyStore,
} from './idempotency/stores/redis-idempotency-store.ts';
import { createSharedIdempotencyStore } from './idempotency/stores/shared-idempotency-store.ts';
import { codeOf } from './observability/audit.ts';
import type { Logger } from './observability/logger.ts';
import {
  combineUpstreamObservers,
  type IssuerObserver,
  type UpstreamObserver,
} from './observability/telemetry.ts';
import { createUpstreamLog } from './observability/upstream-log.ts';
import { connectRedis, type RedisConnection } from './redis/redis.ts';
import { createSealing } from './redis/sealing.ts';
import { createGateway } from './server/create-gateway.ts';
import type { ClientLimits } from './server/gateway-limits.ts';
import {
  createAutomaticOperations,
  createTrustedOperations,
  noPersistedOperations,
  type PersistedOperations,
} from './server/operations/persisted-operations.ts';
import { readManifest } from './server/operations/read-manifest.ts';
import { startTelemetry } from './start-telemetry.ts';

export interface RunningGateway {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  /** Of the metrics; undefined where none are served. */
  readonly metricsUrl: string | undefined;
  /** Serves on for `delayMs` while `/ready` says that it stops; lets running requests finish; closes what was opened. */
  close(delayMs?: number): Promise<void>;
}

interface Upstream extends FinAccount {
  close(): Promise<void>;
}

interface TokenParts {
  readonly http: HttpClient;
  readonly upstream: Upstream;
  readonly redis: RedisConnection | undefined;
  readonly log: Logger;
  readonly observer: UpstreamObserver;
}

/** A write may take one call to Fin.com, and a token before it. */
const WAIT_FOR_WRITE = 1.5;
/** Of a write whose replica says nothing any more. */
const MIN_LEASE_MS = 1_000;
/** At a stop, for what Redis could not be told before. */
const FLUSH_MS = 4_000;

/** Wires the parts together and listens. With no account in the configuration, the sandbox starts with it. */
export async function startGateway(
  config: Config,
  log: Logger,
  clientLimits: Partial<ClientLimits> = {},
): Promise<RunningGateway> {
  const persistedOperations = await loadPersistedOperations(config.persistedDocuments);
  const { telemetry, metricsUrl, close: closeTelemetry } = await startTelemetry(config, log, clientLimits);
  const upstream = await reachUpstream(config.fin);
  const observer = combineUpstreamObservers([createUpstreamLog(log), ...(telemetry ? [telemetry] : [])]);
  const http = createHttpClient({ baseUrl: upstream.baseUrl, timeoutMs: config.finTimeoutMs, observer });
  const redis =
    config.sharedState &&
    (await connectRedis({ url: config.sharedState.redisUrl, log, observer: telemetry }));
  const tokens = createTokens(config, { http, upstream, redis, log, observer });
  const { ledger, close: closeLedger } = createLedger(config, { redis, log });
  const gateway = createGateway(
    {
      config,
      customers: createCustomers({ http, tokens }),
      documents: createDocuments({ http, tokens }),
      catalogue: createCatalogue({ http, tokens }),
      tokens,
      ledger,
      persistedOperations,
      log,
      telemetry,
      ...(await checkCallers(config, log, telemetry)),
    },
    clientLimits,
  );
  const closeParts = async () => {
    await closeLedger();
    await redis?.close();
    await http.close();
    await upstream.close();
    await closeTelemetry();
  };
  try {
    const port = await listen(gateway.server, config);
    return {
      url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}/graphql`,
      metricsUrl,
      async close(delayMs) {
        await gateway.close(delayMs);
        await closeParts();
      },
    };
  } catch (error) {
    await closeParts();
    throw error;
  }
}

async function loadPersistedOperations(setting: string | undefined): Promise<PersistedOperations> {
  if (setting === undefined) return noPersistedOperations;
  return setting === 'auto'
    ? createAutomaticOperations()
    : createTrustedOperations(await readManifest(setting));
}

function createTokens(
  { fin, finTimeoutMs, sharedState }: Config,
  { http, upstream, redis, log, observer }: TokenParts,
): TokenProvider {
  const renew = createTokenRenewal(
    observeTokens(createTokenEndpoint({ http, ...upstream }), observer, codeOf),
  );
  // An embedded sandbox is the process's own, and so are its tokens.
  if (!redis || !sharedState || !fin) return createTokenProvider({ renew });
  const storeFor = (key: Uint8Array) =>
    createSharedTokenStore({ redis, sealing: createSealing(key), account: fin });
  const { key, previousKey } = sharedState;
  const store = previousKey ? createRotatingTokenStore(storeFor(key), storeFor(previousKey)) : storeFor(key);
  const onTaken = (pair: TokenPair) => observer.tokenRenewed(renewalOf('taken', pair));
  return createSharedTokenProvider({ renew, store, log, renewalTimeoutMs: finTimeoutMs, onTaken });
}

function createLedger(
  { fin, finTimeoutMs, sharedState, idempotencyTtlMs: ttlMs, idempotencyWithoutRedis: withoutRedis }: Config,
  { redis, log }: Pick<TokenParts, 'redis' | 'log'>,
): { readonly ledger: IdempotencyLedger; close(): Promise<void> } {
  const waitMs = WAIT_FOR_WRITE * finTimeoutMs;
  const local = createMemoryIdempotencyStore({ ttlMs });
  // An embedded sandbox is the process's own, and so is what was written to it.
  if (!redis || !sharedState || !fin) {
    const ledger = createIdempotencyLedger({ store: local, seal: createRecordSeal(), account: '', waitMs });
    return { ledger, close: () => ledger.idle() };
  }
  const leaseMs = Math.max(finTimeoutMs, MIN_LEASE_MS);
  const shared: RedisIdempotencyStore = createRedisIdempotencyStore({
    redis,
    ttlMs,
    leaseMs,
    log,
    isStrict: withoutRedis === 'refuse',
    onLost: () => shared.restore(local.ended()),
  });
  const store = createSharedIdempotencyStore({ shared, local, log, withoutRedis });
  const account = `${fin.clientId}@${fin.baseUrl}`;
  const ledgerFor = (key: Uint8Array) =>
    createIdempotencyLedger({ store, seal: createRecordSeal(key), account, waitMs });
  const { key, previousKey } = sharedState;
  const ledger = previousKey ? createRotatingLedger(ledgerFor(key), ledgerFor(previousKey)) : ledgerFor(key);
  return {
    ledger,
    async close() {
      // Also of clients that have hung up.
      await ledger.idle();
      await shared.close(FLUSH_MS);
    },
  };
}

async function reachUpstream(account: FinAccount | undefined): Promise<Upstream> {
  if (account) return { ...account, close: async () => undefined };
  const { startSandbox } = await import('../sandbox/create-sandbox.ts');
  const sandbox = await startSandbox();
  const { url: baseUrl, clientId, clientSecret } = sandbox;
  return { baseUrl, clientId, clientSecret, close: () => sandbox.close() };
}

/** What checks tokens is loaded only where they are checked. */
async function checkCallers(
  { callerChecks, finTimeoutMs: timeoutMs }: Config,
  log: Logger,
  observer: IssuerObserver | undefined,
) {
  if (!callerChecks) return { authenticate: undefined };
  const { createAuthenticate } = await import('./callers/access-token.ts');
  const { createKeySet } = await import('./callers/key-set.ts');
  const keys = createKeySet({ url: callerChecks.jwksUrl, timeoutMs, log, observer });
  return { authenticate: createAuthenticate(callerChecks, keys), hasIssuerKeys: () => keys.hasKeys() };
}

function listen(server: ReturnType<typeof createGateway>['server'], { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
