import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { createClock } from './clock.ts';
import { createControl, type SandboxControl } from './control/control.ts';
import { answerControl, CONTROL_PREFIX } from './control/control-listener.ts';
import { createRequestLog } from './control/request-log.ts';
import { createCustomerStore } from './customers/customer-store.ts';
import { createDocumentStore } from './document-store.ts';
import { createFaultQueues } from './faults/faults.ts';
import type { SandboxState } from './http/exchange.ts';
import { createRequestListener, pathOf } from './http/request-listener.ts';
import { DEFAULT_SETTINGS, type SandboxSettings } from './settings.ts';
import { createTokenStore } from './token-store.ts';

export interface SandboxOptions extends Partial<SandboxSettings> {
  /** 0, the default, picks a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** What the customers' clock shows until it is advanced, since 1970; Date.now if left out. */
  readonly clock?: () => number;
}

export interface Sandbox extends AsyncDisposable {
  /** Of the imitated API, without a path or a slash at the end. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly control: SandboxControl;
  /** Stops at once: open connections are destroyed. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 60_000;

/**
 * Starts an imitation of Fin.com's REST API with state of its own.
 *
 * @throws {Error} of node:net, if the address cannot be had
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    port = 0,
    host = '127.0.0.1',
    clientId = 'sandbox-client',
    clientSecret = 'sandbox-secret',
    clock,
    ...changed
  } = options;
  const settings = { ...DEFAULT_SETTINGS, ...changed };
  const state = createState(settings, { account: { clientId, clientSecret }, clock: createClock(clock) });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  const sockets = trackSockets(server);
  const control = createControl(state, () => sockets.size);
  const answerApi = createRequestListener(state);
  server.on('request', (request, response) => {
    const path = pathOf(request);
    if (path.startsWith(CONTROL_PREFIX)) void answerControl(request, response, { path, control });
    else answerApi(request, response);
  });
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${await listen(server, { port, host })}`;
  const close = () => closeServer(server, sockets);
  return { url, clientId, clientSecret, control, close, [Symbol.asyncDispose]: close };
}

function createState(
  settings: SandboxSettings,
  { account, clock }: Pick<SandboxState, 'account' | 'clock'>,
): SandboxState {
  return {
    settings,
    account,
    clock,
    tokens: createTokenStore(settings),
    customers: createCustomerStore(clock, settings),
    documents: createDocumentStore(),
    faults: createFaultQueues(),
    log: createRequestLog(),
  };
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
    // Its error only says that the server was closed before.
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
