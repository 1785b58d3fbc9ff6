import { createYoga, type Plugin } from 'graphql-yoga';
import type { Authenticate } from '../../callers/access-token.ts';
import type { Config } from '../../config/config.ts';
import type { Logger } from '../../observability/logger.ts';
import { schema } from '../../schema/index.ts';
import { useAuthentication } from '../callers/use-authentication.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import { createGraphiQLSettings } from '../graphiql/graphiql-settings.ts';
import { toCorsOptions } from '../http/cors.ts';
import { type DrainLimits, drainBeforeResponse } from '../http/drain-body.ts';
import { useRequestParser } from '../http/use-request-parser.ts';
import { useIdempotencyKey } from '../idempotency/use-idempotency-key.ts';
import { useConcurrencyLimit } from '../limits/use-concurrency-limit.ts';
import { type CheckRate, useRateLimit } from '../limits/use-rate-limit.ts';
import { useReadLimit } from '../limits/use-read-limit.ts';
import { useResponseSizeLimit } from '../limits/use-response-size-limit.ts';
import type { CheckOrigin } from '../live/check-origin.ts';
import type { OpenStreams } from '../live/open-streams.ts';
import { useEventStream } from '../live/use-event-stream.ts';
import { useOpenStreams } from '../live/use-open-streams.ts';
import { useUploadCheck } from '../multipart/use-upload-check.ts';
import type { PersistedOperations } from '../operations/persisted-operations.ts';
import { useOperationName } from '../operations/use-operation-name.ts';
import { useParseCache } from '../operations/use-parse-cache.ts';
import { useInputErrors } from '../validation/use-input-errors.ts';
import type { ServerContext } from './server-context.ts';
import { useClientErrors } from './use-client-errors.ts';

export interface GraphQLParts {
  readonly config: Config;
  readonly log: Logger;
  /** Undefined: callers need no access token. */
  readonly authenticate: Authenticate | undefined;
  /** Undefined: the rate is not limited. */
  readonly checkRate: CheckRate | undefined;
  readonly checkOrigin: CheckOrigin;
  readonly persistedOperations: PersistedOperations;
  readonly streams: OpenStreams;
}

export type GraphQLServer = ReturnType<typeof createGraphQL>;

/** Creates the yoga server, which executes the operations of both transports. */
export function createGraphQL(parts: GraphQLParts, limits: GatewayLimits) {
  const { config, log, authenticate, checkRate, persistedOperations } = parts;
  const { corsOrigins, proxyCount, maxRequestsInFlightPerCaller } = config;
  return createYoga<ServerContext>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    ...createGraphiQLSettings(config),
    cors: corsOrigins.length > 0 ? ({ headers }) => toCorsOptions(headers.get('origin'), corsOrigins) : false,
    multipart: false,
    // useRequestParser limits the body, at a fraction of the cost.
    maxRequestBodySize: false,
    // Replaced by useParseCache.
    parserAndValidationCache: false,
    // Yoga would log errors with their values.
    logging: false,
    maskedErrors: { maskError: (error) => (error instanceof Error ? error : new Error('not an error')) },
    plugins: [
      useRequestEnd(limits.drainLimits),
      // First, so that nothing of a body is read before its sender is known.
      ...(authenticate ? [useAuthentication(authenticate, checkRate)] : []),
      ...(checkRate ? [useRateLimit(checkRate)] : []),
      ...(maxRequestsInFlightPerCaller
        ? [useConcurrencyLimit(maxRequestsInFlightPerCaller, proxyCount)]
        : []),
      useRequestParser(persistedOperations, limits.bodyMs),
      useParseCache(),
      useInputErrors(config.isIntrospectionEnabled),
      useReadLimit(config.customerApi),
      useResponseSizeLimit(),
      useUploadCheck(),
      useIdempotencyKey(),
      useOperationName(),
      useOpenStreams(parts.streams, limits),
      useClientErrors(log),
      useEventStream(parts.checkOrigin),
    ],
  });
}

function useRequestEnd(drainLimits: DrainLimits): Plugin<object, ServerContext> {
  return {
    async onResponse({ serverContext: { req, uploadForm, markResponded, isStream = false } }) {
      markResponded({ isStream });
      uploadForm?.abandon();
      await drainBeforeResponse(req, drainLimits);
    },
  };
}
