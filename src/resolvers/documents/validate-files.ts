import type { FieldError, FieldPath } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import { isUploadUri } from '../../rules/upload-uri.ts';

interface ProofFile {
  readonly uri?: string | null | undefined;
  readonly upload?: Promise<unknown> | null | undefined;
}

/** Validates the files of one proof. */
export function* validateFiles(
  path: FieldPath,
  files: readonly (ProofFile | undefined)[] | null | undefined,
): Generator<FieldError> {
  if (!files) return;
  if (files.length === 0) yield fieldError(path, 'REQUIRED', 'At least one file is required.', { min: 1 });
  const seenUris = new Set<string>();
  for (const [index, file] of files.entries()) {
    if (file) yield* validateFile([...path, index], file, seenUris);
  }
}

function validateFile(path: FieldPath, { uri, upload }: ProofFile, seenUris: Set<string>): FieldError[] {
  if (upload != null && uri != null) {
    const message = 'Must not be combined with uri.';
    return [fieldError([...path, 'upload'], 'CONFLICTING', message, { with: ['uri'] })];
  }
  if (upload != null) return [];
  if (uri != null) return validateUri([...path, 'uri'], uri, seenUris);
  const message = 'A URI or an upload is required.';
  return [fieldError(path, 'REQUIRED', message, { oneOf: ['uri', 'upload'] })];
}

/** @param seenUris earlier URIs of the same proof; this one is added */
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
