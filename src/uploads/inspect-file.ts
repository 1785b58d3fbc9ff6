import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FieldPath } from '../errors.ts';
import { detectFileType, SAMPLE_BYTES } from './detect-file-type.ts';
import { fileEmpty, fileTooLarge, fileTypeNotAllowed } from './file-errors.ts';
import { FILE_KINDS, FILE_TYPES, type FileKind } from './file-kind.ts';
import type { IncomingFile } from './incoming-file.ts';
import { readChunks } from './read-chunks.ts';
import type { UploadPolicy } from './upload-form.ts';

export interface InspectedFile extends FileKind {
  readonly path: FieldPath;
  /** The bytes, read on demand. Throws a GatewayError if the file breaks a rule. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Size and hash of the bytes read so far. */
  receipt(): { readonly byteLength: number; readonly sha256: string };
}

/**
 * Reads the beginning of a file to detect its type; counts and hashes the rest while it is read.
 *
 * @throws {GatewayError} UPLOAD_EMPTY, UPLOAD_TYPE_NOT_ALLOWED, UPLOAD_INCOMPLETE; reading the content also throws
 *   UPLOAD_TOO_LARGE
 */
export async function inspectFile(
  stream: Readable,
  file: Pick<IncomingFile, 'path' | 'allowedTypes'>,
  { idleMs, maxFileBytes }: UploadPolicy,
): Promise<InspectedFile> {
  const { path } = file;
  const chunks = readChunks(stream, path, idleMs);
  const { sample, kind } = await detect(chunks, file).catch(async (error: unknown) => {
    await chunks.return(undefined);
    throw error;
  });
  const hash = createHash('sha256');
  let byteLength = 0;

  async function* content(): AsyncGenerator<Uint8Array> {
    for await (const chunk of concat(sample, chunks)) {
      byteLength += chunk.length;
      if (byteLength > maxFileBytes) throw fileTooLarge(path, maxFileBytes);
      hash.update(chunk);
      yield chunk;
    }
  }
  return {
    path,
    ...kind,
    content: content(),
    receipt: () => ({ byteLength, sha256: hash.copy().digest('hex') }),
  };
}

async function detect(
  chunks: AsyncGenerator<Buffer>,
  file: Pick<IncomingFile, 'path' | 'allowedTypes'>,
): Promise<{ sample: Buffer; kind: FileKind }> {
  const sample = await readSample(chunks);
  if (sample.length === 0) throw fileEmpty(file.path);
  const detected = await detectFileType(sample);
  const type = (file.allowedTypes ?? FILE_TYPES).find((allowed) => allowed === detected);
  if (!type) throw fileTypeNotAllowed(file, detected);
  return { sample, kind: FILE_KINDS[type] };
}

async function readSample(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  const sample: Buffer[] = [];
  let length = 0;
  while (length < SAMPLE_BYTES) {
    const { done, value } = await chunks.next();
    if (done) break;
    sample.push(value);
    length += value.length;
  }
  return Buffer.concat(sample);
}

async function* concat(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
