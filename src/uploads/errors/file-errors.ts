import type { ErrorCode } from '../../error-codes.ts';
import { type FieldError, type FieldPath, GatewayError } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import { FILE_TYPES } from '../file-kind.ts';
import type { IncomingFile } from '../incoming-file.ts';

const FILE_ERROR_CODES: ReadonlySet<ErrorCode> = new Set([
  'UPLOAD_EMPTY',
  'UPLOAD_INCOMPLETE',
  'UPLOAD_TOO_LARGE',
  'UPLOAD_TYPE_NOT_ALLOWED',
]);

/** True for an error of one file, false for an error of the whole form. */
export function isFileError(error: unknown): error is GatewayError {
  return (
    error instanceof GatewayError &&
    FILE_ERROR_CODES.has(error.code) &&
    error.details.fieldErrors !== undefined
  );
}

export function fileEmpty(path: FieldPath): GatewayError {
  return toError('UPLOAD_EMPTY', fieldError(path, 'FILE_EMPTY', 'The file is empty.'));
}

/** The file never arrived, or only a part of it did. */
export function fileIncomplete(path: FieldPath): GatewayError {
  return toError(
    'UPLOAD_INCOMPLETE',
    fieldError(path, 'FILE_INCOMPLETE', 'The file did not arrive completely.'),
  );
}

export function fileTooLarge(path: FieldPath, max: number): GatewayError {
  const message = `Must have at most ${max} bytes.`;
  return new GatewayError('UPLOAD_TOO_LARGE', {
    limit: 'file_bytes',
    fieldErrors: [fieldError(path, 'FILE_TOO_LARGE', message, { max, unit: 'BYTES' })],
  });
}

/** @param detected type of the file as a stable token, or UNKNOWN */
export function fileTypeNotAllowed(
  { path, allowedTypes: allowed = FILE_TYPES }: Pick<IncomingFile, 'path' | 'allowedTypes'>,
  detected: string,
): GatewayError {
  const found = detected === 'UNKNOWN' ? 'the type was not recognized' : `this is ${detected}`;
  const message = `Must be ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}; ${found}.`;
  const params = { allowed, detected };
  return toError('UPLOAD_TYPE_NOT_ALLOWED', fieldError(path, 'FILE_TYPE_NOT_ALLOWED', message, params));
}

export function tooManyFiles(path: FieldPath, max: number): GatewayError {
  const message = `A request may have at most ${max} files.`;
  return new GatewayError('UPLOAD_TOO_MANY_FILES', {
    limit: 'files',
    fieldErrors: [fieldError(path, 'OUT_OF_RANGE', message, { max, unit: 'FILES' })],
  });
}

/** Some files belong to another mutation field or to none. */
export function filesUnused(): GatewayError {
  const message =
    'One mutation field must use all files of the request. Send a separate request for each mutation with files.';
  return new GatewayError('UPLOAD_MALFORMED', { message });
}

function toError(code: ErrorCode, fieldError: FieldError): GatewayError {
  return new GatewayError(code, { fieldErrors: [fieldError] });
}
