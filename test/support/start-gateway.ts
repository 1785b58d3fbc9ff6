import { parseConfig } from '../../src/config/parse-config.ts';
import { createLogger } from '../../src/observability/logger.ts';
import type { ClientLimits } from '../../src/server/gateway-limits.ts';
import { startGateway } from '../../src/start-gateway.ts';

export interface TestGateway extends AsyncDisposable {
  /** The URL of the GraphQL endpoint. */
  readonly url: string;
  readonly origin: string;
  /** Undefined unless `METRICS_PORT` is set. */
  readonly metricsUrl: string | undefined;
  /** Everything that was logged so far, as written. */
  logged(): string;
  /** Stops the gateway. Later calls have no effect. */
  close(): Promise<void>;
}

interface Upstream {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A whole gateway on a free port, as `npm start` wires it, with its log kept in memory. */
export async function startTestGateway(
  upstream: Upstream,
  env: Readonly<Record<string, string>> = {},
  limits: Partial<ClientLimits> = {},
): Promise<TestGateway> {
  const lines: string[] = [];
  const log = createLogger('debug', { write: (line: string) => lines.push(line) });
  const config = parseConfig({
    PORT: '0',
    FIN_BASE_URL: upstream.url,
    FIN_CLIENT_ID: upstream.clientId,
    FIN_CLIENT_SECRET: upstream.clientSecret,
    FIN_TIMEOUT_MS: '10000',
    ...env,
  });
  const { url, metricsUrl, close: stop } = await startGateway(config, log, limits);
  let stopped: Promise<void> | undefined;
  const close = () => {
    stopped ??= stop();
    return stopped;
  };
  return {
    url,
    metricsUrl,
    origin: new URL(url).origin,
    logged: () => lines.join(''),
    close,
    [Symbol.asyncDispose]: close,
  };
}
