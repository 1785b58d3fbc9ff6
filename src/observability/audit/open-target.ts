import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { Socket } from 'node:net';
import { FILE_MODE, toReason } from '../output-files.ts';

const OPEN_IT = 'The parent process must open this descriptor, as with 3>>audit.log.';

/**
 * Prepares a descriptor, or the path of a file or a named pipe, for writes in the background.
 *
 * @throws {Error} that names the variable, if it cannot be written to
 */
export function openTarget(target: number | string): number | string {
  try {
    return typeof target === 'number' ? toNonBlocking(target) : openPath(target);
  } catch (error) {
    const advice = typeof target === 'number' ? ` ${OPEN_IT}` : '';
    throw new Error(`AUDIT_LOG cannot be written to (${toReason(error)}).${advice}`);
  }
}

/** Makes a pipe non-blocking, so that a reader that hangs cannot block a thread and the end of the process. */
function toNonBlocking(descriptor: number): number {
  writeSync(descriptor, '');
  const stats = fstatSync(descriptor);
  // Accessing standard error makes it non-blocking.
  if (descriptor === process.stderr.fd) return descriptor;
  if (!stats.isFIFO() && !stats.isSocket()) return descriptor;
  if (isReadHere(stats)) throw Object.assign(new Error('Node itself uses this pipe'), { code: 'EBUSY' });
  new Socket({ fd: descriptor, readable: false }).unref();
  return descriptor;
}

/** Node wakes its threads through pipes of its own, which would swallow the lines. */
function isReadHere({ dev, ino }: Stats): boolean {
  return readdirSync('/dev/fd').some((name) => {
    const descriptor = Number(name);
    try {
      const stats = fstatSync(descriptor);
      return stats.dev === dev && stats.ino === ino && !isWritable(descriptor);
    } catch {
      // The descriptor of the folder itself is closed again.
      return false;
    }
  });
}

function isWritable(descriptor: number): boolean {
  try {
    writeSync(descriptor, '');
    return true;
  } catch {
    return false;
  }
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
