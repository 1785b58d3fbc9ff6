import { createHash } from 'node:crypto';
import { finished, Readable } from 'node:stream';
import type { QualityFinding, QualityOptions } from '../../client/src/quality/quality-finding.ts';
import { QualityInspector } from '../../client/src/quality/quality-inspector.ts';
import { type FieldPath, GatewayError } from '../errors.ts';
import { SAMPLE_BYTES } from './detect-file-type.ts';
import { fileIncomplete, fileTooLarge } from './errors/file-errors.ts';
import type { UploadPolicy } from './upload-form.ts';
import { watchIdle } from './watch-idle.ts';

/**
 * The bytes of one file, counted, hashed and inspected as they arrive. Fails with UPLOAD_TOO_LARGE, or with UPLOAD_INCOMPLETE if the
 * file breaks off or the client pauses for too long. The source stays open then: the parser waits until the rest is read.
 */
export class FileContent extends Readable {
  byteLength = 0;
  readonly #source: Readable;
  readonly #path: FieldPath;
  readonly #maxFileBytes: number;
  readonly #hash = createHash('sha256');
  readonly #quality = new QualityInspector();
  readonly #sample = Promise.withResolvers<Buffer>();
  readonly #stopIdleWatch: () => void;
  #start: Buffer = Buffer.alloc(0);

  constructor(source: Readable, path: FieldPath, { idleMs, maxFileBytes }: UploadPolicy) {
    super();
    this.#source = source;
    this.#path = path;
    this.#maxFileBytes = maxFileBytes;
    // Reading may fail before anything listens.
    this.on('error', () => undefined);
    this.#sample.promise.catch(() => undefined);
    this.#stopIdleWatch = watchIdle(source, idleMs, () => this.destroy(fileIncomplete(path)));
    source.on('data', this.#onData);
    finished(source, { writable: false }, (error) => {
      if (error) this.destroy(toFileError(error, path));
      else this.#end();
    });
  }

  /** The first SAMPLE_BYTES, or the whole file if it is smaller. */
  get sample(): Promise<Buffer> {
    return this.#sample.promise;
  }

  sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  findings(options: QualityOptions): QualityFinding[] {
    return this.#quality.findings(this.byteLength, options);
  }

  override _read(): void {
    if (this.#source.isPaused()) this.#source.resume();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#stopIdleWatch();
    this.#source.off('data', this.#onData).pause();
    this.#sample.reject(error);
    callback(error);
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.byteLength + chunk.length > this.#maxFileBytes) {
      this.destroy(fileTooLarge(this.#path, this.#maxFileBytes));
      return;
    }
    this.byteLength += chunk.length;
    this.#hash.update(chunk);
    this.#quality.push(chunk);
    if (this.#start.length < SAMPLE_BYTES) this.#keepStart(chunk);
    if (!this.push(chunk)) this.#source.pause();
  };

  #end(): void {
    this.#stopIdleWatch();
    this.#sample.resolve(this.#start);
    this.push(null);
  }

  #keepStart(chunk: Buffer): void {
    this.#start = Buffer.concat([this.#start, chunk]).subarray(0, SAMPLE_BYTES);
    if (this.#start.length === SAMPLE_BYTES) this.#sample.resolve(this.#start);
  }
}

/** The parser's errors are replaced. */
function toFileError(error: Error, path: FieldPath): GatewayError {
  return error instanceof GatewayError ? error : fileIncomplete(path);
}
