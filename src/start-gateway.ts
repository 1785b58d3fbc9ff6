import type { AddressInfo } from 'node:net';
import type { Config } from './config/config.ts';
import { createCatalogue } from './datasources/fin/catalogue/catalogue.ts';
import { createCustomers } from './datasources/fin/customers/customers.ts';
import { createDocuments } from './datasources/fin/documents/documents.ts';
import { createHttpClient } from './datasources/fin/http/http-client.ts';
import type { LineStream } from './observability/line-stream.ts';
import type { Logger } from './observability/logger.ts';
import {
  combineUpstreamObservers,
  type Telemetry,
  type UpstreamObserver,
} from './observability/telemetry.ts';
import { createUpstreamLog } from './observability/upstream-log.ts';
import { connectRedis } from './redis/redis.ts';
import { createGateway, type Gateway } from './server/create-gateway.ts';
import type { ClientLimits } from './server/gateway-limits.ts';
import { connectUpstream } from './wiring/connect-upstream.ts';
import { createCallerCheck } from './wiring/create-caller-check.ts';
import { createLedger } from './wiring/create-ledger.ts';
import { createLiveStatus } from './wiring/create-live-status.ts';
import { createTokens } from './wiring/create-tokens.ts';
import { createWebhooks } from './wiring/create-webhooks.ts';
import { loadPersistedOperations } from './wiring/load-persisted-operations.ts';
import { startAudit } from './wiring/start-audit.ts';
import { startTelemetry } from './wiring/start-telemetry.ts';

export interface RunningGateway {
  /** The GraphQL endpoint. */
  readonly url: string;
  /** Undefined: metrics are not served. */
  readonly metricsUrl: string | undefined;
  /** The control page of the sandbox. Undefined if the account is one at Fin.com. */
  readonly controlUrl: string | undefined;
  /**
   * Keeps serving for `delayMs` while `/ready` answers 503, lets running requests finish, and closes everything that
   * was opened.
   */
  close(delayMs?: number): Promise<void>;
}

/** New connections that may wait to be accepted. Linux caps it at `net.core.somaxconn`, which is 4096 by default. */
const BACKLOG = 4_096;
/** A wildcard address is for listening only. */
const LOOPBACK_OF_WILDCARD: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/**
 * Wires the parts together and listens.
 *
 * @param auditStream receives the audit lines. By default, they are written through the log
 */
export async function startGateway(
  config: Config,
  log: Logger,
  clientLimits: Partial<ClientLimits> = {},
  auditStream?: LineStream,
): Promise<RunningGateway> {
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (const close of closers.toReversed()) await close();
  };
  try {
    const persistedOperations = await loadPersistedOperations(config);
    const { telemetry, metricsUrl, close: closeTelemetry } = await startTelemetry(config, log, clientLimits);
    closers.push(closeTelemetry);
    const audit = startAudit(config, { stream: auditStream, log, observer: telemetry });
    closers.push(audit.close);
    const upstream = await connectUpstream(config);
    closers.push(upstream.close);
    const observer = combineUpstreamObservers([createUpstreamLog(log), ...(telemetry ? [telemetry] : [])]);
    const http = connectToFin(config, upstream.baseUrl, observer);
    closers.push(() => http.close());
    const redis = await connectSharedRedis(config, log, telemetry);
    if (redis) closers.push(() => redis.close());
    const tokens = createTokens(config, { http, upstream, redis, log, observer });
    const { ledger, close: closeLedger } = createLedger(config, { redis, log, observer: telemetry });
    closers.push(closeLedger);
    const customers = createCustomers({ http, tokens, customerApi: config.customerApi });
    const live = createLiveStatus(config, { customers, redis, observer: telemetry });
    const gateway = createGateway(
      {
        config,
        sandboxControlUrl: upstream.controlUrl,
        customers,
        ...live,
        documents: createDocuments({ http, tokens }),
        catalogue: createCatalogue({ http, tokens }),
        tokens,
        ledger,
        persistedOperations,
        log,
        ...audit,
        telemetry,
        webhooks: createWebhooks(config, { upstream, redis, ...live, observer: telemetry }),
        ...(await createCallerCheck(config, log, telemetry)),
      },
      clientLimits,
    );
    const { url, localOrigin } = await listen(gateway, config);
    upstream.sendWebhooksTo(`${localOrigin}/webhooks/fin`);
    return {
      url,
      metricsUrl,
      controlUrl: upstream.controlUrl,
      async close(delayMs) {
        await gateway.close(delayMs);
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function connectToFin(
  { finTimeoutMs: timeoutMs, finConnections: connections }: Config,
  baseUrl: string,
  observer: UpstreamObserver,
) {
  return createHttpClient({ baseUrl, timeoutMs, connections, observer });
}

async function connectSharedRedis({ sharedState }: Config, log: Logger, observer: Telemetry | undefined) {
  return sharedState && connectRedis({ ...sharedState.redis, log, observer });
}

interface Listening {
  /** The URL of the GraphQL endpoint. */
  readonly url: string;
  /** The URL at which processes on this machine reach the gateway. */
  readonly localOrigin: string;
}

function listen({ server }: Gateway, { host, port }: Config): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off('error', reject);
      const { port: actualPort, address } = server.address() as AddressInfo;
      const originOf = (name: string) => `http://${name.includes(':') ? `[${name}]` : name}:${actualPort}`;
      const localOrigin = originOf(LOOPBACK_OF_WILDCARD[address] ?? address);
      resolve({ url: `${originOf(host)}/graphql`, localOrigin });
    });
  });
}
