import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Readable, Writable } from 'node:stream';
import { type FileUpload, processRequest, Upload } from 'graphql-upload-minimal';
import { z } from 'zod/mini';
import type { UploadForm, UploadPolicy } from '../../context.ts';
import { GatewayError } from '../../errors.ts';
import { watchRate } from '../connections/minimum-rate.ts';
import { withExactNumbers } from '../validation/exact-operations.ts';
import { boundaryOf, encodingMistake, FORM_MISTAKES, mapMistake, operationsMistake } from './form-rules.ts';
import { type BodyBounds, markTooSlow } from './request-body.ts';

/** Of the fields `operations` and `map`. */
const MAX_FIELD_BYTES = 1_048_576;
/** Places of files, of which a request has few. */
const MAX_MAP_LENGTH = 65_536;
/** Past any configured limit, so that the friendlier refusal by field path comes first. */
const MAX_PARTS = 200;

const mapFields = z.record(z.string(), z.array(z.string()));

/** What the parser tells about a field. */
interface FieldInfo {
  valueTruncated: boolean;
  readonly encoding: string;
}

export interface ReceivedForm {
  /** `operations` with an `Upload` wherever the map put a file. */
  readonly operations: unknown;
  readonly form: UploadForm;
}

/**
 * Reads a multipart form up to its first file. Files are then read as resolvers ask for them; what nobody asked for is
 * thrown away once the answer is sent.
 *
 * @throws {GatewayError} UPLOAD_MALFORMED, UPLOAD_INCOMPLETE, UPLOAD_TOO_MANY_FILES
 * @see https://github.com/jaydenseric/graphql-multipart-request-spec
 */
export async function receiveForm(
  req: IncomingMessage,
  res: ServerResponse,
  policy: UploadPolicy,
): Promise<ReceivedForm> {
  // Of a client that went before, the parser would wait for an end that never comes.
  if (req.destroyed) throw new GatewayError('UPLOAD_INCOMPLETE');
  const boundary = boundaryOf(req.headers['content-type']);
  if (boundary === undefined) throw malformed(FORM_MISTAKES.noBoundary);
  // The parser wants this spelling. Media types have no case, and blanks may surround a semicolon.
  req.headers['content-type'] = `multipart/form-data; boundary="${boundary.replaceAll(/["\\]/g, '\\$&')}"`;
  const form = new WatchedForm(req, maxFormBytes(policy));
  // From the first byte to the last: also while resolvers read the files.
  form.stopRateWatch = watchRate(req, policy.rate, () => {
    markTooSlow(req);
    form.fail(tooSlow(policy.rate.minBytesPerSecond));
  });
  const stopWatch = whenIdle(req, policy.idleMs, () => form.stall());
  res.once('close', () => form.abandon());
  const operations: unknown = await processRequest(req, res, {
    maxFieldSize: MAX_FIELD_BYTES,
    // One byte over, since the parser cuts in silence and cannot tell a file of exactly the limit from a longer one.
    maxFileSize: policy.maxFileBytes + 1,
    maxFiles: MAX_PARTS,
  })
    .catch((error: unknown) => {
      throw form.fail(toFormError(error));
    })
    .finally(stopWatch);
  if (form.failure) throw form.failure;
  const uploads = uploadsIn(operations);
  const areUsedOnce = new Set(uploads).size === uploads.length;
  if (!areUsedOnce) throw form.fail(malformed('A file is used in two places: send it twice instead.'));
  form.uploads = uploads.map(({ promise }) => promise);
  if (form.fileCount !== form.declared?.size) {
    throw form.fail(malformed('Each file needs a place of its own.'));
  }
  return { operations: form.exactly(operations), form };
}

const MAX_DRAIN_PAUSE_MS = 10_000;

/** What the largest form that is allowed has: a browser that sends it must be heard out, even if refused. */
function maxFormBytes({ maxFileBytes, maxFiles }: UploadPolicy): number {
  return maxFiles * maxFileBytes + 4 * MAX_FIELD_BYTES;
}

/**
 * How much of a refused body is read, whatever it is.
 *
 * @param maxSendingMs when the connection is closed; half of it is left for the answer
 */
export function drainBounds(policy: UploadPolicy, maxSendingMs: number): BodyBounds {
  const { rate, idleMs } = policy;
  return {
    rate,
    maxBytes: maxFormBytes(policy),
    idleMs: Math.min(idleMs, MAX_DRAIN_PAUSE_MS),
    maxMs: maxSendingMs / 2,
  };
}

