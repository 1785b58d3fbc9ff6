import type { GatewayError } from '../../errors.ts';
import { FormFileReader } from '../form-file-reader.ts';
import type { IncomingFile } from '../incoming-file.ts';
import type { FormContext } from '../store-files.ts';
import type { UploadForm } from '../upload-form.ts';

/**
 * Inspects the files of a request whose other fields have errors, so that one response reports all of them.
 *
 * @param files those whose places in the input are known; the other files of the form are skipped
 */
export async function withFileErrors(
  error: GatewayError,
  files: readonly IncomingFile[],
  { uploadForm, uploadPolicy }: FormContext,
): Promise<GatewayError> {
  if (files.length === 0 || !uploadForm?.claim()) return error;
  const known = new Set<unknown>(files.map(({ upload }) => upload));
  for (const upload of uploadForm.uploads) if (!known.has(upload)) skip(upload, uploadForm);
  return new FormFileReader(files, uploadForm, uploadPolicy).addFileErrorsTo(error);
}

/** The parser pauses at a file until it is read. */
function skip(upload: UploadForm['uploads'][number], form: UploadForm): void {
  upload.then(
    ({ fieldName }) => form.contentOf(fieldName)?.resume(),
    () => undefined,
  );
}
