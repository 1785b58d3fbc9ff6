import type { AddressInfo } from 'node:net';
import type { Config, FinAccount } from './config.ts';
import { createCatalogue } from './datasources/fin/catalogue.ts';
import { createCustomers } from './datasources/fin/customers.ts';
import { createDocuments } from './datasources/fin/documents.ts';
import { createHttpClient } from './datasources/fin/http-client.ts';
import { createTokenProvider } from './datasources/fin/token-provider.ts';
import { createTokenEndpoint } from './datasources/fin/tokens.ts';
import { createIdempotencyLedger } from './datasources/shared-state/idempotency-ledger.ts';
import { createMemoryIdempotencyStore } from './datasources/shared-state/memory-idempotency-store.ts';
import { createRecordSeal } from './datasources/shared-state/record-seal.ts';
import { createGateway } from './server/create-gateway.ts';
import type { Logger } from './server/logger.ts';

export interface RunningGateway {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  /** Lets running requests finish, then closes everything that was opened. */
  close(): Promise<void>;
}

interface Upstream extends FinAccount {
  close(): Promise<void>;
}

/** A write may take one call to Fin.com, and a token before it. */
const WAIT_FOR_WRITE = 1.5;

/** Wires the parts together and listens. With no account in the configuration, the sandbox starts with it. */
export async function startGateway(config: Config, log: Logger): Promise<RunningGateway> {
  const upstream = await reachUpstream(config.fin);
  const http = createHttpClient({ baseUrl: upstream.baseUrl, timeoutMs: config.finTimeoutMs });
  const tokens = createTokenProvider({ endpoint: createTokenEndpoint({ http, ...upstream }) });
  const ledger = createIdempotencyLedger({
    store: createMemoryIdempotencyStore({ ttlMs: config.idempotencyTtlMs }),
    seal: createRecordSeal(),
    waitMs: WAIT_FOR_WRITE * config.finTimeoutMs,
  });
  const gateway = createGateway({
    customers: createCustomers({ http, tokens }),
    documents: createDocuments({ http, tokens }),
    catalogue: createCatalogue({ http, tokens }),
    uploadPolicy: { ...config.uploads, idleMs: config.finTimeoutMs },
    tokens,
    ledger,
    log,
    corsOrigins: config.corsOrigins,
    isGraphiQLEnabled: !config.isProduction,
  });
  const closeParts = async () => {
    // Also of clients that have hung up.
    await ledger.idle();
    await http.close();
    await upstream.close();
  };
  try {
    const port = await listen(gateway.server, config);
    return {
      url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}/graphql`,
      async close() {
        await gateway.close();
        await closeParts();
      },
    };
  } catch (error) {
    await closeParts();
    throw error;
  }
}

async function reachUpstream(account: FinAccount | undefined): Promise<Upstream> {
  if (account) return { ...account, close: async () => undefined };
  const { startSandbox } = await import('./sandbox/create-sandbox.ts');
  const sandbox = await startSandbox();
  const { url: baseUrl, clientId, clientSecret } = sandbox;
  return { baseUrl, clientId, clientSecret, close: () => sandbox.close() };
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
