import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FieldPath } from '../errors.ts';
import { detectFileKind, SAMPLE_BYTES } from './detect-file-kind.ts';
import { fileEmpty, fileTooLarge, fileTypeNotAllowed } from './file-errors.ts';
import type { FileKind } from './file-kind.ts';
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
 * @param path of the file in the input
 * @throws {GatewayError} UPLOAD_EMPTY, UPLOAD_TYPE_NOT_ALLOWED, UPLOAD_INCOMPLETE; reading the content also throws
 *   UPLOAD_TOO_LARGE
 */
export async function inspectFile(
  stream: Readable,
  path: FieldPath,
  { idleMs, maxFileBytes }: UploadPolicy,
): Promise<InspectedFile> {
  const chunks = readChunks(stream, path, idleMs);
  const { sample, kind } = await detect(chunks, path).catch(async (error: unknown) => {
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
  path: FieldPath,
): Promise<{ sample: Buffer; kind: FileKind }> {
  const sample = await readSample(chunks);
  if (sample.length === 0) throw fileEmpty(path);
  const kind = await detectFileKind(sample);
  if (typeof kind === 'string') throw fileTypeNotAllowed(path, kind);
  return { sample, kind };
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
