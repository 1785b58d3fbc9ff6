import { z } from 'zod/mini';
import { badUserInput, type FieldError, GatewayError } from '../errors.ts';
import { withFileErrors } from '../uploads/errors/with-file-errors.ts';
import { storeFiles } from '../uploads/store-files.ts';
import { type UploadedFile, withUploadedFiles } from '../uploads/uploaded-file.ts';
import { writeInFlight } from './idempotency-key.ts';
import type { AcquiredWrite, CompletedPhase } from './idempotency-ledger.ts';
import { findStoredFiles } from './same-files.ts';
import type { WriteContext, WriteOptions } from './write-options.ts';
import type { WriteRecord } from './write-record.ts';

/** A write that this request makes. */
export class ActiveWrite<Payload> {
  readonly replay = undefined;
  readonly #files: WriteOptions<Payload>['files'] & {};
  readonly #payload: WriteOptions<Payload>['payload'];
  readonly #acquired: AcquiredWrite;
  readonly #context: WriteContext;
  #record: WriteRecord;
  #uploadedFiles: readonly UploadedFile[] = [];
  #isSent: boolean = false;
  #isCompleted: boolean = false;

  constructor(
    { customerId, files = [], payload }: WriteOptions<Payload>,
    acquired: AcquiredWrite,
    context: WriteContext,
  ) {
    this.#files = files;
    this.#payload = payload;
    this.#acquired = acquired;
    this.#context = context;
    const { before } = acquired;
    this.#record = { customerId, ...(before.customerId === customerId && { files: before.files }) };
  }

  /** @throws {GatewayError} BAD_USER_INPUT with these errors and those of the files, if there are any errors */
  async throwIfInvalid(fieldErrors: readonly FieldError[]): Promise<void> {
    if (fieldErrors.length === 0) return;
    throw await withFileErrors(badUserInput(fieldErrors), this.#files, this.#context);
  }

  /** Stores the request's files at Fin.com, unless an earlier attempt has stored them. */
  async storeFiles(customerId: string): Promise<readonly UploadedFile[]> {
    if (this.#files.length === 0) return [];
    const stored = this.#record.files
      ? await findStoredFiles(this.#files, this.#record.files, this.#context)
      : await storeFiles(customerId, this.#files, this.#context);
    this.#record = { ...this.#record, files: stored.map(({ findings: _, ...file }) => file) };
    this.#uploadedFiles = stored;
    return stored;
  }

  /** Makes the call that must not be made twice. Its errors name the files that were stored. */
  async send<Result>(call: () => Promise<Result>): Promise<Result> {
    try {
      await this.#context.beforeWrite?.('STARTED');
      this.#record = { ...this.#record, sentAtMs: this.#context.now().getTime() };
      if (!(await this.#acquired.markSent(this.#record))) throw writeInFlight();
      this.#isSent = true;
      return await call();
    } catch (reason) {
      const error = withUploadedFiles(reason, this.#uploadedFiles);
      if (this.#isSent) await this.#fail(error);
      throw error;
    }
  }

  /** Records the payload for replays. */
  async complete(payload: Payload): Promise<Payload> {
    await this.#complete('SUCCEEDED', { payload: z.encode(this.#payload, payload) });
    return payload;
  }

  /** Unless the write is complete: frees the key if nothing was sent, or else records that the outcome is unknown. */
  async close(): Promise<void> {
    if (!this.#isCompleted) await this.#complete(this.#isSent ? 'UNKNOWN' : 'OPEN');
  }

  async #fail(error: unknown): Promise<void> {
    const phase = phaseAfter(error);
    const failure =
      error instanceof GatewayError && phase !== 'OPEN'
        ? { failure: { code: error.code, details: { ...error.details, message: error.message } } }
        : {};
    // Requests that wait for this one may have sent other files.
    await this.#complete(phase, failure, this.#files.length === 0 ? error : undefined);
  }

  async #complete(phase: CompletedPhase, result: WriteRecord = {}, failure?: unknown): Promise<void> {
    this.#isCompleted = true;
    await this.#acquired.complete(phase, { ...this.#record, ...result }, failure);
  }
}

function phaseAfter(error: unknown): CompletedPhase {
  if (!(error instanceof GatewayError) || error.details.outcome === 'UNKNOWN') return 'UNKNOWN';
  return error.code === 'FIN_VALIDATION_FAILED' ? 'REFUSED' : 'OPEN';
}
