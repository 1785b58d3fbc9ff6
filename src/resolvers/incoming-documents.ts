import type { Readable } from 'node:stream';
import type { FileUpload } from 'graphql-upload-minimal';
import type { UploadForm, UploadPolicy } from '../context.ts';
import { type FieldPath, GatewayError } from '../errors.ts';
import { type InspectedDocument, incomplete, inspectDocument, tooLarge } from './document-inspection.ts';

/** A file that the client announced, and where its input has it. */
export interface IncomingFile {
  readonly path: FieldPath;
  readonly upload: Promise<FileUpload>;
}

/**
 * The files in the order in which they arrive, which need not be that of the input: waiting for one while another is
 * on the wire would wait forever. Ends only when the whole form has arrived and broke no rule.
 *
 * @throws {GatewayError} UPLOAD_INCOMPLETE for a file that does not come, UPLOAD_MALFORMED, and as the inspection has it
 */
export async function* incomingDocuments(
  files: readonly IncomingFile[],
  form: UploadForm,
  policy: UploadPolicy,
): AsyncGenerator<InspectedDocument> {
  const arrived: Arrival[] = [];
  const expected = new Map(files.map((file) => [file, arrival(file, arrived)]));
  while (expected.size > 0) {
    await soon(Promise.race(expected.values()), policy.idleMs, () => incompleteOf(expected));
    // Several may have come at once. The form cannot go on before an earlier one has been read.
    arrived.sort((a, b) => form.arrivalOf(a.upload.fieldName) - form.arrivalOf(b.upload.fieldName));
    const next = arrived.shift();
    if (!next) continue;
    const { file, upload } = next;
    expected.delete(file);
    yield await inspectDocument(open(upload, file.path, policy), file.path, policy);
  }
  await soon(form.whole(), policy.idleMs, () => new GatewayError('UPLOAD_INCOMPLETE'));
}

interface Arrival {
  readonly file: IncomingFile;
  readonly upload: FileUpload;
}

/** Takes note of a file once it has come. */
function arrival(file: IncomingFile, arrived: Arrival[]): Promise<void> {
  const coming = file.upload.then(
    (upload) => {
      arrived.push({ file, upload });
    },
    (error: unknown) => {
      throw error instanceof GatewayError ? error : incomplete(file.path);
    },
  );
  // Several may fail at once, and only the first is waited for.
  coming.catch(() => undefined);
  return coming;
}

/** A small file may have ended before it is read: whole, cut at the limit, or broken off. */
function open(upload: FileUpload, path: FieldPath, { maxFileBytes }: UploadPolicy): Readable {
  try {
    return upload.createReadStream();
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    const isCut = error instanceof Error && 'status' in error && error.status === 413;
    throw isCut ? tooLarge(path, maxFileBytes) : incomplete(path);
  }
}

function incompleteOf(expected: ReadonlyMap<IncomingFile, unknown>): GatewayError {
  const [next] = expected.keys();
  return next ? incomplete(next.path) : new GatewayError('UPLOAD_INCOMPLETE');
}

/** @throws what `late` makes, if the promise takes longer than a client may pause */
async function soon<Value>(
  promise: Promise<Value>,
  idleMs: number,
  late: () => GatewayError,
): Promise<Value> {
  const lateness = Promise.withResolvers<never>();
  const timer = setTimeout(() => lateness.reject(late()), idleMs);
  try {
    return await Promise.race([promise, lateness.promise]);
  } finally {
    clearTimeout(timer);
  }
}
