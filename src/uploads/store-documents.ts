import type { GatewayContext } from '../context.ts';
import { type FieldPath, GatewayError } from '../errors.ts';
import { DocumentReader, type IncomingFile } from './incoming-documents.ts';
import type { InspectedDocument } from './inspect-document.ts';
import type { UploadForm } from './upload-form.ts';

export interface StoredDocument {
  /** Where the client's input has the file. */
  readonly path: FieldPath;
  readonly uri: string;
  readonly mimetype: string;
  readonly byteLength: number;
  readonly sha256: string;
}

/**
 * Streams a request's files on to Fin.com in one call: all of them are stored, or none. Once a file proves wrong, nothing
 * more is sent, and the files behind it are inspected too.
 *
 * @param files all of the request; those of another field could not be read before these
 * @returns in the order of `files`
 * @throws {GatewayError} UPLOAD_MALFORMED before a byte is read; the mistakes of all files in one error; else what
 *   Fin.com says
 */
export async function storeDocuments(
  customerId: string,
  files: readonly IncomingFile[],
  context: GatewayContext,
): Promise<StoredDocument[]> {
  const { documents, requestId, caller } = context;
  const reader = openDocuments(files, context);
  const sent: InspectedDocument[] = [];
  async function* accepted(first: InspectedDocument | undefined) {
    for (let next = first; next; next = await reader.next()) {
      sent.push(next);
      yield next;
    }
  }
  try {
    // Fin.com is called once the first file proved acceptable.
    const first = await reader.next();
    const uris = await documents.uploadDocuments(
      { customerId, documents: accepted(first) },
      { requestId, subject: caller?.subject },
    );
    const stored = uris.flatMap((uri, index) => {
      const document = sent[index];
      return document
        ? [{ path: document.path, uri, mimetype: document.mimetype, ...document.receipt() }]
        : [];
    });
    return files.flatMap(({ path }) => stored.filter((document) => document.path === path));
  } catch (error) {
    throw await reader.explain(error);
  }
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
  const reader = openDocuments(files, context);
  const read: InspectedDocument[] = [];
  try {
    for (let next = await reader.next(); next; next = await reader.next()) {
      read.push(next);
      for await (const _chunk of next.content);
    }
  } catch (error) {
    throw await reader.explain(error);
  }
  return read.map(({ path, receipt }) => ({ path, sha256: receipt().sha256 }));
}

/**
 * Adds the mistakes of a request's files to those of its other fields, so that one answer has all of them.
 *
 * @param files those whose places in the input are known; others are read and thrown away
 */
export async function withFileMistakes(
  mistakes: GatewayError,
  files: readonly IncomingFile[],
  { uploadForm, uploadPolicy }: GatewayContext,
): Promise<GatewayError> {
  if (files.length === 0 || !uploadForm?.claim()) return mistakes;
  const known = new Set<unknown>(files.map(({ upload }) => upload));
  for (const upload of uploadForm.uploads) if (!known.has(upload)) skip(upload, uploadForm);
  return new DocumentReader(files, uploadForm, uploadPolicy).addMistakesTo(mistakes);
}

/** The form does not go on before every file has been read. */
function skip(upload: UploadForm['uploads'][number], form: UploadForm): void {
  upload.then(
    ({ fieldName }) => form.contentOf(fieldName)?.resume(),
    () => undefined,
  );
}

function openDocuments(
  files: readonly IncomingFile[],
  { uploadForm, uploadPolicy }: GatewayContext,
): DocumentReader {
  if (uploadForm?.fileCount !== files.length || !uploadForm.claim()) throw filesElsewhere();
  return new DocumentReader(files, uploadForm, uploadPolicy);
}

function filesElsewhere(): GatewayError {
  const message = 'All files of a request must be used, and by one mutation field: send a request for each.';
  return new GatewayError('UPLOAD_MALFORMED', { message });
}
