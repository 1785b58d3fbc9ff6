import type { FileUpload } from 'graphql-upload-minimal';
import { GatewayError } from '../errors.ts';
import { fileIncomplete } from './errors/file-errors.ts';
import type { IncomingFile } from './incoming-file.ts';
import type { UploadForm } from './upload-form.ts';

export interface Arrival {
  readonly file: IncomingFile;
  /** An error if the form does not contain the file. */
  readonly upload: FileUpload | GatewayError;
}

/** The files of a form in the order in which they arrive. */
export class Arrivals {
  readonly #form: UploadForm;
  readonly #arrived: Arrival[] = [];
  /** Files not taken yet, each with a promise of its arrival that never rejects. */
  readonly #expected: Map<IncomingFile, Promise<void>>;

  constructor(files: readonly IncomingFile[], form: UploadForm) {
    this.#form = form;
    this.#expected = new Map(files.map((file) => [file, this.#waitFor(file)]));
  }

  get isComplete(): boolean {
    return this.#expected.size === 0;
  }

  /** @returns undefined while no file has arrived */
  take(): Arrival | undefined {
    // Several may have arrived. The parser pauses until the first of them is read.
    this.#arrived.sort((a, b) => this.#positionOf(a) - this.#positionOf(b));
    const next = this.#arrived.shift();
    if (next) this.#expected.delete(next.file);
    return next;
  }

  /** Resolves as soon as a file has arrived. */
  async waitForNext(): Promise<void> {
    await Promise.race(this.#expected.values());
  }

  /** The error of the first file that has not arrived. */
  incompleteError(): GatewayError {
    const [next] = this.#expected.keys();
    return next ? fileIncomplete(next.path) : new GatewayError('UPLOAD_INCOMPLETE');
  }

  async #waitFor(file: IncomingFile): Promise<void> {
    try {
      this.#arrived.push({ file, upload: await file.upload });
    } catch (error) {
      const upload = error instanceof GatewayError ? error : fileIncomplete(file.path);
      this.#arrived.push({ file, upload });
    }
  }

  /** Missing files come last. */
  #positionOf({ upload }: Arrival): number {
    return upload instanceof GatewayError ? Number.MAX_SAFE_INTEGER : this.#form.arrivalOf(upload.fieldName);
  }
}
