import { createYoga, type Plugin } from 'graphql-yoga';
import type { Config } from '../../config/config.ts';
import type { Logger } from '../../observability/logger.ts';
import { withTypePrefix } from '../../schema/federation/type-prefix.ts';
import { schema } from '../../schema/index.ts';
import type { DrainLimits } from '../body/drain-body.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import { createGraphiQLSettings } from '../graphiql/graphiql-settings.ts';
import { toCorsOptions } from '../http/cors.ts';
import { useIdempotencyKey } from '../idempotency/use-idempotency-key.ts';
import { useReadLimit } from '../limits/use-read-limit.ts';
import { useResponseSizeLimit } from '../limits/use-response-size-limit.ts';
import type { CheckOrigin } from '../live/check-origin.ts';
import type { OpenStreams } from '../live/open-streams.ts';
import { useEventStream } from '../live/use-event-stream.ts';
import { useOpenStreams } from '../live/use-open-streams.ts';
import { useUploadCheck } from '../multipart/use-upload-check.ts';
import { useOperationName } from '../operations/use-operation-name.ts';
import { useParseCache } from '../operations/use-parse-cache.ts';
import { useInputErrors } from '../validation/use-input-errors.ts';
import type { ReadOperation } from './create-read-operation.ts';
import { endRequest } from './end-request.ts';
import type { ServerContext } from './server-context.ts';
import { useFinishedResult } from './use-finished-result.ts';
import { useMaskedEvents } from './use-masked-events.ts';
import { useReadOperation } from './use-read-operation.ts';

export interface GraphQLParts {
  readonly config: Config;
  /** Undefined if the account is one at Fin.com. */
  readonly sandboxControlUrl: string | undefined;
  readonly log: Logger;
  readonly readOperation: ReadOperation;
  readonly checkOrigin: CheckOrigin;
  readonly streams: OpenStreams;
}

export type GraphQLServer = ReturnType<typeof createGraphQL>;

/** Creates the yoga server, which executes the operations of both transports. */
export function createGraphQL(parts: GraphQLParts, limits: GatewayLimits) {
  const { config, sandboxControlUrl, log, readOperation } = parts;
  const { corsOrigins, subgraphTypePrefix } = config;
  return createYoga<ServerContext>({
    schema: subgraphTypePrefix === undefined ? schema : withTypePrefix(schema, subgraphTypePrefix),
    graphqlEndpoint: '/graphql',
    landingPage: false,
    ...createGraphiQLSettings(config, sandboxControlUrl),
    cors: corsOrigins.length > 0 ? ({ headers }) => toCorsOptions(headers.get('origin'), corsOrigins) : false,
    multipart: false,
    // `readOperation` limits the body, at a fraction of the cost.
    maxRequestBodySize: false,
    // Replaced by useParseCache.
    parserAndValidationCache: false,
    // Yoga would log errors with their values.
    logging: false,
    // Replaced by maskErrors.
    maskedErrors: false,
    plugins: [
      useRequestEnd(limits.drainLimits),
      useReadOperation(readOperation),
      useParseCache(),
      useInputErrors(config.isIntrospectionEnabled),
      useReadLimit(config.customerApi),
      useResponseSizeLimit(),
      useUploadCheck(),
      useIdempotencyKey(),
      useOperationName(),
      useOpenStreams(parts.streams, limits),
      useMaskedEvents(log),
      useEventStream(parts.checkOrigin),
      useFinishedResult(log),
    ],
  });
}

/** For the responses that yoga writes. `createOperationRoute` does the same for all others. */
function useRequestEnd(drainLimits: DrainLimits): Plugin<object, ServerContext> {
  return {
    onResponse: ({ serverContext }) => endRequest(serverContext, drainLimits),
  };
}
