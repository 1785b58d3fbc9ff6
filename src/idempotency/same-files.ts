import type { IncomingFile } from '../uploads/incoming-file.ts';
import { type FormContext, hashFiles } from '../uploads/store-files.ts';
import type { StoredFile, UploadedFile } from '../uploads/uploaded-file.ts';
import { keyReused } from './idempotency-key.ts';

/** Reads the files of a repeated request. True if each has the same bytes as the stored file at the same path. */
export async function haveSameContents(
  files: readonly IncomingFile[],
  stored: readonly StoredFile[],
  context: FormContext,
): Promise<boolean> {
  if (files.length === 0) return true;
  const hashes = new Map(stored.map(({ path, sha256 }) => [path.join('.'), sha256]));
  const read = await hashFiles(files, context);
  return read.every(({ path, sha256 }) => hashes.get(path.join('.')) === sha256);
}

/**
 * Finds the files among those that an earlier attempt has stored. Their paths may have changed. Files with the same bytes
 * keep URIs of their own.
 *
 * @returns the stored files in the order of `files`
 * @throws {GatewayError} IDEMPOTENCY_KEY_REUSED if a file is new: its bytes have been read and cannot be sent any more
 */
export async function findStoredFiles(
  files: readonly IncomingFile[],
  stored: readonly StoredFile[],
  context: FormContext,
): Promise<UploadedFile[]> {
  const unused = new Set(stored);
  const read = await hashFiles(files, context);
  const found = read.map(({ path, sha256, findings }) => {
    const isSame = (file: StoredFile) => file.sha256 === sha256;
    const file = [...unused].find(isSame) ?? stored.find(isSame);
    if (!file) throw keyReused();
    unused.delete(file);
    return { ...file, path, findings };
  });
  return files.flatMap(({ path }) => found.filter((file) => file.path === path));
}
