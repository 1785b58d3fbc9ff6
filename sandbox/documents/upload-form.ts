import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import type { RecordedPart } from '../control/recorded-request.ts';
import type { Violation } from '../validation/validation-error.ts';
import { type ContentDigest, createContentDigest, type FileType } from './content-digest.ts';

export interface ReceivedPart extends RecordedPart {
  readonly fileType: FileType | undefined;
}

export interface UploadForm {
  readonly parts: readonly ReceivedPart[];
  /** Why the form as a whole is invalid, or why reading stopped. */
  readonly violation: Violation | undefined;
}

const LIMITS = { fields: 20, files: 50, fieldSize: 65_536, headerPairs: 50 } as const;

/**
 * Streams a multipart form without keeping the content of files. Never rejects; stops reading beyond a limit.
 *
 * @returns `aborted` if the client went away before the end of its request
 */
export function readUploadForm(
  request: IncomingMessage,
  { maxFileBytes }: { readonly maxFileBytes: number },
): Promise<UploadForm | 'aborted'> {
  return new Promise((resolve) => {
    const parser = createParser(request);
    if (!parser) {
      const message = 'the body must be multipart/form-data with a boundary';
      return resolve({ parts: [], violation: { path: [], message } });
    }
    const parts: (() => ReceivedPart)[] = [];
    let isFinished = false;
    const finish = (violation?: Violation) => {
      if (isFinished) return;
      isFinished = true;
      request.unpipe(parser);
      resolve({ parts: parts.map((toPart) => toPart()), violation });
    };
    const reject = (message: string, ...path: string[]) => finish({ path, message });
    parser.on('field', (fieldName, value, { mimeType }) => {
      const digest = createContentDigest();
      digest.add(Buffer.from(value, 'utf8'));
      parts.push(() => ({ fieldName, fileName: undefined, mimeType, value, ...resultOf(digest) }));
    });
    parser.on('file', (fieldName, stream, { filename: fileName, mimeType }) => {
      const digest = createContentDigest();
      parts.push(() => ({ fieldName, fileName, mimeType, value: undefined, ...resultOf(digest) }));
      stream.on('data', (chunk: Buffer) => {
        if (isFinished) return;
        digest.add(chunk);
        if (digest.byteLength() > maxFileBytes) reject(`must be at most ${maxFileBytes} bytes`, fieldName);
      });
      stream.on('error', () => stream.resume());
    });
    for (const limit of ['filesLimit', 'fieldsLimit'] as const) {
      parser.on(limit, () => reject('the form has too many parts'));
    }
    parser.on('error', () => reject('the form is malformed'));
    parser.on('close', () => finish());
    request.on('close', () => {
      if (!request.complete) resolve('aborted');
    });
    request.pipe(parser);
  });
}

function createParser({ headers }: IncomingMessage): busboy.Busboy | undefined {
  try {
    const parser = busboy({ headers, limits: LIMITS, defParamCharset: 'utf8' });
    return /^multipart\/form-data\b/i.test(headers['content-type'] ?? '') ? parser : undefined;
  } catch {
    return undefined;
  }
}

function resultOf(digest: ContentDigest) {
  return { byteLength: digest.byteLength(), sha256: digest.sha256(), fileType: digest.fileType() };
}
