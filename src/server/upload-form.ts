import type { IncomingMessage, ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { processRequest, Upload } from 'graphql-upload-minimal';
import type { UploadForm, UploadPolicy } from '../context.ts';
import { GatewayError } from '../errors.ts';
import { withExactNumbers } from './exact-operations.ts';
import { watchRate } from './minimum-rate.ts';
import { drain } from './request-body.ts';

/** Of the fields `operations` and `map`. */
const MAX_FIELD_BYTES = 1_048_576;
/** Places of files, of which a request has few. */
const MAX_MAP_LENGTH = 65_536;
/** Past any configured limit, so that the friendlier refusal by field path comes first. */
const MAX_PARTS = 200;

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
  const form = new WatchedForm(req, maxFormBytes(policy));
  // From the first byte to the last: also while resolvers read the files.
  form.stopRateWatch = watchRate(req, policy.rate, () => form.fail(tooSlow(policy.rate.minBytesPerSecond)));
  const stopWatch = whenIdle(req, policy.idleMs, () => form.fail(new GatewayError('UPLOAD_INCOMPLETE')));
  res.once('finish', () => form.abandon()).once('close', () => form.abandon());
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
  if (Array.isArray(operations)) throw form.fail(malformed('A batch cannot have files: send one operation.'));
  const uploads = uploadsIn(operations);
  const areUsedOnce = new Set(uploads).size === uploads.length;
  if (!areUsedOnce) throw form.fail(malformed('A file is used in two places: send it twice instead.'));
  form.fileCount = uploads.length;
  if (form.fileCount !== form.declared.size) {
    throw form.fail(malformed('Each file needs a place of its own.'));
  }
  return { operations: form.exactly(operations), form };
}

/** What the largest form that is allowed has: a browser that sends it must be heard out, even if refused. */
export function maxFormBytes({ maxFileBytes, maxFiles }: UploadPolicy): number {
  return maxFiles * maxFileBytes + 4 * MAX_FIELD_BYTES;
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
  fileCount = 0;
  failure: GatewayError | undefined;
  readonly #req: IncomingMessage;
  readonly #maxBytes: number;
  readonly #end = Promise.withResolvers<void>();
  readonly #arrived = new Set<string>();
  stopRateWatch: () => void = () => undefined;
  /** The files that the map has. */
  declared: ReadonlySet<string> = new Set();
  #operations = '';
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

  whole(): Promise<void> {
    return this.#end.promise;
  }

  arrivalOf(partName: string): number {
    return [...this.#arrived].indexOf(partName);
  }

  claim(): boolean {
    const isFirst = !this.#isClaimed;
    this.#isClaimed = true;
    return isFirst;
  }

  exactly(operations: unknown): unknown {
    return withExactNumbers(operations, this.#operations, this.#places);
  }

  fail(failure: GatewayError): GatewayError {
    this.failure ??= failure;
    this.stopRateWatch();
    this.#end.reject(this.failure);
    this.#parser?.destroy(this.failure);
    return this.failure;
  }

  /** The answer is sent: stops waiting for what is still to come. */
  abandon(): void {
    if (this.#isWhole) return;
    this.fail(new GatewayError('UPLOAD_INCOMPLETE'));
    if (!this.#req.readableEnded) void drain(this.#req, this.#maxBytes);
  }

  #watch(parser: Writable): void {
    this.#parser = parser;
    this.#countBytes();
    // Ahead of the parser's own listener, which would follow any path of the map, out of the operations too.
    parser.prependListener('field', (name: string, value: string, info: { valueTruncated: boolean }) => {
      if (info.valueTruncated) this.fail(malformed(`A field is larger than ${MAX_FIELD_BYTES} bytes.`));
      else if (name === 'operations') this.#operations = value;
      else if (name === 'map') this.#readMap(value);
      // The one thing at which that listener stops.
      if (this.failure) info.valueTruncated = true;
    });
    parser.on('file', (name: string) => {
      if (!this.declared.has(name)) this.fail(malformed('A file part is not in the map.'));
      if (this.#arrived.has(name)) this.fail(malformed('A file part comes twice.'));
      this.#arrived.add(name);
    });
    // More than once: the parser fails at a bad header and, being destroyed for it, at the end that is missing.
    parser.on('error', (error: unknown) => this.fail(toFormError(error)));
    parser.once('close', () => {
      if (this.failure) return;
      this.#isWhole = true;
      this.stopRateWatch();
      this.#end.resolve();
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

  #readMap(text: string): void {
    if (text.length > MAX_MAP_LENGTH) {
      this.fail(malformed(`The map is larger than ${MAX_MAP_LENGTH} characters.`));
      return;
    }
    const map = Object.entries(parseObject(text));
    const operations = parseObject(this.#operations);
    this.declared = new Set(map.map(([name]) => name));
    const paths = map.flatMap(([, places]): unknown[] => (Array.isArray(places) ? places : [places]));
    this.#places = paths.filter((path) => typeof path === 'string');
    if (!paths.every((path) => isPlace(operations, path))) {
      this.fail(malformed('The map may only point at what is null in operations.'));
    }
  }
}

/** Of a map that is none there is nothing to tell: the parser refuses it by itself. */
function parseObject(text: string): object {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

/** The specification has null where a file goes. Elsewhere lie prototypes, values, and lists of any length. */
function isPlace(operations: object, path: unknown): boolean {
  if (typeof path !== 'string') return false;
  let place: unknown = operations;
  for (const step of path.split('.')) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, step)) return false;
    place = Reflect.get(place, step);
  }
  return place === null;
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