/** Calls `act` if nothing comes for a while. @returns what ends the watch */
function whenIdle(req: IncomingMessage, idleMs: number, act: () => void): () => void {
  const timer = setTimeout(act, idleMs);
  const onData = () => timer.refresh();
  req.on('data', onData);
  return () => {
    clearTimeout(timer);
    req.off('data', onData);
  };
}

/** Sees what the parser does not tell: parts that the map does not know, parts that come twice, and the form's end. */
class WatchedForm implements UploadForm {
  uploads: readonly Promise<FileUpload>[] = [];
  failure: GatewayError | undefined;
  readonly #req: IncomingMessage;
  readonly #maxBytes: number;
  readonly #end = Promise.withResolvers<void>();
  readonly #arrived = new Map<string, Readable>();
  stopRateWatch: () => void = () => undefined;
  /** The files that the map has; undefined before it has come. */
  declared: ReadonlySet<string> | undefined;
  #operations: string | undefined;
  #hasSkippedFields: boolean = false;
  /** Where the map puts files. */
  #places: readonly string[] = [];
  #isClaimed: boolean = false;
  #parser: Writable | undefined;
  #isWhole: boolean = false;

  constructor(req: IncomingMessage, maxBytes: number) {
    this.#req = req;
    this.#maxBytes = maxBytes;
    // Whoever needs the end asks for it; a form may fail without anybody asking.
    this.#end.promise.catch(() => undefined);
    const pipe = req.pipe.bind(req);
    req.pipe = (destination, options) => {
      if (destination instanceof Writable) this.#watch(destination);
      return pipe(destination, options);
    };
  }

  get fileCount(): number {
    return this.uploads.length;
  }

  whole(): Promise<void> {
    return this.#end.promise;
  }

