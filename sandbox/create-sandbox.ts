import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { createClock } from './clock.ts';
import { createControl, type SandboxControl } from './control/control.ts';
import { CONTROL_PREFIX, handleControlRequest } from './control/control-listener.ts';
import { createRequestListener, parsePath } from './http/request-listener.ts';
import { DEFAULT_SETTINGS, type SandboxSettings } from './settings.ts';
import { createState } from './state.ts';
import type { WebhookTarget } from './webhooks/webhooks.ts';

export interface SandboxOptions extends Partial<SandboxSettings> {
  /** Defaults to 0, which picks a free port. */
  readonly port?: number;
  readonly host?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** The customers' clock, in milliseconds since 1970. Defaults to Date.now. */
  readonly clock?: () => number;
  /** The receiver of webhooks. By default, none are sent. */
  readonly webhooks?: WebhookTarget | undefined;
}

export interface Sandbox extends AsyncDisposable {
  /** Origin of the imitated API, without a trailing slash. */
  readonly url: string;
  /** Address of the control page. */
  readonly controlUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly control: SandboxControl;
  /** Stops at once and destroys open connections. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 60_000;
/** A wildcard address is for listening only. */
const LOOPBACK_OF_WILDCARD: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/**
 * Starts an imitation of Fin.com's REST API with its own state.
 *
 * @throws {Error} from node:net if it cannot listen on the address
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    port = 0,
    host = '127.0.0.1',
    clientId = 'sandbox-client',
    clientSecret = 'sandbox-secret',
    clock,
    webhooks,
    ...settings
  } = options;
  const state = createState(
    { ...DEFAULT_SETTINGS, ...settings },
    { clientId, clientSecrets: new Set([clientSecret]) },
    createClock(clock),
  );
  state.webhooks.sendTo(webhooks);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  const sockets = trackSockets(server);
  const control = createControl(state, () => sockets.size);
  const handleApiRequest = createRequestListener(state);
  server.on('request', (request, response) => {
    const path = parsePath(request);
    const isPage = path === '/' || `${path}/` === CONTROL_PREFIX;
    if (isPage && request.method === 'GET') response.writeHead(302, { location: CONTROL_PREFIX }).end();
    else if (path.startsWith(CONTROL_PREFIX)) void handleControlRequest(request, response, { path, control });
    else handleApiRequest(request, response);
  });
  const address = LOOPBACK_OF_WILDCARD[host] ?? host;
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${await listen(server, { port, host })}`;
  const close = () => {
    state.webhooks.stop();
    state.clock.stop();
    return closeServer(server, sockets);
  };
  const controlUrl = `${url}${CONTROL_PREFIX}`;
  return { url, controlUrl, clientId, clientSecret, control, close, [Symbol.asyncDispose]: close };
}

function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

function listen(server: Server, address: { readonly port: number; readonly host: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : address.port);
    });
  });
}

function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    // The only possible error says that the server is already closed.
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
