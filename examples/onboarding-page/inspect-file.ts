import type { PickedFile } from './form-values.ts';
import { wrongFileType } from './words.ts';

const ALLOWED: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/apng']);
/** As much as the gateway looks at. */
const SAMPLE_BYTES = 4_100;

/** Looks at the beginning of a file as the gateway will: by content, whatever its name says. */
export async function inspectFile(file: File): Promise<PickedFile> {
  if (file.size === 0) return { file, fault: 'This file is empty.' };
  // Loaded with the first file.
  const { fileTypeFromBuffer } = await import('file-type');
  const sample = new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  const type = await fileTypeFromBuffer(sample);
  if (type && ALLOWED.has(type.mime)) return { file };
  return { file, fault: wrongFileType(type?.ext.toUpperCase()) };
}
