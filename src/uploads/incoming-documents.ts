import type { Readable } from 'node:stream';
import type { FileUpload } from 'graphql-upload-minimal';
import { type FieldPath, GatewayError } from '../errors.ts';
import { joinMistakes } from '../rules/join-mistakes.ts';
import {
  type InspectedDocument,
  incomplete,
  inspectDocument,
  isFileMistake,
  readChunks,
} from './inspect-document.ts';
import type { UploadForm, UploadPolicy } from './upload-form.ts';

/** A file that the client announced, and where its input has it. */
export interface IncomingFile {
  readonly path: FieldPath;
  readonly upload: Promise<FileUpload>;
}

/**
 * Reads the files of a form, each once, in the order in which they arrive. That need not be the order of the input:
 * waiting for one file while another is on the wire would wait forever.
 */
export class DocumentReader {
  readonly #files: readonly IncomingFile[];
  readonly #form: UploadForm;
  readonly #policy: UploadPolicy;
  /** Known before a file is read. */
  readonly #excess: GatewayError | undefined;
  readonly #mistakes: Map<IncomingFile, GatewayError>;
  readonly #awaited: AwaitedFiles;
  #current: { readonly file: IncomingFile; readonly stream: Readable } | undefined;

  constructor(files: readonly IncomingFile[], form: UploadForm, policy: UploadPolicy) {
    this.#files = files;
    this.#form = form;
    this.#policy = policy;
    this.#awaited = awaitFiles(files);
    const excess = files[policy.maxFiles];
    this.#excess = excess && tooManyFiles(excess.path, policy.maxFiles);
    this.#mistakes = new Map(excess && this.#excess && [[excess, this.#excess]]);
  }

  /**
   * The file that arrives next. The content of the file before must have been read.
   *
   * @returns undefined once all files were read and the whole form arrived and broke no rule
   * @throws {GatewayError} UPLOAD_INCOMPLETE, UPLOAD_MALFORMED, or what the inspection says about the file
   */
  async next(): Promise<InspectedDocument | undefined> {
    if (this.#excess) throw this.#excess;
    return this.#readNext();
  }

  /**
   * To be called when reading or sending failed. Once a file proved wrong, the files behind it are inspected too.
   *
   * @returns one error with the mistakes of all files; `reason` as it is, if no file is to blame
   */
  async explain(reason: unknown): Promise<unknown> {
    if (this.#mistakes.size === 0) return reason;
    await this.#readRest();
    const [first, ...others] = this.#mistakesInOrder();
    return first ? joinMistakes(first, ...others) : reason;
  }

  /** Inspects all files. @returns one error with their mistakes and those of the other fields */
  async addMistakesTo(error: GatewayError): Promise<GatewayError> {
    await this.#readRest();
    return joinMistakes(error, ...this.#mistakesInOrder());
  }

  async #readNext(): Promise<InspectedDocument | undefined> {
    if (this.#awaited.expected.size === 0) {
      await this.#inTime(this.#form.whole(), () => new GatewayError('UPLOAD_INCOMPLETE'));
      return undefined;
    }
    const { file, upload } = await this.#nextArrival();
    const { failure } = this.#form;
    if (failure instanceof GatewayError && failure.code !== 'UPLOAD_INCOMPLETE') throw failure;
    if (upload instanceof GatewayError) throw this.#note(file, upload);
    const stream = this.#form.contentOf(upload.fieldName);
    if (!stream) throw this.#note(file, incomplete(file.path));
    this.#current = { file, stream };
    try {
      const document = await inspectDocument(stream, file.path, this.#policy);
      return { ...document, content: this.#watch(file, document.content) };
    } catch (error) {
      throw this.#noteBroken(file, error);
    }
  }

  async #nextArrival(): Promise<Arrival> {
    const { arrived, expected } = this.#awaited;
    for (;;) {
      // Several may have come at once. The form cannot go on before an earlier one has been read.
      arrived.sort((a, b) => positionOf(a, this.#form) - positionOf(b, this.#form));
      const next = arrived.shift();
      if (next) {
        expected.delete(next.file);
        return next;
      }
      await this.#inTime(Promise.race(expected.values()), () => incompleteOf(expected));
    }
  }

  async *#watch(file: IncomingFile, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* content;
    } catch (error) {
      throw this.#noteBroken(file, error);
    }
  }

  async #inTime(promise: Promise<void>, late: () => GatewayError): Promise<void> {
    await withTimeout(promise, this.#policy.idleMs, () => {
      this.#form.stall();
      return late();
    });
  }

  /** A file that breaks off although the form did not: its client paused for too long. */
  #noteBroken(file: IncomingFile, error: unknown): unknown {
    if (error instanceof GatewayError && error.code === 'UPLOAD_INCOMPLETE') this.#form.stall();
    return this.#note(file, error);
  }

