import type { IncomingMessage } from 'node:http';
import { type Readable, Writable } from 'node:stream';
import type { FileUpload } from 'graphql-upload-minimal';
import { z } from 'zod/mini';
import { GatewayError } from '../../errors.ts';
import type { UploadForm } from '../../uploads/upload-form.ts';
import { markSlow } from '../body/drain-body.ts';
import { type BodyRate, watchBodyRate } from '../body/watch-body-rate.ts';
import { collectChunks } from './collect-chunks.ts';
import { restoreExactNumbers } from './exact-operations.ts';
import { findUploads } from './find-uploads.ts';
import { incomplete, malformed, toFormError, tooLarge, tooSlow } from './form-errors.ts';
import { checkEncoding, checkMap, checkOperations, FORM_ERRORS } from './form-rules.ts';

const MAX_MAP_LENGTH = 65_536;

const mapFields = z.record(z.string(), z.array(z.string()));

interface FormLimits {
  readonly rate: BodyRate;
  readonly maxBytes: number;
  readonly maxFieldBytes: number;
}

/** The parser's description of a text field. */
interface FieldInfo {
  valueTruncated: boolean;
  readonly encoding: string;
}

/** Follows a form while it is parsed. The parser itself ignores unknown and repeated parts, and does not report the end. */
export class MultipartForm implements UploadForm {
  uploads: readonly Promise<FileUpload>[] = [];
  failure: GatewayError | undefined;
  readonly #req: IncomingMessage;
  readonly #limits: FormLimits;
  readonly #end = Promise.withResolvers<void>();
  readonly #stopRateWatch: () => void;
  readonly #arrived = new Map<string, Readable>();
  #operations: string | undefined;
  /** File names from the map; undefined until the map has arrived. */
  #declared: ReadonlySet<string> | undefined;
  /** Paths from the map. */
  #places: readonly string[] = [];
  #hasSkippedFields: boolean = false;
  #isClaimed: boolean = false;
  #isWhole: boolean = false;
  #parser: Writable | undefined;

