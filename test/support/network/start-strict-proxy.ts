import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { listen } from './listen.ts';

export interface TestProxy extends AsyncDisposable {
  readonly origin: string;
}

/**
 * A proxy that streams requests and expects the end of each before its answer, as http-proxy and Vite's proxy do: an
 * earlier answer becomes a 502, and its body is lost.
 */
export async function startStrictProxy(target: string): Promise<TestProxy> {
  const { hostname, port } = new URL(target);
  const server = createServer((req, res) => {
    const outgoing = request(
      { hostname, port, method: req.method, path: req.url, headers: req.headers, agent: false },
      (incoming) => (req.complete ? pass(incoming, res) : fail(req, res)),
    );
    outgoing.on('error', () => fail(req, res));
    req.pipe(outgoing);
  });
  return listen(server);
}

function pass(incoming: IncomingMessage, res: ServerResponse): void {
  res.writeHead(incoming.statusCode ?? 502, incoming.headers);
  incoming.pipe(res);
}

function fail(req: IncomingMessage, res: ServerResponse): void {
  req.resume();
  if (!res.headersSent) res.writeHead(502);
  res.end('The upstream answered before the end of the request.');
}
