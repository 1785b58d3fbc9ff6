import type { PickedFile } from './form-values.ts';
import { toFileTypeText, toTooLargeText } from './texts.ts';

/** What a field accepts: any document, or a photo only. */
export type FileKind = 'document' | 'photo';

const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/apng'];
const ALLOWED: Readonly<Record<FileKind, ReadonlySet<string>>> = {
  document: new Set(['application/pdf', ...PHOTO_TYPES]),
  photo: new Set(PHOTO_TYPES),
};
/** The gateway looks at the same number of bytes. */
const SAMPLE_BYTES = 4_100;

const UNREADABLE =
  'This file cannot be read. Choose a file, not a folder. If the file is in a cloud drive, download it to this device first.';

/** Detects the type from the first bytes, as the gateway does. Ignores the name of the file. */
export async function inspectFile(file: File, kind: FileKind, maxFileBytes: number): Promise<PickedFile> {
  const sample = await readSample(file);
  if (!sample) return { file, error: UNREADABLE };
  if (sample.length === 0) return { file, error: 'This file is empty.' };
  if (file.size > maxFileBytes) return { file, error: toTooLargeText(maxFileBytes) };
  const detector = await import('file-type').catch(() => undefined);
  // Without the library the gateway still detects the type.
  if (!detector) return { file };
  const type = await detector.fileTypeFromBuffer(sample);
  if (type && ALLOWED[kind].has(type.mime)) return { file };
  return { file, error: toFileTypeText(kind, type?.ext.toUpperCase()) };
}

async function readSample(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  } catch {
    return undefined;
  }
}
