import { mapFiles } from '../../client/files.ts';
import type { FieldPath } from '../../errors/gateway-error.ts';
import { keepFile } from '../../upload/keep-file.ts';

/**
 * Copies every file in an input into memory.
 *
 * @returns the input with the copies, and the paths of the files that cannot be read
 */
export async function keepFiles<Input>(input: Input): Promise<{ kept: Input; unreadable: FieldPath[] }> {
  const copies = new Map<unknown, Blob>();
  const unreadable: FieldPath[] = [];
  for (const [file, path] of blobsIn(input)) {
    const copy = await keepFile(file).catch(() => undefined);
    if (copy) copies.set(file, copy);
    else unreadable.push(path);
  }
  return { kept: mapFiles(input, (file) => copies.get(file) ?? file), unreadable };
}

function blobsIn(input: unknown): [file: Blob, path: FieldPath][] {
  const found: [file: Blob, path: FieldPath][] = [];
  const collect = (file: unknown, path: FieldPath) => {
    if (file instanceof Blob) found.push([file, path]);
  };
  mapFiles(input, collect, ['input']);
  return found;
}
