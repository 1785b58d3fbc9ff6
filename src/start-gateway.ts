import type { AddressInfo } from 'node:net';
import type { Config, FinAccount } from './config.ts';
import { createCatalogue } from './datasources/fin/catalogue.ts';
import { createCustomers } from './datasources/fin/customers.ts';
import { createDocuments } from './datasources/fin/documents.ts';
import { createHttpClient } from './datasources/fin/http-client.ts';
import { createTokenProvider } from './datasources/fin/token-provider.ts';
import { createTokenEndpoint } from './datasources/fin/tokens.ts';
import { observeTokens } from './datasources/fin/upstream-observer.ts';
import { codeOf } from './server/audit.ts';
import { createGateway } from './server/create-gateway.ts';
import type { Logger } from './server/logger.ts';
import { combineUpstreamObservers } from './server/telemetry.ts';
import { createUpstreamLog } from './server/upstream-log.ts';
import { startTelemetry } from './start-telemetry.ts';

export interface RunningGateway {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  /** Of the metrics; undefined where none are served. */
  readonly metricsUrl: string | undefined;
  /** Lets running requests finish, then closes everything that was opened. */
  close(): Promise<void>;
}

interface Upstream extends FinAccount {
  close(): Promise<void>;
}

/** Wires the parts together and listens. With no account in the configuration, the sandbox starts with it. */
export async function startGateway(config: Config, log: Logger): Promise<RunningGateway> {
  const { telemetry, metricsUrl, close: closeTelemetry } = await startTelemetry(config, log);
  const upstream = await reachUpstream(config.fin);
  const observer = combineUpstreamObservers([createUpstreamLog(log), ...(telemetry ? [telemetry] : [])]);
  const http = createHttpClient({ baseUrl: upstream.baseUrl, timeoutMs: config.finTimeoutMs, observer });
  const endpoint = observeTokens(createTokenEndpoint({ http, ...upstream }), observer, codeOf);
  const tokens = createTokenProvider({ endpoint });
  const gateway = createGateway({
    customers: createCustomers({ http, tokens }),
    documents: createDocuments({ http, tokens }),
    catalogue: createCatalogue({ http, tokens }),
    uploadPolicy: { ...config.uploads, idleMs: config.finTimeoutMs },
    tokens,
    log,
    telemetry,
    auditHashKey: config.auditHashKey,
    corsOrigins: config.corsOrigins,
    isGraphiQLEnabled: !config.isProduction,
  });
  const closeParts = async () => {
    await http.close();
    await upstream.close();
    await closeTelemetry();
  };
  try {
    const port = await listen(gateway.server, config);
    return {
      url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}/graphql`,
      metricsUrl,
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
