import { closeSync, fstatSync, openSync } from 'node:fs';

/** Only the gateway's user can read the file. */
export const FILE_MODE = 0o600;

/** @returns why the file cannot be opened to append to it. Undefined: it can be */
export function openingFailure(path: string): string | undefined {
  try {
    closeSync(openSync(path, 'a', FILE_MODE));
    return undefined;
  } catch (error) {
    return toReason(error);
  }
}

/** The code of an error of Node. Its message may contain a path. */
export function toReason(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

export function isPipe(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isFIFO() || stats.isSocket();
  } catch {
    return false;
  }
}
