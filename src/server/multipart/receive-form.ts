import type { IncomingMessage, ServerResponse } from 'node:http';
import { processRequest } from 'graphql-upload-minimal';
import { GatewayError } from '../../errors.ts';
import type { UploadForm, UploadPolicy } from '../../uploads/upload-form.ts';
import { watchIdle } from '../../uploads/watch-idle.ts';
import { malformed, toFormError } from './form-errors.ts';
import { FORM_ERRORS, parseBoundary } from './form-rules.ts';
import { MultipartForm } from './multipart-form.ts';

/** Applies to the fields `operations` and `map`. */
const MAX_FIELD_BYTES = 1_048_576;
/** Higher than any configurable limit, so that the error about too many files, which names a field, comes first. */
const MAX_PARTS = 200;

export interface ReceivedForm {
  /** `operations` with an `Upload` wherever the map put a file. */
  readonly operations: unknown;
  readonly form: UploadForm;
}

/**
 * Reads a multipart form up to its first file. Resolvers read the files. Files that no resolver has read are discarded
 * when the response is sent.
 *
 * @throws {GatewayError} UPLOAD_MALFORMED, UPLOAD_INCOMPLETE, UPLOAD_TOO_MANY_FILES
 * @see https://github.com/jaydenseric/graphql-multipart-request-spec
 */
export async function receiveForm(
  req: IncomingMessage,
  res: ServerResponse,
  policy: UploadPolicy,
): Promise<ReceivedForm> {
  // The parser would wait forever for the end of a request whose client is already gone.
  if (req.destroyed) throw new GatewayError('UPLOAD_INCOMPLETE');
  const boundary = parseBoundary(req.headers['content-type']);
  if (boundary === undefined) throw malformed(FORM_ERRORS.noBoundary);
  // The parser only accepts this spelling, but media types are case-insensitive and allow whitespace around the semicolon.
  req.headers['content-type'] = `multipart/form-data; boundary="${boundary.replaceAll(/["\\]/g, '\\$&')}"`;
  const form = new MultipartForm(req, {
    rate: policy.rate,
    maxBytes: maxFormBytes(policy),
    maxFieldBytes: MAX_FIELD_BYTES,
  });
  const stopIdleWatch = watchIdle(req, policy.idleMs, () => form.stall());
  res.once('close', () => form.abandon());
  const operations: unknown = await processRequest(req, res, {
    maxFieldSize: MAX_FIELD_BYTES,
    // One byte over the limit: the parser truncates silently, so a file of exactly the limit would look like a longer one.
    maxFileSize: policy.maxFileBytes + 1,
    maxFiles: MAX_PARTS,
  })
    .catch((error: unknown) => {
      throw form.fail(toFormError(error));
    })
    .finally(stopIdleWatch);
  return { operations: form.accept(operations), form };
}

/** The size of the largest form within the limits. Browsers show a rejection only after they have sent the whole form. */
export function maxFormBytes({ maxFileBytes, maxFiles }: UploadPolicy): number {
  return maxFiles * maxFileBytes + 4 * MAX_FIELD_BYTES;
}
