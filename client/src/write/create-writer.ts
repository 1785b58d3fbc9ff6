import type { GatewayClient } from '../client/gateway-client.ts';
import { isRecord } from '../errors/records.ts';
import type {
  AnswerInformationRequestInput,
  AttachIndividualDocumentsInput,
  CreateIndividualCustomerInput,
  UploadDocumentsInput,
} from '../operations.ts';
import { createQueue } from './create-queue.ts';
import { fingerprintOf } from './files/fingerprint.ts';
import { createStoredFiles } from './files/stored-files.ts';
import { createOpenWrites, type KeyStore } from './open-writes.ts';
import { runWrite } from './run-write.ts';
import { type Wait, waitFor } from './wait.ts';
import {
  ANSWER,
  ATTACH,
  CREATE,
  type CreatePayload,
  type CustomerPayload,
  UPLOAD,
  type UploadPayload,
  type WriteKind,
} from './write-kind.ts';
import type { WriteOptions } from './write-options.ts';
import type { WriteResult } from './write-result.ts';

/**
 * Sends writes so that nothing is done twice. Gives each write an idempotency key and keeps it until the outcome is known,
 * retries what was not done, asks the gateway after a lost response, and uploads no file twice.
 *
 * The functions never reject. If the same write is running already, they return its result.
 */
export interface Writer {
  attachDocuments(
    input: AttachIndividualDocumentsInput,
    options?: WriteOptions,
  ): Promise<WriteResult<CustomerPayload>>;
  answerRequest(
    input: AnswerInformationRequestInput,
    options?: WriteOptions,
  ): Promise<WriteResult<CustomerPayload>>;
  createCustomer(
    input: CreateIndividualCustomerInput,
    options?: WriteOptions,
  ): Promise<WriteResult<CreatePayload>>;
  uploadDocuments(input: UploadDocumentsInput, options?: WriteOptions): Promise<WriteResult<UploadPayload>>;
}

export interface WriterOptions {
  readonly client: GatewayClient;
  /**
   * Keeps the keys of unfinished writes when the page is reloaded: pass `sessionStorage`. It contains the customer's id, a random
   * key, a hash of the input and a time, but no values of the form. By default, keys last as long as the writer.
   */
  readonly store?: KeyStore;
  /** Replaces the timer between attempts, for tests. */
  readonly wait?: Wait;
}

export function createWriter({ client, store, wait = waitFor }: WriterOptions): Writer {
  const tools = { client, wait, openWrites: createOpenWrites(store), storedFiles: createStoredFiles() };

  function create<Input extends object, Payload>(kind: WriteKind<Input, Payload>) {
    const queue = createQueue<WriteResult<Payload>>();
    return (input: Input, options: WriteOptions = {}): Promise<WriteResult<Payload>> => {
      const fingerprint = fingerprintOf(input, '');
      const intention = intentionOf(kind.field, input, options);
      return queue.add(kind.afterLoss === 'HARMLESS' ? fingerprint : intention, {
        fingerprint,
        signal: options.signal,
        run: () => runWrite({ ...tools, kind, input, options, intention }),
      });
    };
  }

  return {
    attachDocuments: create(ATTACH),
    answerRequest: create(ANSWER),
    createCustomer: create(CREATE),
    uploadDocuments: create(UPLOAD),
  };
}

function intentionOf(field: string, input: object, { intention = '' }: WriteOptions): string {
  const customerId = isRecord(input) ? input['customerId'] : undefined;
  return [field, customerId, intention].filter(Boolean).join(':');
}