  #note(file: IncomingFile, error: unknown): unknown {
    if (isFileMistake(error) && !this.#mistakes.has(file)) this.#mistakes.set(file, error);
    return error;
  }

  async #readRest(): Promise<void> {
    while (!this.#form.failure && (await this.#inspectNext()));
  }

  /** @returns false when there is nothing left to inspect */
  async #inspectNext(): Promise<boolean> {
    try {
      await this.#skipRestOfFile();
      const document = await this.#readNext();
      if (!document) return false;
      for await (const _chunk of document.content);
      return true;
    } catch (error) {
      return isFileMistake(error);
    }
  }

  async #skipRestOfFile(): Promise<void> {
    if (!this.#current) return;
    const { file, stream } = this.#current;
    if (stream.readableEnded || stream.destroyed) return;
    for await (const _chunk of readChunks(stream, file.path, this.#policy.idleMs));
  }

  #mistakesInOrder(): GatewayError[] {
    return this.#files.flatMap((file) => this.#mistakes.get(file) ?? []);
  }
}

interface Arrival {
  readonly file: IncomingFile;
  /** An error, if the form has no such file. */
  readonly upload: FileUpload | GatewayError;
}

interface AwaitedFiles {
  /** Those that nobody took yet. */
  readonly arrived: Arrival[];
  /** Those that nobody took yet, each with a promise of its arrival that never rejects. */
  readonly expected: Map<IncomingFile, Promise<void>>;
}

function awaitFiles(files: readonly IncomingFile[]): AwaitedFiles {
  const arrived: Arrival[] = [];
  const arrivalOf = (file: IncomingFile) =>
    file.upload.then(
      (upload) => void arrived.push({ file, upload }),
      (error: unknown) => {
        const upload = error instanceof GatewayError ? error : incomplete(file.path);
        arrived.push({ file, upload });
      },
    );
  return { arrived, expected: new Map(files.map((file) => [file, arrivalOf(file)])) };
}

/** Files that never came are last. */
function positionOf({ upload }: Arrival, form: UploadForm): number {
  return upload instanceof GatewayError ? Number.MAX_SAFE_INTEGER : form.arrivalOf(upload.fieldName);
}

function incompleteOf(expected: ReadonlyMap<IncomingFile, unknown>): GatewayError {
  const [next] = expected.keys();
  return next ? incomplete(next.path) : new GatewayError('UPLOAD_INCOMPLETE');
}

/** @throws what `late` makes, if the promise takes longer than a client may pause */
async function withTimeout<Value>(
  promise: Promise<Value>,
  ms: number,
  late: () => GatewayError,
): Promise<Value> {
  const lateness = Promise.withResolvers<never>();
  const timer = setTimeout(() => lateness.reject(late()), ms);
  try {
    return await Promise.race([promise, lateness.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function tooManyFiles(path: FieldPath, max: number): GatewayError {
  const message = `At most ${max} files a request.`;
  return new GatewayError('UPLOAD_TOO_MANY_FILES', {
    limit: 'files',
    fieldErrors: [{ path, code: 'OUT_OF_RANGE', params: { max, unit: 'FILES' }, message }],
  });
}
