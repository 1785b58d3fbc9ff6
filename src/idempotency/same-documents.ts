import type { GatewayContext } from '../context.ts';
import type { IncomingFile } from '../uploads/incoming-documents.ts';
import { fingerprintDocuments, type StoredDocument } from '../uploads/store-documents.ts';
import { keyReused } from './idempotency-key.ts';

/** Reads the files of a repeated request: whether each is, byte for byte, what stood in its place before. */
export async function haveSameContents(
  files: readonly IncomingFile[],
  stored: readonly StoredDocument[] = [],
  context: GatewayContext,
): Promise<boolean> {
  if (files.length === 0) return true;
  const contents = new Map(stored.map(({ path, sha256 }) => [path.join('.'), sha256]));
  const read = await fingerprintDocuments(files, context);
  return read.every(({ path, sha256 }) => contents.get(path.join('.')) === sha256);
}

/**
 * Reads files that were stored before, wherever in the input they stand now.
 *
 * @returns what Fin.com has of them, in the order of `files`
 * @throws {GatewayError} IDEMPOTENCY_KEY_REUSED for content that is not stored: having been read, it cannot be sent
 */
export async function storedBefore(
  files: readonly IncomingFile[],
  stored: readonly StoredDocument[],
  context: GatewayContext,
): Promise<StoredDocument[]> {
  const byContent = new Map(stored.map((document) => [document.sha256, document]));
  const read = await fingerprintDocuments(files, context);
  const found = read.map(({ path, sha256 }) => {
    const document = byContent.get(sha256);
    if (!document) throw keyReused();
    return { ...document, path };
  });
  return files.flatMap(({ path }) => found.filter((document) => document.path === path));
}
