import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { GatewayError } from '../../errors.ts';
import type { ServerContext } from '../graphql/server-context.ts';
import { acceptsEventStream } from '../http/accept-header.ts';
import type { CheckOrigin } from './check-origin.ts';

const NOT_ACCEPTABLE = 'Subscriptions are sent as text/event-stream. Add it to the Accept header.';

/**
 * The rules of Server-Sent Events that yoga does not have.
 *
 * @see https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 */
export function useEventStream(checkOrigin: CheckOrigin): Plugin<ServerContext> {
  return {
    onSubscribe({ args: { contextValue }, setResultAndStopExecution }) {
      const { req, socket } = contextValue;
      if (socket) return;
      const error = findRefusal(req, checkOrigin);
      if (error)
        setResultAndStopExecution({ errors: [new GraphQLError(error.message, { originalError: error })] });
    },
    onResponse({ response: { headers } }) {
      if (headers.get('content-type') !== 'text/event-stream') return;
      headers.set('x-accel-buffering', 'no');
      // Proxies that compress would collect events.
      headers.set('cache-control', 'no-store, no-transform');
      headers.delete('content-encoding');
    },
  };
}

function findRefusal(req: IncomingMessage, checkOrigin: CheckOrigin): GatewayError | undefined {
  if (!acceptsEventStream(req))
    return new GatewayError('BAD_REQUEST', { status: 406, message: NOT_ACCEPTABLE });
  const message = checkOrigin(req);
  return message === undefined ? undefined : new GatewayError('FORBIDDEN', { message });
}
