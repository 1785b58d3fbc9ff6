import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Telemetry } from '../server/telemetry.ts';
import { createMetrics } from './metrics.ts';

export interface PrometheusServer {
  readonly telemetry: Telemetry;
  /** Of the metrics. */
  readonly url: string;
  close(): Promise<void>;
}

const WHAT_TO_DO =
  'metrics cannot be served: set METRICS_PORT to a port that is free, and METRICS_HOST to an address of this machine';

/**
 * Counts, and serves the counts at `/metrics` of an address of its own, so that the public one never shows them.
 *
 * @throws {Error} of node:net, if the address cannot be had
 */
export async function startPrometheus({
  host,
  port,
}: {
  host: string;
  port: number;
}): Promise<PrometheusServer> {
  const registry = new Registry();
  const telemetry = createMetrics(registry);
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Metrics are served at GET /metrics.\n');
      return;
    }
    response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`${WHAT_TO_DO} (${codeOf(error)}).`)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
  collectDefaultMetrics({ register: registry });
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    telemetry,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}/metrics`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      registry.clear();
    },
  };
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
