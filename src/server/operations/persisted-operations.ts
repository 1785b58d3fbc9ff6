import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../../errors.ts';

export interface OperationRequest {
  readonly query: string | undefined;
  /** `documentId`, or `extensions.persistedQuery.sha256Hash`: a SHA-256 in hex, with or without the prefix `sha256:`. */
  readonly documentId: string | undefined;
}

export interface PersistedOperations {
  /** @throws {GatewayError} PERSISTED_QUERY_NOT_FOUND; BAD_REQUEST if both are missing or do not match */
  resolveQuery(request: OperationRequest): string;
}

const NOT_FOUND = 'PersistedQueryNotFound';
const MAX_STORED = 1_000;
/** Operations within the other limits are far shorter. */
const MAX_STORED_LENGTH = 16_384;

/** Accepts any query text. Nothing can be requested by its hash. */
export const noPersistedOperations: PersistedOperations = createPersistedOperations({
  find: () => undefined,
  accept: (query) => query,
  // Apollo Client and urql recognize this message and send the query text from then on.
  unknownHash: 'PersistedQueryNotSupported',
});

/** Accepts only operations of a manifest, by their hash or their exact text. */
export function createTrustedOperations(manifest: ReadonlyMap<string, string>): PersistedOperations {
  return createPersistedOperations({
    find: (digest) => manifest.get(digest),
    accept(query, digest) {
      requireMatch(query, digest);
      if (manifest.has(hash('sha256', query))) return query;
      throw notFound('Only operations of the manifest are allowed, and this one is not in it.');
    },
    unknownHash: NOT_FOUND,
  });
}

/**
 * Accepts any query text. A query that is sent with its hash can be requested by the hash alone from then on.
 *
 * @see https://www.apollographql.com/docs/apollo-server/performance/apq
 */
export function createAutomaticOperations(): PersistedOperations {
  const stored = new LRUCache<string, string>({ max: MAX_STORED });
  return createPersistedOperations({
    find: (digest) => stored.get(digest),
    accept(query, digest) {
      requireMatch(query, digest);
      if (digest !== undefined && query.length <= MAX_STORED_LENGTH) stored.set(digest, query);
      return query;
    },
    unknownHash: NOT_FOUND,
  });
}

interface OperationPolicy {
  find(digest: string): string | undefined;
  /** @param digest the hash of the query according to the client */
  accept(query: string, digest: string | undefined): string;
  /** The error message for an unknown hash. */
  readonly unknownHash: string;
}

function createPersistedOperations({ find, accept, unknownHash }: OperationPolicy): PersistedOperations {
  return {
    resolveQuery({ query, documentId }) {
      const digest = documentId?.replace(/^sha256:/i, '').toLowerCase();
      if (query) return accept(query, digest);
      if (digest === undefined) {
        throw new GatewayError('BAD_REQUEST', { message: 'The request has no query.' });
      }
      const found = find(digest);
      if (found === undefined) throw notFound(unknownHash);
      return found;
    },
  };
}

/** Storing another query under a hash would run it for everybody who sends that hash. */
function requireMatch(query: string, digest: string | undefined): void {
  if (digest === undefined || digest === hash('sha256', query)) return;
  throw new GatewayError('BAD_REQUEST', { message: 'The hash is not the SHA-256 of the query.' });
}

function notFound(message: string): GatewayError {
  return new GatewayError('PERSISTED_QUERY_NOT_FOUND', { message });
}
