import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayContext } from '../context.ts';
import type { RequestRecord } from '../observability/request-record.ts';

export interface HttpExchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly record: RequestRecord;
}

/**
 * How long a request counts as in flight: until its response is known, not until it is sent; and if the client hangs up,
 * until the work for it has ended.
 */
export interface RequestLifetime {
  /** Resolves when the response is known, or when there will be none. */
  readonly responded: Promise<void>;
  /** Must be called when the response is known, before it is sent. */
  readonly markResponded: () => void;
}

/** The context of yoga's plugins. Resolvers see a part of it. */
export interface ServerContext extends GatewayContext, HttpExchange, RequestLifetime {}
