import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { z } from 'zod/mini';
import type { FieldPath } from '../../../errors.ts';
import { isUploadUri } from '../../../rules/upload-uri.ts';
import { type CallOptions, type FinConnection, sendStream } from '../call-endpoint.ts';
import { toBadResponseError } from '../errors/upstream-error.ts';
import { endpoint } from '../wire/endpoint.ts';
import { readResponse } from '../wire/read-response.ts';
import { shape } from '../wire/shape.ts';
import { FormBody } from './form-body.ts';

export interface OutgoingDocument {
  /** The place of the file in the client's input. */
  readonly path: FieldPath;
  readonly mimetype: string;
  readonly extension: string;
  readonly content: Readable & { /** Counts the bytes that were read so far. */ readonly byteLength: number };
}

export interface UploadDocumentsRequest {
  readonly customerId: string;
  /** Read once, in order. An error that it throws aborts the upload and is rethrown. */
  readonly documents: AsyncIterable<OutgoingDocument>;
}

export const uploadDocumentsV1 = endpoint({
  operation: 'uploadDocuments',
  method: 'POST',
  path: 'v1/customers/upload',
  effect: 'upload',
  usedFor:
    '`uploadDocuments`, and every other mutation whose input contains files: one multipart form, a part per file',
  request: shape<Pick<UploadDocumentsRequest, 'customerId'>>({ customerId: 'customer_id' }),
  response: z.object({ files: z.array(z.record(z.string(), z.string().check(z.minLength(1)))) }),
});

const MAX_URI_LENGTH = 2_048;

/**
 * Streams files to Fin.com in one call that is never repeated, under file names that reveal nothing about a person.
 *
 * @returns a URI for each file, in order
 * @throws {GatewayError} FIN_VALIDATION_FAILED with the path of each rejected file; UPSTREAM_UNAVAILABLE, retryable, if
 *   the token was rejected; UPSTREAM_BAD_RESPONSE if the response arrived early or lacks a file's URI
 */
export async function uploadDocuments(
  connection: FinConnection,
  { customerId, documents }: UploadDocumentsRequest,
  options: CallOptions,
): Promise<string[]> {
  const sent: OutgoingDocument[] = [];
  const form = toForm(customerId, documents, sent);
  const response = await sendStream(connection, uploadDocumentsV1, form, options);
  const toInputPath = (field: string): FieldPath =>
    field === 'customer_id'
      ? ['input', 'customerId']
      : (sent.find((_document, index) => toPartName(index) === field)?.path ?? []);
  const data = readResponse(uploadDocumentsV1, { customerId }, response, { toInputPath });
  const uris = findUris(data.files, sent.length);
  if (!uris) throw toBadResponseError(response, uploadDocumentsV1);
  return uris;
}

/** The keys of Fin.com's response are the part names. */
function toPartName(index: number): string {
  return `file${index}`;
}

/** @param sent receives each document when its part begins */
function toForm(
  customerId: string,
  documents: AsyncIterable<OutgoingDocument>,
  sent: OutgoingDocument[],
): { readonly contentType: string; readonly body: FormBody } {
  const boundary = `fin-gateway-${randomUUID()}`;
  const toHead = (disposition: string, ...headers: string[]) =>
    Buffer.from(
      [`--${boundary}`, `content-disposition: form-data; ${disposition}`, ...headers, '', ''].join('\r\n'),
    );
  async function* parts(): AsyncGenerator<Buffer | Readable> {
    yield Buffer.concat([toHead('name="customer_id"'), Buffer.from(`${customerId}\r\n`)]);
    for await (const document of documents) {
      const index = sent.push(document) - 1;
      const name = `name="${toPartName(index)}"; filename="document-${index}.${document.extension}"`;
      yield toHead(name, `content-type: ${document.mimetype}`);
      yield document.content;
      yield Buffer.from('\r\n');
    }
    yield Buffer.from(`--${boundary}--\r\n`);
  }
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: new FormBody(parts()) };
}

/**
 * Fin.com documents two formats: one object with a member per file, and one object per file.
 *
 * @returns undefined unless there is exactly one URI per file, without duplicates
 */
function findUris(files: readonly Readonly<Record<string, string>>[], count: number): string[] | undefined {
  const entries = files.flatMap((file) => Object.entries(file));
  const byPartName = new Map(entries);
  const uris = Array.from({ length: count }, (_, index) => byPartName.get(toPartName(index)) ?? '');
  const isComplete = entries.length === count && new Set(uris).size === count;
  return isComplete && uris.every((uri) => isUploadUri(uri) && uri.length <= MAX_URI_LENGTH)
    ? uris
    : undefined;
}
