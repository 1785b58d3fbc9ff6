import { z } from 'zod/mini';
import { GatewayError } from '../../errors.ts';
import type { PersistedOperations } from './persisted-operations.ts';

const jsonMap = z.optional(z.nullable(z.record(z.string(), z.unknown())));
/** Other members are ignored. Relay adds `id`, and the Apollo link of graphql-sse adds the whole operation. */
const graphqlParams = z.object({
  query: z.optional(z.nullable(z.string())),
  operationName: z.optional(z.nullable(z.string())),
  variables: jsonMap,
  extensions: jsonMap,
  documentId: z.optional(z.nullable(z.string())),
});
const persistedQuery = z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) });

export interface OperationParams {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
}

/**
 * Reads a request as JSON, from either transport.
 *
 * @throws {GatewayError} BAD_REQUEST, PERSISTED_QUERY_NOT_FOUND
 */
export function toGraphQLParams(body: unknown, operations: PersistedOperations): OperationParams {
  if (Array.isArray(body)) throw badRequest('Batching is not supported. Send one operation per request.');
  const parsed = graphqlParams.safeParse(body);
  if (!parsed.success) {
    throw badRequest(
      'The request must be a JSON object with query, documentId and operationName (strings), and variables and extensions (objects).',
    );
  }
  const { query, operationName, variables, extensions } = parsed.data;
  const sha256Hash = extensions
    ? persistedQuery.safeParse(extensions).data?.persistedQuery.sha256Hash
    : undefined;
  return {
    query: operations.resolveQuery({
      query: query || undefined,
      documentId: parsed.data.documentId || sha256Hash,
    }),
    ...(operationName != null && { operationName }),
    ...(variables != null && { variables }),
    ...(extensions != null && { extensions }),
  };
}

function badRequest(message: string): GatewayError {
  return new GatewayError('BAD_REQUEST', { message });
}
