import { Upload } from 'graphql-upload-minimal';

/** Finds every file in a value, once for each place where it occurs. */
export function findUploads(value: unknown): Upload[] {
  const uploads: Upload[] = [];
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (next instanceof Upload) uploads.push(next);
    else if (typeof next === 'object' && next !== null) {
      // Spreading into push() would fail for a list that is longer than a call may have arguments.
      for (const inner of Object.values(next)) pending.push(inner);
    }
  }
  return uploads;
}
