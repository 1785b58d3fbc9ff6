import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import type { RecordedPart } from '../control/recorded-request.ts';
import type { Violation } from '../validation/validation-error.ts';
import { createContentMeasure, type DocumentKind } from './content-measure.ts';

export interface ReceivedPart extends RecordedPart {
  /** What the first bytes say. */
  readonly documentKind: DocumentKind | undefined;
}

export interface UploadForm {
  readonly parts: readonly ReceivedPart[];
  /** What stopped the reading, or made the form unusable as a whole. */
  readonly flaw: Violation | undefined;
}

const LIMITS = { fields: 20, files: 50, fieldSize: 65_536, headerPairs: 50 } as const;

/**
 * Reads a multipart form as it arrives, keeping no content of files. Never rejects; past a bound it stops reading.
 *
 * @returns `aborted` if the client broke off before the end of its request
 */
export function readUploadForm(
  request: IncomingMessage,
  { maxFileBytes }: { readonly maxFileBytes: number },
): Promise<UploadForm | 'aborted'> {
  return new Promise((resolve) => {
    const form = createParser(request);
    if (!form) return resolve(flawed('the body must be multipart/form-data with a boundary'));
    const collected: (() => ReceivedPart)[] = [];
    let isFinished = false;
    const finish = (flaw?: Violation) => {
      if (isFinished) return;
      isFinished = true;
      request.unpipe(form);
      resolve({ parts: collected.map((part) => part()), flaw });
    };
    form.on('field', (fieldName, value, { mimeType }) =>
      collected.push(textPart(fieldName, value, mimeType)),
    );
    form.on('file', (fieldName, stream, { filename, mimeType }) => {
      const measure = createContentMeasure();
      const part = { fieldName, fileName: filename, mimeType, value: undefined };
      collected.push(() => ({ ...part, ...resultOf(measure) }));
      stream.on('data', (chunk: Buffer) => {
        if (isFinished) return;
        measure.add(chunk);
        if (measure.byteLength() > maxFileBytes) finish(tooLarge(fieldName, maxFileBytes));
      });
      stream.on('error', () => stream.resume());
    });
    for (const limit of ['filesLimit', 'fieldsLimit'] as const) {
      form.on(limit, () => finish(general('the form has too many parts')));
    }
    form.on('error', () => finish(general('the form is malformed')));
    form.on('close', () => finish());
    request.on('close', () => {
      if (!request.complete) resolve('aborted');
    });
    request.pipe(form);
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

function textPart(fieldName: string, value: string, mimeType: string): () => ReceivedPart {
  return () => {
    const measure = createContentMeasure();
    measure.add(Buffer.from(value, 'utf8'));
    return { fieldName, fileName: undefined, mimeType, value, ...resultOf(measure) };
  };
}

function resultOf(measure: ReturnType<typeof createContentMeasure>) {
  return {
    byteLength: measure.byteLength(),
    sha256: measure.sha256(),
    documentKind: measure.documentKind(),
  };
}

function flawed(message: string): UploadForm {
  return { parts: [], flaw: general(message) };
}

function general(message: string): Violation {
  return { path: [], message };
}

function tooLarge(fieldName: string, maxFileBytes: number): Violation {
  return { path: [fieldName], message: `must be at most ${maxFileBytes} bytes` };
}
