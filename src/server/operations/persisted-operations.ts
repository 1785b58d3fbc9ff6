import { hash } from 'node:crypto';
import { GatewayError } from '../../errors.ts';

/** What a request names its document by; each may be missing. */
export interface DocumentRequest {
  readonly query: string | undefined;
  /** `documentId`, or `extensions.persistedQuery.sha256Hash`: a SHA-256 in hex, after `sha256:` or alone. */
  readonly documentId: string | undefined;
}

export interface StoredDocuments {
  /** @throws {GatewayError} PERSISTED_QUERY_NOT_FOUND, or BAD_REQUEST if neither text nor id is given, or they differ */
  textOf(request: DocumentRequest): string;
}

const NOT_FOUND = 'PersistedQueryNotFound';
const MAX_STORED = 1_000;
/** An operation that passes the other limits is far shorter. */
const MAX_STORED_LENGTH = 16_384;

/** Any document, sent as text. */
export const anyDocument: StoredDocuments = createStoredDocuments({
  find: () => undefined,
  accept: (query) => query,
  // Apollo Client and urql know this word, and send the text from then on.
  unknownHash: 'PersistedQueryNotSupported',
});

/** Only the documents of a manifest, by their hash, or by their exact text. */
export function listedDocuments(manifest: ReadonlyMap<string, string>): StoredDocuments {
  return createStoredDocuments({
    find: (digest) => manifest.get(digest),
    accept(query, digest) {
      requireSame(query, digest);
      if (manifest.has(hash('sha256', query))) return query;
      throw notFound('Only documents of the manifest are served, and this is none of them.');
    },
    unknownHash: NOT_FOUND,
  });
}

/** Any document; one that comes with its hash can be asked for by the hash alone from then on. */
export function automaticDocuments(): StoredDocuments {
  const stored = new Map<string, string>();
  return createStoredDocuments({
    find: (digest) => stored.get(digest),
    accept(query, digest) {
      requireSame(query, digest);
      if (digest !== undefined && query.length <= MAX_STORED_LENGTH) keep(stored, digest, query);
      return query;
    },
    unknownHash: NOT_FOUND,
  });
}

interface DocumentPolicy {
  find(digest: string): string | undefined;
  /** @param digest what the client says is the hash of the text */
  accept(query: string, digest: string | undefined): string;
  /** What a client is told whose hash finds nothing. */
  readonly unknownHash: string;
}

function createStoredDocuments({ find, accept, unknownHash }: DocumentPolicy): StoredDocuments {
  return {
    textOf({ query, documentId }) {
      const digest = documentId?.replace(/^sha256:/i, '').toLowerCase();
      if (query) return accept(query, digest);
      if (digest === undefined) {
        throw new GatewayError('BAD_REQUEST', { message: 'The request has no query.' });
      }
      const text = find(digest);
      if (text === undefined) throw notFound(unknownHash);
      return text;
    },
  };
}

function keep(stored: Map<string, string>, digest: string, query: string): void {
  const [oldest] = stored.keys();
  if (stored.size >= MAX_STORED && oldest !== undefined && !stored.has(digest)) stored.delete(oldest);
  stored.set(digest, query);
}

/** Another text under a hash would be run for everybody who asks for that hash. */
function requireSame(query: string, digest: string | undefined): void {
  if (digest === undefined || digest === hash('sha256', query)) return;
  throw new GatewayError('BAD_REQUEST', { message: 'The hash is not the SHA-256 of the query.' });
}

function notFound(message: string): GatewayError {
  return new GatewayError('PERSISTED_QUERY_NOT_FOUND', { message });
}
