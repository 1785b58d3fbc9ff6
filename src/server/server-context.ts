import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayContext } from '../context.ts';
import type { RequestRecord } from '../observability/request-record.ts';
import type { Work } from './http/request-listener.ts';

/** What the node listener hands to yoga, and so to plugins and resolvers. */
export interface ServerContext extends GatewayContext, Work {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly record: RequestRecord;
}
