import { isFile, mapFiles } from '../../client/files.ts';
import { isRecord } from '../../errors/records.ts';

/**
 * Tells whether an input has changed, without keeping it: a hash of its members, and of the names, sizes and times of files.
 *
 * @param salt random, so that nobody finds a short value by comparing hashes
 */
export function fingerprintOf(input: unknown, salt: string): string {
  return hash(JSON.stringify([salt, canonical(mapFiles(input, describe))]));
}

function describe(file: unknown): unknown {
  if (!(file instanceof Blob)) return isFile(file) ? Object.values(file) : file;
  return file instanceof File ? [file.name, file.size, file.type, file.lastModified] : [file.size, file.type];
}

/** The order of members makes no difference, nor does null instead of a missing member. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isRecord(value)) return value;
  return Object.entries(value)
    .filter(([, member]) => member !== undefined && member !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [name, canonical(member)]);
}

/** FNV-1a, twice with different primes. Not cryptographic: a collision only makes the gateway reject the key. */
function hash(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x5bd1e995);
  }
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
