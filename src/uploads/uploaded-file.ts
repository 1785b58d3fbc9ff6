import type { QualityFinding } from '../../client/src/quality/quality-finding.ts';
import { type FieldError, type FieldPath, GatewayError } from '../errors.ts';

/** A file that Fin.com has stored. */
export interface UploadedFile {
  /** Its place in the client's input. */
  readonly path: FieldPath;
  readonly uri: string;
  readonly mimetype: string;
  readonly byteLength: number;
  readonly sha256: string;
  /** Reasons why a review may reject the file. */
  readonly findings: readonly QualityFinding[];
}

/** Facts about a file that are kept for a later attempt, which sends its bytes again. */
export type StoredFile = Omit<UploadedFile, 'findings'>;

/**
 * Adds the URIs of stored files to an error, so that a retry need not upload them again. Field errors about a URI that the
 * client never saw are moved to its upload.
 */
export function withUploadedFiles(error: unknown, files: readonly UploadedFile[]): unknown {
  if (!(error instanceof GatewayError) || files.length === 0) return error;
  const { code, message, details } = error;
  const uploadPaths = new Map(files.map(({ path }) => [[...itemPath(path), 'uri'].join('.'), path]));
  const toUploadPath = (fieldError: FieldError): FieldError => ({
    ...fieldError,
    path: uploadPaths.get(fieldError.path.join('.')) ?? fieldError.path,
  });
  return new GatewayError(code, {
    ...details,
    message,
    ...(details.fieldErrors && { fieldErrors: details.fieldErrors.map(toUploadPath) }),
    uploadedFiles: files.map(({ path, uri }) => ({ path: itemPath(path), uri })),
  });
}

/** The path of the list item that has the upload as a member. */
function itemPath(uploadPath: FieldPath): FieldPath {
  return uploadPath.slice(0, -1);
}
