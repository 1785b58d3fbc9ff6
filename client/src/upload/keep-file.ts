/** Larger files are not copied. No gateway accepts them. */
const MAX_COPY_BYTES = 64 * 1_048_576;

/** The file was changed, moved or deleted since the person chose it. The person has to choose it again. */
export class FileUnreadableError extends Error {
  override readonly name = 'FileUnreadableError';
}

/**
 * Copies a file into memory, so that a change on the device cannot break the upload. Browsers fail every request with a file
 * that has changed, in the same way as a lost connection.
 *
 * @throws {FileUnreadableError}
 */
export async function keepFile<Picked extends File | Blob>(file: Picked): Promise<Picked | File> {
  const bytes = await readBytes(file.size > MAX_COPY_BYTES ? file.slice(0, 1) : file);
  if (file.size > MAX_COPY_BYTES) return file;
  const { name, lastModified } = file instanceof File ? file : { name: 'blob', lastModified: 0 };
  return new File([bytes], name, { type: file.type, lastModified });
}

async function readBytes(blob: Blob): Promise<ArrayBuffer> {
  const bytes = await blob.arrayBuffer().catch(() => undefined);
  if (bytes?.byteLength !== blob.size) throw new FileUnreadableError('The file can no longer be read.');
  return bytes;
}
