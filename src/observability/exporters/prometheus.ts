import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

export interface PrometheusServer {
  readonly url: string;
  close(): Promise<void>;
}

const CANNOT_LISTEN =
  'metrics cannot be served: set METRICS_PORT to a free port, and METRICS_HOST to an address of this machine';

/**
 * Serves the registry at `/metrics` on a separate port, so that the public port never shows it.
 *
 * @throws {Error} that names the variable to set, if the address cannot be used
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
      () =>
        response
          .writeHead(500, { 'content-type': 'text/plain' })
          .end('The metrics could not be collected.\n'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => reject(new Error(`${CANNOT_LISTEN} (${codeOf(error)}).`));
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
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
