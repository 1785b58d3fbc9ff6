import type { AddressInfo } from 'node:net';
import type { Config, FinAccount } from './config.ts';
import { createCatalogue } from './datasources/fin/catalogue.ts';
import { createCustomers } from './datasources/fin/customers.ts';
import { createDocuments } from './datasources/fin/documents.ts';
import { createHttpClient } from './datasources/fin/http-client.ts';
import { createTokenProvider } from './datasources/fin/token-provider.ts';
import { createTokenEndpoint } from './datasources/fin/tokens.ts';
import { type ClientTimeouts, createGateway } from './server/create-gateway.ts';
import { readManifest } from './server/document-manifest.ts';
import type { Logger } from './server/logger.ts';
import {
  anyDocument,
  automaticDocuments,
  listedDocuments,
  type StoredDocuments,
} from './server/stored-documents.ts';

export interface RunningGateway {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  /** Serves on for `delayMs` while `/ready` says that it stops; lets running requests finish; closes what was opened. */
  close(delayMs?: number): Promise<void>;
}

interface Upstream extends FinAccount {
  close(): Promise<void>;
}

/** Wires the parts together and listens. With no account in the configuration, the sandbox starts with it. */
export async function startGateway(
  config: Config,
  log: Logger,
  clientTimeouts?: ClientTimeouts,
): Promise<RunningGateway> {
  const storedDocuments = await storedDocumentsFor(config.persistedDocuments);
  const upstream = await reachUpstream(config.fin);
  const http = createHttpClient({ baseUrl: upstream.baseUrl, timeoutMs: config.finTimeoutMs });
  const tokens = createTokenProvider({ endpoint: createTokenEndpoint({ http, ...upstream }) });
  const gateway = createGateway({
    customers: createCustomers({ http, tokens }),
    documents: createDocuments({ http, tokens }),
    catalogue: createCatalogue({ http, tokens }),
    uploadPolicy: { ...config.uploads, idleMs: config.finTimeoutMs },
    tokens,
    log,
    corsOrigins: config.corsOrigins,
    isGraphiQLEnabled: config.isGraphiQLEnabled,
    isIntrospectionEnabled: config.isIntrospectionEnabled,
    authenticate: await authenticateBy(config, log),
    maxRequestsInFlight: config.maxRequestsInFlight,
    rateLimit: config.requestsPerMinute
      ? { requestsPerMinute: config.requestsPerMinute, proxyCount: config.proxyCount }
      : undefined,
    storedDocuments,
    ...(clientTimeouts && { clientTimeouts }),
  });
  const closeParts = async () => {
    await http.close();
    await upstream.close();
  };
  try {
    const port = await listen(gateway.server, config);
    return {
      url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}/graphql`,
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

async function storedDocumentsFor(setting: string | undefined): Promise<StoredDocuments> {
  if (setting === undefined) return anyDocument;
  return setting === 'auto' ? automaticDocuments() : listedDocuments(await readManifest(setting));
}

async function reachUpstream(account: FinAccount | undefined): Promise<Upstream> {
  if (account) return { ...account, close: async () => undefined };
  const { startSandbox } = await import('./sandbox/create-sandbox.ts');
  const sandbox = await startSandbox();
  const { url: baseUrl, clientId, clientSecret } = sandbox;
  return { baseUrl, clientId, clientSecret, close: () => sandbox.close() };
}

/** What checks tokens is loaded only where they are checked. */
async function authenticateBy({ callerChecks, finTimeoutMs }: Config, log: Logger) {
  if (!callerChecks) return undefined;
  const { createAuthenticate } = await import('./server/access-token.ts');
  return createAuthenticate(callerChecks, log, finTimeoutMs);
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
