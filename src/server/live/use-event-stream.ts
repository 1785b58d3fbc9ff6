import type { IncomingMessage } from 'node:http';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { type Plugin, processRegularResult } from 'graphql-yoga';
import { GatewayError } from '../../errors.ts';
import type { ServerContext } from '../graphql/server-context.ts';
import { acceptsEventStream, acceptsOnlyEventStream } from '../http/accept-header.ts';
import type { CheckOrigin } from './check-origin.ts';

const NOT_ACCEPTABLE = 'Subscriptions are sent as text/event-stream. Add it to the Accept header.';

/**
 * The rules of Server-Sent Events that yoga does not have. Must come after the plugin that masks errors.
 *
 * @see https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 */
export function useEventStream(checkOrigin: CheckOrigin): Plugin<ServerContext, ServerContext> {
  return {
    onSubscribe({ args: { contextValue }, setResultAndStopExecution }) {
      const { req, socket } = contextValue;
      if (socket) return;
      const error = findRefusal(req, checkOrigin);
      if (error)
        setResultAndStopExecution({ errors: [new GraphQLError(error.message, { originalError: error })] });
    },
    onResultProcess({ result, resultProcessor, setResultProcessor, serverContext: { req } }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result) return;
      const isEventStream = acceptsOnlyEventStream(req);
      if (!resultProcessor || (isEventStream && isUnauthenticated(result))) {
        setResultProcessor(processRegularResult, 'application/json');
      } else if (isEventStream) removeHttpStatus(result);
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

function isUnauthenticated({ errors = [] }: ExecutionResult): boolean {
  return errors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED');
}

/** Clients such as graphql-sse drop the body of a response with another status than 200. */
function removeHttpStatus({ errors = [] }: ExecutionResult): void {
  for (const { extensions } of errors) delete extensions['http'];
}
