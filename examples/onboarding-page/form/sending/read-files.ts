import type { FieldErrors } from '../form-rules.ts';
import { type FileFieldName, type FormValues, hasBackSide, type PickedFile } from '../form-values.ts';

/** Larger files are not copied. */
const MAX_COPY_BYTES = 64 * 1_048_576;

const UNREADABLE =
  'This file can no longer be read. It may have been changed, moved or deleted since you chose it. Please choose it again.';

/**
 * Copies the files into memory, so that a change on the device cannot break the upload.
 *
 * @returns the form with the copies, and an error for each file that cannot be read
 */
export async function readFiles(
  values: FormValues,
): Promise<{ copies: FormValues; fieldErrors: FieldErrors }> {
  const back: FileFieldName[] = hasBackSide(values.identityType) ? ['back'] : [];
  const fields: FileFieldName[] = ['front', ...back, 'addressProof', 'selfie'];
  const copies: Partial<Record<FileFieldName, PickedFile>> = {};
  const fieldErrors: Partial<Record<FileFieldName, string>> = {};
  for (const field of fields) {
    const picked = values[field];
    if (!picked || picked.uri !== undefined) continue;
    try {
      copies[field] = { ...picked, file: await copyFile(picked.file) };
    } catch {
      fieldErrors[field] = UNREADABLE;
    }
  }
  return { copies: { ...values, ...copies }, fieldErrors };
}

/** @throws if the file has changed or is gone */
async function copyFile(file: File): Promise<File> {
  if (file.size > MAX_COPY_BYTES) {
    await file.slice(0, 1).arrayBuffer();
    return file;
  }
  const bytes = await file.arrayBuffer();
  if (bytes.byteLength !== file.size) throw new Error('The size of the file has changed.');
  return new File([bytes], file.name, { type: file.type });
}