  arrivalOf(partName: string): number {
    return [...this.#arrived.keys()].indexOf(partName);
  }

  contentOf(partName: string): Readable | undefined {
    return this.#arrived.get(partName);
  }

  claim(): boolean {
    const isFirst = !this.#isClaimed;
    this.#isClaimed = true;
    return isFirst;
  }

  exactly(operations: unknown): unknown {
    return withExactNumbers(operations, this.#operations ?? '', this.#places);
  }

  fail(failure: GatewayError): GatewayError {
    this.failure ??= failure;
    this.stopRateWatch();
    this.#end.reject(this.failure);
    this.#parser?.destroy(this.failure);
    return this.failure;
  }

  stall(): void {
    markTooSlow(this.#req);
    const { message } = new GatewayError('UPLOAD_INCOMPLETE');
    this.fail(
      new GatewayError('UPLOAD_INCOMPLETE', {
        message: `${message} The connection went silent, or content-length is larger than the body.`,
      }),
    );
  }

  abandon(): void {
    if (!this.#isWhole) this.fail(new GatewayError('UPLOAD_INCOMPLETE'));
  }

  #watch(parser: Writable): void {
    this.#parser = parser;
    this.#countBytes();
    // Ahead of the parser's own listener, which would follow any path of the map, out of the operations too.
    parser.prependListener('field', (name: string, value: string, info: FieldInfo) => {
      const mistake = this.#fieldMistake(name, value, info);
      if (mistake) this.fail(malformed(mistake));
      else if (name === 'operations') this.#operations = value;
      else if (name === 'map') this.#keepMap(value);
      // The one thing at which that listener stops.
      if (this.failure) info.valueTruncated = true;
    });
    parser.on('fieldsLimit', () => {
      this.#hasSkippedFields = true;
    });
    parser.on('file', (name: string, content: Readable, { encoding }: { encoding: string }) => {
      const mistake = this.#fileMistake(name) ?? encodingMistake(encoding);
      if (mistake) this.fail(malformed(mistake));
      this.#arrived.set(name, content);
    });
    // More than once: the parser fails at a bad header and, being destroyed for it, at the end that is missing.
    parser.on('error', (error: unknown) => this.fail(this.#parserError(error)));
    parser.once('close', () => {
      if (this.failure) return;
      const mistake = this.#mistakeAtEnd();
      if (mistake) {
        this.fail(malformed(mistake));
        return;
      }
      this.#isWhole = true;
      this.stopRateWatch();
      this.#end.resolve();
    });
  }

  #fieldMistake(name: string, value: string, info: FieldInfo): string | undefined {
    if (info.valueTruncated) return `A field is larger than ${MAX_FIELD_BYTES} bytes.`;
    if (this.declared?.has(name)) return FORM_MISTAKES.fileAsField;
    const encoded = encodingMistake(info.encoding);
    if (encoded) return encoded;
    if (name === 'operations') {
      return this.#operations === undefined ? operationsMistake(value) : FORM_MISTAKES.operationsTwice;
    }
    if (name !== 'map') return undefined;
    if (value.length > MAX_MAP_LENGTH) return `The map is larger than ${MAX_MAP_LENGTH} characters.`;
    if (this.#operations === undefined) return FORM_MISTAKES.mapFirst;
    return this.declared ? FORM_MISTAKES.mapTwice : mapMistake(value, this.#operations);
  }

  #fileMistake(name: string): string | undefined {
    if (name === 'operations' || name === 'map') return FORM_MISTAKES.fieldAsFile;
    if (!this.declared) {
      return this.#hasSkippedFields ? FORM_MISTAKES.mapMissingAfterOthers : FORM_MISTAKES.fieldsAfterFiles;
    }
    if (!this.declared.has(name)) return FORM_MISTAKES.fileNotInMap;
    return this.#arrived.has(name) ? FORM_MISTAKES.fileTwice : undefined;
  }

  #mistakeAtEnd(): string | undefined {
    if (this.#operations === undefined) return FORM_MISTAKES.operationsMissing;
    if (!this.declared) {
      return this.#hasSkippedFields ? FORM_MISTAKES.mapMissingAfterOthers : FORM_MISTAKES.mapMissing;
    }
    const isComplete = this.#arrived.size === this.declared.size;
    return isComplete || !this.#hasSkippedFields ? undefined : FORM_MISTAKES.fileAsField;
  }

  #parserError(error: unknown): GatewayError {
    const failure = toFormError(error);
    if (failure.code !== 'UPLOAD_INCOMPLETE' || this.#operations !== undefined) return failure;
    return new GatewayError('UPLOAD_INCOMPLETE', {
      message: `${failure.message} The form ended before its field "operations": check that the boundary in the content-type is the one in the body.`,
    });
  }

  /** What is around the parts counts too: the parser skips it, so that it could come for ever. */
  #countBytes(): void {
    let length = 0;
    this.#req.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > this.#maxBytes) this.fail(tooLarge(this.#maxBytes));
    });
  }

  #keepMap(text: string): void {
    const map = new Map(Object.entries(mapFields.parse(JSON.parse(text))));
    this.declared = new Set(map.keys());
    this.#places = [...map.values()].flat();
  }
}

/** Every place in a value that has a file. */
export function uploadsIn(value: unknown): Upload[] {
  const uploads: Upload[] = [];
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (next instanceof Upload) uploads.push(next);
    else if (typeof next === 'object' && next !== null) {
      // One by one: a list may be longer than a call may have arguments.
      for (const inner of Object.values(next)) pending.push(inner);
    }
  }
  return uploads;
}

function toFormError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return new GatewayError('UPLOAD_TOO_MANY_FILES', { limit: 'files' });
  const isCut = error instanceof Error && /^Unexpected end of (form|file)/.test(error.message);
  return status === 499 || isCut ? new GatewayError('UPLOAD_INCOMPLETE') : malformed();
}

function tooLarge(maxBytes: number): GatewayError {
  return new GatewayError('BAD_REQUEST', {
    status: 413,
    limit: 'body_bytes',
    message: `The form is larger than ${maxBytes} bytes, which is more than files within the limits need.`,
  });
}

function tooSlow(minBytesPerSecond: number): GatewayError {
  const { message } = new GatewayError('UPLOAD_INCOMPLETE');
  return new GatewayError('UPLOAD_INCOMPLETE', {
    limit: 'body_rate',
    message: `${message} They came more slowly than ${minBytesPerSecond} bytes a second. Try again over a faster connection.`,
  });
}

function malformed(detail?: string): GatewayError {
  const { message } = new GatewayError('UPLOAD_MALFORMED');
  return new GatewayError(
    'UPLOAD_MALFORMED',
    detail === undefined ? {} : { message: `${message} ${detail}` },
  );
}
