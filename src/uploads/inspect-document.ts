import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { UploadPolicy } from '../context.ts';
import type { ErrorCode } from '../error-codes.ts';
import { type FieldError, type FieldPath, GatewayError } from '../errors.ts';
import { fieldError } from '../field-errors.ts';
import { type DocumentKind, detectKind, SAMPLE_BYTES } from './file-signature.ts';

const ALLOWED = ['PDF', 'JPEG', 'PNG'];

export interface InspectedDocument extends DocumentKind {
  readonly path: FieldPath;
  /** The bytes, as fast as they are asked for. Fails with a GatewayError where the file breaks a rule. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Of the whole content; right once it has been read. */
  receipt(): { readonly byteLength: number; readonly sha256: string };
}

/**
 * Reads the beginning of a file to see what it is, and watches the rest go by.
 *
 * @param path of the file in the input, for its errors
 * @throws {GatewayError} UPLOAD_EMPTY, UPLOAD_TYPE_NOT_ALLOWED, UPLOAD_INCOMPLETE; later, from the content, also UPLOAD_TOO_LARGE
 */
export async function inspectDocument(
  stream: Readable,
  path: FieldPath,
  policy: UploadPolicy,
): Promise<InspectedDocument> {
  const chunks = readChunks(stream, path, policy.idleMs);
  const { sample, kind } = await recognize(chunks, path).catch(async (error: unknown) => {
    await chunks.return(undefined);
    throw error;
  });
  const hash = createHash('sha256');
  let byteLength = 0;

  async function* content(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chain(sample, chunks)) {
      byteLength += chunk.length;
      if (byteLength > policy.maxFileBytes) throw tooLarge(path, policy.maxFileBytes);
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

const FILE_MISTAKES: ReadonlySet<ErrorCode> = new Set([
  'UPLOAD_EMPTY',
  'UPLOAD_INCOMPLETE',
  'UPLOAD_TOO_LARGE',
  'UPLOAD_TYPE_NOT_ALLOWED',
]);

/** True for what is wrong with one file, false for what is wrong with the form. */
export function isFileMistake(error: unknown): error is GatewayError {
  return (
    error instanceof GatewayError && FILE_MISTAKES.has(error.code) && error.details.fieldErrors !== undefined
  );
}

/** A file that never came, or broke off. */
export function incomplete(path: FieldPath): GatewayError {
  const message = 'The file did not arrive whole.';
  return refusal('UPLOAD_INCOMPLETE', fieldError(path, 'FILE_INCOMPLETE', message));
}

/**
 * The chunks of a file. Leaving the loop early leaves the stream open: the parser waits for somebody to read the rest.
 *
 * @throws {GatewayError} UPLOAD_INCOMPLETE, if the file breaks off or its client pauses for too long
 */
export async function* readChunks(stream: Readable, path: FieldPath, idleMs: number): AsyncGenerator<Buffer> {
  let isWaiting: boolean = true;
  const timer = setTimeout(() => {
    if (isWaiting) stream.destroy(incomplete(path));
  }, idleMs);
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      isWaiting = false;
      yield chunk;
      isWaiting = true;
      timer.refresh();
    }
  } catch (error) {
    throw error instanceof GatewayError ? error : incomplete(path);
  } finally {
    clearTimeout(timer);
  }
}

async function recognize(
  chunks: AsyncGenerator<Buffer>,
  path: FieldPath,
): Promise<{ sample: Buffer; kind: DocumentKind }> {
  const sample = await readSample(chunks);
  if (sample.length === 0)
    throw refusal('UPLOAD_EMPTY', fieldError(path, 'FILE_EMPTY', 'The file has no bytes.'));
  return { sample, kind: await kindOf(sample, path) };
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

async function* chain(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function kindOf(sample: Buffer, path: FieldPath): Promise<DocumentKind> {
  const detected = await detectKind(sample);
  if (typeof detected !== 'string') return detected;
  const params = { allowed: ALLOWED, detected };
  const what = detected === 'UNKNOWN' ? 'none of them, or begins with other bytes' : detected;
  const message = `Must be ${ALLOWED.join(', ')}; this is ${what}.`;
  throw refusal('UPLOAD_TYPE_NOT_ALLOWED', fieldError(path, 'FILE_TYPE_NOT_ALLOWED', message, params));
}

function tooLarge(path: FieldPath, max: number): GatewayError {
  const message = `Larger than ${max} bytes.`;
  return new GatewayError('UPLOAD_TOO_LARGE', {
    limit: 'file_bytes',
    fieldErrors: [fieldError(path, 'FILE_TOO_LARGE', message, { max, unit: 'BYTES' })],
  });
}

function refusal(code: ErrorCode, fieldError: FieldError): GatewayError {
  return new GatewayError(code, { fieldErrors: [fieldError] });
}
