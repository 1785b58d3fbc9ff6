import type { PickedFile } from './form-values.ts';
import { wrongFileType } from './words.ts';

const ALLOWED: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/apng']);
/** As much as the gateway looks at. */
const SAMPLE_BYTES = 4_100;

const UNREADABLE =
  'This cannot be read. Choose a file, not a folder. If the file is in a cloud drive, download it to this device first.';

/** Detects the type from the first bytes, as the gateway does, whatever the name of the file says. */
export async function inspectFile(file: File): Promise<PickedFile> {
  const sample = await readSample(file);
  if (!sample) return { file, fault: UNREADABLE };
  if (sample.length === 0) return { file, fault: 'This file is empty.' };
  // Loaded with the first file.
  const detector = await import('file-type').catch(() => undefined);
  // The gateway detects the type too.
  if (!detector) return { file };
  const type = await detector.fileTypeFromBuffer(sample);
  if (type && ALLOWED.has(type.mime)) return { file };
  return { file, fault: wrongFileType(type?.ext.toUpperCase()) };
}

async function readSample(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  } catch {
    return undefined;
  }
}