  constructor(req: IncomingMessage, limits: FormLimits) {
    this.#req = req;
    this.#limits = limits;
    // A form may fail before anything waits for its end.
    this.#end.promise.catch(() => undefined);
    const pipe = req.pipe.bind(req);
    req.pipe = (destination, options) => {
      if (destination instanceof Writable) this.#watch(destination);
      return pipe(destination, options);
    };
    // Until the last byte, also while resolvers read the files.
    this.#stopRateWatch = watchBodyRate(req, limits.rate, () => {
      markSlow(req);
      this.fail(tooSlow(limits.rate.minBytesPerSecond));
    });
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

  /**
   * Checks that every file has one place.
   *
   * @param operations as the parser returned them, with files in their places
   * @returns the same, with the numbers that the parser rounded restored
   */
  accept(operations: unknown): unknown {
    if (this.failure) throw this.failure;
    const uploads = findUploads(operations);
    if (new Set(uploads).size < uploads.length) throw this.fail(malformed(FORM_ERRORS.fileInTwoPlaces));
    if (uploads.length !== this.#declared?.size) throw this.fail(malformed(FORM_ERRORS.fileWithoutPlace));
    this.uploads = uploads.map(({ promise }) => promise);
    return restoreExactNumbers(operations, this.#operations ?? '', this.#places);
  }

  fail(failure: GatewayError): GatewayError {
    this.failure ??= failure;
    this.#stopRateWatch();
    this.#end.reject(this.failure);
    this.#parser?.destroy(this.failure);
    return this.failure;
  }

  stall(): void {
    markSlow(this.#req);
    this.fail(
      incomplete('The client stopped sending, or the content-length header is larger than the body.'),
    );
  }

  abandon(): void {
    if (!this.#isWhole) this.fail(new GatewayError('UPLOAD_INCOMPLETE'));
  }

  #watch(parser: Writable): void {
    this.#parser = parser;
    this.#countBytes();
    // Runs before the parser's own listener, which would follow any path of the map, even out of the operations.
    parser.prependListener('field', (name: string, value: string, info: FieldInfo) => {
      const error = this.#checkField(name, value, info);
      if (error) this.fail(malformed(error));
      else if (name === 'operations') this.#operations = value;
      else if (name === 'map') this.#keepMap(value);
      // A truncated value is the only thing that stops the parser's own listener.
      if (this.failure) info.valueTruncated = true;
    });
    parser.on('fieldsLimit', () => {
      this.#hasSkippedFields = true;
    });
    parser.on('file', (name: string, content: Readable, { encoding }: { encoding: string }) => {
      const error = this.#checkFile(name) ?? checkEncoding(encoding);
      if (error) this.fail(malformed(error));
      this.#arrived.set(name, content);
    });
    // Emitted twice for a malformed header: once for the header, and once for the missing end.
    parser.on('error', (error: unknown) => this.fail(this.#toParserError(error)));
    parser.once('close', () => this.#finish());
  }

  #finish(): void {
    if (this.failure) return;
    const error = this.#checkEnd();
    if (error) {
      this.fail(malformed(error));
      return;
    }
    this.#isWhole = true;
    this.#stopRateWatch();
    this.#end.resolve();
  }

  #checkField(name: string, value: string, info: FieldInfo): string | undefined {
    if (info.valueTruncated) return `A text field is larger than ${this.#limits.maxFieldBytes} bytes.`;
    if (this.#declared?.has(name)) return FORM_ERRORS.fileAsField;
    const encodingError = checkEncoding(info.encoding);
    if (encodingError) return encodingError;
    if (name === 'operations') {
      return this.#operations === undefined ? checkOperations(value) : FORM_ERRORS.operationsTwice;
    }
    if (name !== 'map') return undefined;
    if (value.length > MAX_MAP_LENGTH) return `The map is longer than ${MAX_MAP_LENGTH} characters.`;
    if (this.#operations === undefined) return FORM_ERRORS.mapFirst;
    return this.#declared ? FORM_ERRORS.mapTwice : checkMap(value, this.#operations);
  }

  #checkFile(name: string): string | undefined {
    if (name === 'operations' || name === 'map') return FORM_ERRORS.fieldAsFile;
    if (!this.#declared) {
      return this.#hasSkippedFields ? FORM_ERRORS.mapMissingAfterOthers : FORM_ERRORS.fieldsAfterFiles;
    }
    if (!this.#declared.has(name)) return FORM_ERRORS.fileNotInMap;
    return this.#arrived.has(name) ? FORM_ERRORS.fileTwice : undefined;
  }

  #checkEnd(): string | undefined {
    if (this.#operations === undefined) return FORM_ERRORS.operationsMissing;
    if (!this.#declared) {
      return this.#hasSkippedFields ? FORM_ERRORS.mapMissingAfterOthers : FORM_ERRORS.mapMissing;
    }
    const isComplete = this.#arrived.size === this.#declared.size;
    return isComplete || !this.#hasSkippedFields ? undefined : FORM_ERRORS.fileAsField;
  }

  #toParserError(error: unknown): GatewayError {
    const failure = toFormError(error);
    if (failure.code !== 'UPLOAD_INCOMPLETE' || this.#operations !== undefined) return failure;
    return incomplete(
      'The form ended before its field "operations". Check that the boundary in the content-type header matches the body.',
    );
  }

  /** Counts all bytes: a client could send an endless preamble, which the parser skips. */
  #countBytes(): void {
    const { maxBytes } = this.#limits;
    let length = 0;
    this.#req.on('data', (chunk: Buffer) => {
      length += chunk.length;
      collectChunks(chunk.length);
      if (length > maxBytes) this.fail(tooLarge(maxBytes));
    });
  }

  #keepMap(text: string): void {
    const map = new Map(Object.entries(mapFields.parse(JSON.parse(text))));
    this.#declared = new Set(map.keys());
    this.#places = [...map.values()].flat();
  }
}
