import type { IncomingMessage } from 'node:http';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { logError } from '../../observability/log-error.ts';
import type { UpgradeHandler } from '../connections/bounded-server.ts';
import type { Connections } from '../connections/connections.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import { toPath } from '../http/log-request.ts';
import type { CheckOrigin } from './check-origin.ts';
import { SocketConnection, type SocketLimits } from './socket-connection.ts';
import { createSocketSubscribe, type SocketOperationParts } from './socket-operations.ts';
import { createSocketProtocol, type SocketProtocolOptions } from './socket-protocol.ts';
import { isWebSocketRequest } from './web-socket-request.ts';

const MAX_MESSAGE_BYTES = 1_048_576;
const INTERNAL_ERROR = [4500, 'Internal server error'] as const;

export interface SocketServerParts extends SocketOperationParts, Pick<SocketProtocolOptions, 'authenticate'> {
  readonly checkOrigin: CheckOrigin;
  readonly connections: Connections;
}

export interface SocketServer extends UpgradeHandler {
  /** Closes all WebSockets, now and from now on. Their clients connect to another replica. */
  shutDown(): void;
}

/** Serves WebSockets on `/graphql`. */
export function createSocketServer(
  parts: SocketServerParts,
  limits: SocketLimits & Pick<GatewayLimits, 'socketInitMs'>,
): SocketServer {
  const { checkOrigin, connections, log } = parts;
  const protocol = createSocketProtocol({ ...parts, subscribe: createSocketSubscribe(parts), ...limits });
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols,
  });
  const open = new Set<SocketConnection>();
  let isShutDown: boolean = false;

  function serve(webSocket: WebSocket, req: IncomingMessage): void {
    const connection = new SocketConnection({ webSocket, socket: req.socket, connections, limits });
    const onClosed = protocol.opened(
      {
        protocol: webSocket.protocol,
        send: (text) => connection.send(text),
        close: (code = 1000, reason = '') => connection.close([code, reason]),
        onMessage(handle) {
          webSocket.on('message', (data) => {
            connection.limitUnsent();
            handle(String(data)).catch(fail);
          });
        },
      },
      { req, connection, caller: undefined },
    );
    const fail = (error: unknown) => {
      logError(error, undefined, log);
      connection.close(INTERNAL_ERROR);
    };
    open.add(connection);
    webSocket.once('close', (code, reason) => {
      open.delete(connection);
      onClosed(code, String(reason)).catch(fail);
    });
    if (isShutDown) connection.shutDown();
  }

  return {
    accepts: (req) =>
      isWebSocketRequest(req) &&
      toPath(req) === '/graphql' &&
      !connections.isFull &&
      !connections.isActive(req.socket) &&
      checkOrigin(req) === undefined,
    upgrade(req, socket, head) {
      server.handleUpgrade(req, socket, head, serve);
    },
    shutDown() {
      isShutDown = true;
      for (const connection of open) connection.shutDown();
    },
  };
}
