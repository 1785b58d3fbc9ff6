import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../callers/caller.ts';
import type { GatewayContext } from '../../context.ts';
import type { PersonReads } from '../../observability/audit/person-reads.ts';
import type { RequestRecord } from '../../observability/request-record.ts';
import type { StreamConnection } from '../live/stream-connection.ts';
import type { OperationParams } from '../operations/graphql-params.ts';

/** The origin of an operation. */
export interface OperationOrigin {
  /** The HTTP request, or the request that opened the WebSocket. */
  readonly req: IncomingMessage;
  readonly record: RequestRecord;
}

export interface HttpExchange extends OperationOrigin {
  readonly res: ServerResponse;
  /** Must be called before a response that stays open is sent. Its end is logged as that of a stream. */
  readonly streamOpened: () => void;
}

/**
 * How long a request counts as in flight: until its response is known, not until it is sent; and if the client hangs up,
 * until the work for it has ended.
 */
export interface RequestLifetime {
  /** Resolves when the response is known, or when there will be none. */
  readonly responded: Promise<void>;
  /** Must be called when the response is known, before it is sent. */
  readonly markResponded: (response: { readonly isStream: boolean }) => void;
}

/** The context of operations from either transport. Resolvers see a part of it. */
export interface OperationContext extends GatewayContext, OperationOrigin {
  caller: Caller | undefined;
  readonly personReads: PersonReads;
  /** The WebSocket that carries the operation. Undefined over HTTP. */
  readonly socket?: StreamConnection;
}

/** The context of yoga's plugins for HTTP. */
export interface ServerContext extends OperationContext, HttpExchange, RequestLifetime {
  /** True once a subscription has begun. */
  isStream?: boolean;
  /** The operation, if it was read before yoga serves the request. */
  readonly readParams?: OperationParams;
}
