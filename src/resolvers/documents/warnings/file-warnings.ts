import type { DocumentWarning } from '../../../document-warning-codes.ts';
import type { UploadedFile } from '../../../uploads/uploaded-file.ts';

/** Warnings about the bytes of the files. */
export function fileWarnings(files: readonly UploadedFile[]): DocumentWarning[] {
  return files.flatMap(({ path, findings }) => findings.map((finding) => ({ ...finding, path })));
}
