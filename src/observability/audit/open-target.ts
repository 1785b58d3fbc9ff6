import { closeSync, constants, fstatSync, openSync, statSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { FILE_MODE } from '../output-files.ts';

const NOT_WRITABLE = 'AUDIT_LOG cannot be written to';

/**
 * Prepares a descriptor, or the path of a file or a named pipe, for writes in the background.
 *
 * @throws {Error} that names the variable, if it cannot be written to
 */
export function openTarget(target: number | string): number | string {
  try {
    return typeof target === 'number' ? toNonBlocking(target) : openPath(target);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new Error(`${NOT_WRITABLE}${code}.`);
  }
}

/** Makes a pipe non-blocking, so that a reader that hangs cannot block a thread and the end of the process. */
function toNonBlocking(descriptor: number): number {
  writeSync(descriptor, '');
  const stats = fstatSync(descriptor);
  // Accessing standard error makes it non-blocking.
  if (descriptor === process.stderr.fd) return descriptor;
  if (stats.isFIFO() || stats.isSocket()) new Socket({ fd: descriptor, readable: false }).unref();
  return descriptor;
}

function openPath(path: string): number | string {
  // Opened in both directions, so that it opens without a reader and keeps its lines until there is one.
  if (isNamedPipe(path)) return openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  closeSync(openSync(path, 'a', FILE_MODE));
  return path;
}

function isNamedPipe(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFIFO() ?? false;
}
