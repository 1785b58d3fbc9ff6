import type { Documents } from '../datasources/fin/documents/documents.ts';
import { discard } from './discard.ts';
import { filesUnused } from './errors/file-errors.ts';
import { FormFileReader } from './form-file-reader.ts';
import type { IncomingFile } from './incoming-file.ts';
import type { InspectedFile } from './inspect-file.ts';
import type { UploadForm, UploadPolicy } from './upload-form.ts';
import type { UploadedFile } from './uploaded-file.ts';

/** The part of a request's context that reading files needs. */
export interface FormContext {
  readonly uploadForm?: UploadForm;
  readonly uploadPolicy: UploadPolicy;
}

export interface UploadContext extends FormContext {
  readonly documents: Documents;
  readonly requestId: string;
  readonly caller: { readonly subject: string } | undefined;
}

type ReadFile = Pick<UploadedFile, 'path' | 'sha256' | 'findings'>;

/**
 * Streams the files of a request to Fin.com in one call, which stores all of them or none. Nothing more is sent once a
 * file breaks a rule; the remaining files are then only inspected.
 *
 * @param files all files of the request
 * @returns in the order of `files`
 * @throws {GatewayError} UPLOAD_MALFORMED before a byte is read; one error for all invalid files; or an error of the upload
 */
export async function storeFiles(
  customerId: string,
  files: readonly IncomingFile[],
  context: UploadContext,
): Promise<UploadedFile[]> {
  const { documents, requestId, caller } = context;
  const reader = openFiles(files, context);
  const sent: InspectedFile[] = [];
  async function* validFiles(first: InspectedFile | undefined) {
    for (let next = first; next; next = await reader.next()) {
      sent.push(next);
      yield next;
    }
  }
  try {
    // Fin.com is called only when the first file has been inspected.
    const first = await reader.next();
    const uris = await documents.uploadDocuments(
      { customerId, documents: validFiles(first) },
      { requestId, subject: caller?.subject },
    );
    const stored = sent.flatMap((file, index) => {
      const uri = uris[index];
      const { mimetype, content } = file;
      if (uri === undefined) return [];
      return { ...toReadFile(file), uri, mimetype, byteLength: content.byteLength };
    });
    return files.flatMap(({ path }) => stored.filter((file) => file.path === path));
  } catch (error) {
    throw await reader.explain(error);
  }
}

/**
 * Reads the files of a request to their end without keeping or sending anything.
 *
 * @returns in the order of arrival
 * @throws {GatewayError} for the files, as `storeFiles` does
 */
export async function hashFiles(files: readonly IncomingFile[], context: FormContext): Promise<ReadFile[]> {
  const reader = openFiles(files, context);
  const read: InspectedFile[] = [];
  try {
    for (let next = await reader.next(); next; next = await reader.next()) {
      read.push(next);
      await discard(next.content);
    }
  } catch (error) {
    throw await reader.explain(error);
  }
  return read.map(toReadFile);
}

function toReadFile({ path, content, findings }: InspectedFile): ReadFile {
  return { path, sha256: content.sha256(), findings: findings() };
}

function openFiles(
  files: readonly IncomingFile[],
  { uploadForm, uploadPolicy }: FormContext,
): FormFileReader {
  if (uploadForm?.fileCount !== files.length || !uploadForm.claim()) throw filesUnused();
  return new FormFileReader(files, uploadForm, uploadPolicy);
}
