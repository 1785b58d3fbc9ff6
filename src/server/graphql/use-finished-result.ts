import type { ExecutionResult } from 'graphql';
import { type Plugin, processRegularResult } from 'graphql-yoga';
import type { Logger } from '../../observability/logger.ts';
import { acceptsOnlyEventStream, jsonMediaType } from '../http/accept-header.ts';
import { finishResult } from './finish-result.ts';
import { formatResult, withoutHttpStatus } from './format-result.ts';
import type { ServerContext } from './server-context.ts';

/** For single results that yoga sends: as an event, or as the response to a subscription that did not begin. */
export function useFinishedResult(log: Logger): Plugin<object, ServerContext> {
  return {
    onResultProcess({ result, setResult, resultProcessor, setResultProcessor, serverContext }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result) return;
      const { req } = serverContext;
      const finished = finishResult(result, serverContext, log);
      const isEventStream = acceptsOnlyEventStream(req);
      const isRejected = isEventStream && isUnauthenticated(finished);
      setResult(isEventStream ? withoutHttpStatus(finished) : finished);
      if (!resultProcessor || resultProcessor === processRegularResult || isRejected) {
        const mediaType = jsonMediaType(req) ?? 'application/json';
        const { body, ...init } = formatResult(finished, mediaType);
        setResultProcessor((_result, { Response }) => new Response(body, init), mediaType);
      }
    },
  };
}

function isUnauthenticated({ errors = [] }: ExecutionResult): boolean {
  return errors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED');
}
