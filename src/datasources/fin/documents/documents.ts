import { randomUUID } from 'node:crypto';
import type { FieldPath, GatewayError } from '../../../errors.ts';
import { type CallOptions, type FinConnection, postStreamAuthorized } from '../auth/authorized-call.ts';
import { badResponse, fromRefusal } from '../errors/upstream-error.ts';
import type { HttpAnswer } from '../http/http-answer.ts';
import { parseAnswer, uploadAnswer } from '../wire/wire.ts';
import { isUploadUri } from './upload-uri.ts';

export interface OutgoingDocument {
  /** Where the client's input has it. */
  readonly path: FieldPath;
  readonly mimetype: string;
  readonly extension: string;
  readonly content: AsyncIterable<Uint8Array>;
}

export interface UploadDocumentsRequest {
  readonly customerId: string;
  /** Read once, in the order in which they come. What it throws tears the upload and is thrown on. */
  readonly documents: AsyncIterable<OutgoingDocument>;
}

export interface Documents {
  /**
   * Streams files to Fin.com in one call, under names that say nothing about a person. Sent once, never repeated.
   *
   * @returns a URI for each file, in the order in which they came
   * @throws {GatewayError} FIN_VALIDATION_FAILED with the path of each refused file; UPSTREAM_UNAVAILABLE, retryable,
   *   if the token was refused; with outcome UNKNOWN if the answer was lost, late or a 5xx; UPSTREAM_BAD_RESPONSE
   *   unless it came after the last byte and has one URI for each file
   * @see POST /v1/customers/upload
   */
  uploadDocuments(input: UploadDocumentsRequest, options: CallOptions): Promise<string[]>;
}

const OPERATION = 'uploadDocuments';

export function createDocuments(connection: FinConnection): Documents {
  return {
    async uploadDocuments({ customerId, documents }, options) {
      const boundary = `fin-gateway-${randomUUID()}`;
      const sent: OutgoingDocument[] = [];
      const answer = await postStreamAuthorized(connection, options, {
        operation: OPERATION,
        path: 'v1/customers/upload',
        contentType: `multipart/form-data; boundary=${boundary}`,
        body: formBody(boundary, customerId, documents, sent),
      });
      if (answer.status !== 200) throw uploadRefusal(answer, customerId, sent);
      const uris = storedUris(answer.text, sent.length);
      if (!uris) throw badResponse(answer, OPERATION);
      return uris;
    },
  };
}

/** Our names for the parts: the answer is keyed by them. */
const fieldName = (index: number) => `file${index}`;

async function* formBody(
  boundary: string,
  customerId: string,
  documents: AsyncIterable<OutgoingDocument>,
  sent: OutgoingDocument[],
): AsyncGenerator<Uint8Array> {
  const part = (disposition: string, ...headers: string[]) =>
    Buffer.from(
      [`--${boundary}`, `content-disposition: form-data; ${disposition}`, ...headers, '', ''].join('\r\n'),
    );
  yield Buffer.concat([part('name="customer_id"'), Buffer.from(`${customerId}\r\n`)]);
  for await (const document of documents) {
    const index = sent.push(document) - 1;
    const name = `name="${fieldName(index)}"; filename="document-${index}.${document.extension}"`;
    yield part(name, `content-type: ${document.mimetype}`);
    yield* document.content;
    yield Buffer.from('\r\n');
  }
  yield Buffer.from(`--${boundary}--\r\n`);
}

function uploadRefusal(
  answer: HttpAnswer,
  customerId: string,
  sent: readonly OutgoingDocument[],
): GatewayError {
  return fromRefusal(answer, {
    operation: OPERATION,
    toInputPath: (field) => {
      if (field === 'customer_id') return ['input', 'customerId'];
      return sent.find((_document, index) => fieldName(index) === field)?.path ?? [];
    },
    privateValues: [customerId],
  });
}

/**
 * One object with a member for each file, or one object for each: both are documented.
 *
 * @returns undefined unless there is exactly one URI for each file, and no two are the same
 */
function storedUris(text: string, count: number): string[] | undefined {
  const files = parseAnswer(uploadAnswer, text)?.data.files ?? [];
  const entries = files.flatMap((file) => Object.entries(file));
  const byField = new Map(entries);
  const uris = Array.from({ length: count }, (_, index) => byField.get(fieldName(index)) ?? '');
  const isComplete = entries.length === count && new Set(uris).size === count && uris.every(isUploadUri);
  return isComplete ? uris : undefined;
}
