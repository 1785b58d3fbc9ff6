import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

export interface PrometheusServer {
  /** Of the metrics. */
  readonly url: string;
  close(): Promise<void>;
}

const WHAT_TO_DO =
  'metrics cannot be served: set METRICS_PORT to a port that is free, and METRICS_HOST to an address of this machine';

/**
 * Serves what was counted at `/metrics` of an address of its own, so that the public one never shows them.
 *
 * @throws {Error} of node:net, if the address cannot be had
 */
export async function startPrometheus(
  { host, port }: { host: string; port: number },
  registry: Registry,
  createServer: (listener: RequestListener) => Server,
): Promise<PrometheusServer> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Metrics are served at GET /metrics.\n');
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500, { 'content-type': 'text/plain' }).end('The metrics cannot be had.\n'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error) => reject(new Error(`${WHAT_TO_DO} (${codeOf(error)}).`));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}/metrics`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
