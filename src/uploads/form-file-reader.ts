import type { Readable } from 'node:stream';
import { GatewayError } from '../errors.ts';
import { type Arrival, Arrivals } from './arrivals.ts';
import { discard } from './discard.ts';
import { fileIncomplete, isFileError, tooManyFiles } from './errors/file-errors.ts';
import { mergeErrors } from './errors/merge-errors.ts';
import type { IncomingFile } from './incoming-file.ts';
import { type InspectedFile, inspectFile } from './inspect-file.ts';
import type { UploadForm, UploadPolicy } from './upload-form.ts';
import { watchIdle } from './watch-idle.ts';
import { withTimeout } from './with-timeout.ts';

/**
 * Reads the files of a form once, in the order of their arrival. The order of the input may differ, and waiting for a
 * file while another one is on the wire would never end.
 */
export class FormFileReader {
  readonly #files: readonly IncomingFile[];
  readonly #form: UploadForm;
  readonly #policy: UploadPolicy;
  readonly #arrivals: Arrivals;
  readonly #tooManyFiles: GatewayError | undefined;
  readonly #errors = new Map<IncomingFile, GatewayError>();
  #current: { readonly file: IncomingFile; readonly stream: Readable } | undefined;

  constructor(files: readonly IncomingFile[], form: UploadForm, policy: UploadPolicy) {
    this.#files = files;
    this.#form = form;
    this.#policy = policy;
    this.#arrivals = new Arrivals(files, form);
    const excess = files[policy.maxFiles];
    if (!excess) return;
    this.#tooManyFiles = tooManyFiles(excess.path, policy.maxFiles);
    this.#errors.set(excess, this.#tooManyFiles);
  }

  /**
   * Waits for the next file. The content of the previous file must have been read.
   *
   * @returns undefined once all files were read and the whole form arrived and is valid
   * @throws {GatewayError} UPLOAD_INCOMPLETE, UPLOAD_MALFORMED, or an error of `inspectFile`
   */
  async next(): Promise<InspectedFile | undefined> {
    if (this.#tooManyFiles) throw this.#tooManyFiles;
    return this.#readNext();
  }

  /**
   * Call this when reading or sending failed. If a file is to blame, the remaining files are inspected too.
   *
   * @returns one error with the errors of all files; `reason` unchanged if no file is to blame
   */
  async explain(reason: unknown): Promise<unknown> {
    if (this.#errors.size === 0) return reason;
    await this.#readRest();
    const [first, ...others] = this.#errorsInInputOrder();
    return first ? mergeErrors(first, ...others) : reason;
  }

  /** Inspects all files. @returns the error, merged with those of the files */
  async addFileErrorsTo(error: GatewayError): Promise<GatewayError> {
    await this.#readRest();
    return mergeErrors(error, ...this.#errorsInInputOrder());
  }

  async #readNext(): Promise<InspectedFile | undefined> {
    if (this.#arrivals.isComplete) {
      await this.#withIdleTimeout(this.#form.whole(), () => new GatewayError('UPLOAD_INCOMPLETE'));
      return undefined;
    }
    const { file, upload } = await this.#nextArrival();
    const { failure } = this.#form;
    if (failure instanceof GatewayError && failure.code !== 'UPLOAD_INCOMPLETE') throw failure;
    if (upload instanceof GatewayError) throw this.#record(file, upload);
    const stream = this.#form.contentOf(upload.fieldName);
    if (!stream) throw this.#record(file, fileIncomplete(file.path));
    this.#current = { file, stream };
    try {
      const inspected = await inspectFile(stream, file, this.#policy);
      inspected.content.once('error', (error) => this.#recordReadError(file, error));
      return inspected;
    } catch (error) {
      throw this.#recordReadError(file, error);
    }
  }

  async #nextArrival(): Promise<Arrival> {
    for (;;) {
      const next = this.#arrivals.take();
      if (next) return next;
      await this.#withIdleTimeout(this.#arrivals.waitForNext(), () => this.#arrivals.incompleteError());
    }
  }

  #withIdleTimeout(promise: Promise<void>, toError: () => GatewayError): Promise<void> {
    return withTimeout(promise, this.#policy.idleMs, () => {
      this.#form.stall();
      return toError();
    });
  }

  #recordReadError(file: IncomingFile, error: unknown): unknown {
    // The client paused for too long.
    if (error instanceof GatewayError && error.code === 'UPLOAD_INCOMPLETE') this.#form.stall();
    return this.#record(file, error);
  }

  #record(file: IncomingFile, error: unknown): unknown {
    if (isFileError(error) && !this.#errors.has(file)) this.#errors.set(file, error);
    return error;
  }

  async #readRest(): Promise<void> {
    while (!this.#form.failure && (await this.#inspectNext()));
  }

  /** @returns false when there is nothing left to inspect */
  async #inspectNext(): Promise<boolean> {
    try {
      await this.#skipRestOfFile();
      const file = await this.#readNext();
      if (!file) return false;
      await discard(file.content);
      return true;
    } catch (error) {
      return isFileError(error);
    }
  }

  async #skipRestOfFile(): Promise<void> {
    if (!this.#current) return;
    const { file, stream } = this.#current;
    if (stream.readableEnded || stream.destroyed) return;
    const onIdle = () => stream.destroy(fileIncomplete(file.path));
    const stopIdleWatch = watchIdle(stream, this.#policy.idleMs, onIdle);
    try {
      await discard(stream);
    } catch {
      throw fileIncomplete(file.path);
    } finally {
      stopIdleWatch();
    }
  }

  #errorsInInputOrder(): GatewayError[] {
    return this.#files.flatMap((file) => this.#errors.get(file) ?? []);
  }
}
