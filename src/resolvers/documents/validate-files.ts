import type { FieldError, FieldPath } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import { isUploadUri } from '../../rules/upload-uri.ts';

export interface DocumentFile {
  readonly uri?: string | null | undefined;
  readonly upload?: Promise<unknown> | null | undefined;
}

/** The files of one proof. Files that do not fit their type are undefined. */
export type ProofFiles<File = DocumentFile> = readonly (File | undefined)[] | null | undefined;

/** @param seenUris URIs of earlier files that must not be repeated; those of these files are added */
export function* validateFiles(
  path: FieldPath,
  files: ProofFiles,
  seenUris: Set<string>,
): Generator<FieldError> {
  for (const [index, file] of (files ?? []).entries()) {
    if (file) yield* validateFile([...path, index], file, seenUris);
  }
}

export function* requireFiles(path: FieldPath, files: ProofFiles): Generator<FieldError> {
  if (files?.length === 0) yield fieldError(path, 'REQUIRED', 'At least one file is required.', { min: 1 });
}

export function* limitFiles(path: FieldPath, files: ProofFiles, max: number): Generator<FieldError> {
  if (!files || files.length <= max) return;
  yield fieldError(path, 'OUT_OF_RANGE', `The number of files must be ${max}.`, { max, unit: 'ITEMS' });
}

export function validateFile(
  path: FieldPath,
  { uri, upload }: DocumentFile,
  seenUris: Set<string>,
): FieldError[] {
  if (upload != null && uri != null) {
    const message = 'Must not be combined with uri.';
    return [fieldError([...path, 'upload'], 'CONFLICTING', message, { with: ['uri'] })];
  }
  if (upload != null) return [];
  if (uri != null) return validateUri([...path, 'uri'], uri, seenUris);
  const message = 'A URI or an upload is required.';
  return [fieldError(path, 'REQUIRED', message, { oneOf: ['uri', 'upload'] })];
}

function validateUri(path: FieldPath, uri: string, seenUris: Set<string>): FieldError[] {
  if (uri === '') return [fieldError(path, 'REQUIRED', 'Must not be blank.')];
  if (!isUploadUri(uri)) {
    const message = 'Must be the URI of an uploaded file, which starts with /.';
    return [fieldError(path, 'INVALID_FORMAT', message, { format: 'UPLOAD_URI' })];
  }
  if (seenUris.has(uri)) return [fieldError(path, 'DUPLICATE', 'Duplicate URI.')];
  seenUris.add(uri);
  return [];
}
