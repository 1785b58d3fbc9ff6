import type { GatewayContext } from '../context.ts';
import { type FieldPath, GatewayError } from '../errors.ts';
import type { InspectedDocument } from './document-inspection.ts';
import { type IncomingFile, incomingDocuments } from './incoming-documents.ts';

export interface StoredDocument {
  /** Where the client's input has the file. */
  readonly path: FieldPath;
  readonly uri: string;
  readonly mimetype: string;
  readonly byteLength: number;
  readonly sha256: string;
}

/**
 * Streams a request's files on to Fin.com in one call: all of them are stored, or none.
 *
 * @param files all of the request; those of another field could not be read before these
 * @returns in the order of `files`
 * @throws {GatewayError} UPLOAD_TOO_MANY_FILES, UPLOAD_MALFORMED before a byte is read; else as the files and Fin.com have it
 */
export async function storeDocuments(
  customerId: string,
  files: readonly IncomingFile[],
  context: GatewayContext,
): Promise<StoredDocument[]> {
  const { documents, requestId, caller } = context;
  const incoming = openDocuments(files, context);
  // Fin.com is called once the first file proved acceptable.
  const first = await incoming.next();
  const sent: InspectedDocument[] = [];
  async function* accepted() {
    try {
      for (let next = first; !next.done; next = await incoming.next()) {
        sent.push(next.value);
        yield next.value;
      }
    } finally {
      await incoming.return(undefined);
    }
  }
  const uris = await documents.uploadDocuments(
    { customerId, documents: accepted() },
    { requestId, subject: caller?.subject },
  );
  const stored = uris.flatMap((uri, index) => {
    const document = sent[index];
    return document ? [{ path: document.path, uri, mimetype: document.mimetype, ...document.receipt() }] : [];
  });
  return files.flatMap(({ path }) => stored.filter((document) => document.path === path));
}

/**
 * Reads a request's files to their end, keeps nothing of them and sends nothing.
 *
 * @returns where each stands in the input, and what its content is known by
 * @throws {GatewayError} as `storeDocuments` does of the files
 */
export async function fingerprintDocuments(
  files: readonly IncomingFile[],
  context: GatewayContext,
): Promise<Pick<StoredDocument, 'path' | 'sha256'>[]> {
  const read: InspectedDocument[] = [];
  for await (const document of openDocuments(files, context)) {
    read.push(document);
    for await (const _chunk of document.content);
  }
  return read.map(({ path, receipt }) => ({ path, sha256: receipt().sha256 }));
}

function openDocuments(
  files: readonly IncomingFile[],
  { uploadForm, uploadPolicy }: GatewayContext,
): AsyncGenerator<InspectedDocument> {
  const { maxFiles } = uploadPolicy;
  const excess = files[maxFiles];
  if (excess) throw tooManyFiles(excess.path, maxFiles);
  if (!uploadForm || uploadForm.fileCount !== files.length || !uploadForm.claim()) throw filesElsewhere();
  return incomingDocuments(files, uploadForm, uploadPolicy);
}

function tooManyFiles(path: FieldPath, max: number): GatewayError {
  const message = `At most ${max} files a request.`;
  return new GatewayError('UPLOAD_TOO_MANY_FILES', {
    limit: 'files',
    fieldErrors: [{ path, code: 'OUT_OF_RANGE', params: { max, unit: 'FILES' }, message }],
  });
}

function filesElsewhere(): GatewayError {
  const message = 'All files of a request must be used, and by one mutation field: send a request for each.';
  return new GatewayError('UPLOAD_MALFORMED', { message });
}
