import { type ExecutionResult, GraphQLError } from 'graphql';
import { type ConnectionInitMessage, makeServer, type SubscribePayload } from 'graphql-ws';
import { isAsyncIterable } from 'graphql-yoga';
import type { Authenticate } from '../../callers/access-token.ts';
import { toErrorCode } from '../../observability/audit/outcome.ts';
import type { Logger } from '../../observability/logger.ts';
import type { StreamObserver } from '../../observability/telemetry.ts';
import { CLOSE, type SocketConnection } from './socket-connection.ts';
import type { SocketSender, Subscribed } from './socket-operations.ts';

type InitPayload = ConnectionInitMessage['payload'];

/** One WebSocket. The caller is known once it has been authenticated. */
export interface SocketContext extends Pick<SocketSender, 'req'> {
  readonly connection: SocketConnection;
  caller: SocketSender['caller'];
}

export interface SocketProtocolOptions {
  /** Undefined: callers need no access token. */
  readonly authenticate: Authenticate | undefined;
  readonly subscribe: (sender: SocketSender, payload: SubscribePayload) => Promise<Subscribed>;
  readonly socketInitMs: number;
  readonly log: Logger;
  readonly observer: StreamObserver | undefined;
}

/**
 * Serves subscriptions with the protocol graphql-transport-ws.
 *
 * @see https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 */
export function createSocketProtocol({
  authenticate,
  subscribe,
  socketInitMs,
  log,
  observer,
}: SocketProtocolOptions) {
  return makeServer<InitPayload, SocketContext>({
    connectionInitWaitTimeout: socketInitMs,
    /** @returns false to close the WebSocket with 4403 */
    async onConnect({ connectionParams, extra }) {
      const { req, connection } = extra;
      try {
        extra.caller = await authenticate?.(readToken(connectionParams) ?? req.headers.authorization);
        return true;
      } catch (error) {
        const code = toErrorCode(error);
        log.info({ event: 'socket-refused', errorCode: code });
        observer?.errorsSent({ errorCodes: [code], limitsHit: [] });
        if (code !== 'UNAUTHENTICATED') connection.close(CLOSE.tryLater);
        return false;
      }
    },
    onSubscribe({ extra }, _id, payload) {
      const { caller, connection } = extra;
      if (caller && caller.expiresAtMs <= Date.now()) {
        connection.expire();
        return [new GraphQLError('The access token has expired.')];
      }
      return subscribe(extra, payload);
    },
    subscribe({ rootValue }) {
      if (!isAsyncIterable<ExecutionResult>(rootValue)) throw new TypeError('not subscribed');
      return rootValue;
    },
  });
}

/** Names of headers are case-insensitive, and clients use the same spelling here. */
function readToken(payload: InitPayload): string | undefined {
  const entry = Object.entries(payload ?? {}).find(([name]) => name.toLowerCase() === 'authorization');
  return typeof entry?.[1] === 'string' ? entry[1] : undefined;
}
