import { fstatSync, type Stats, statSync } from 'node:fs';
import { LineStream } from '../line-stream.ts';
import { MAX_BUFFERED } from '../logger.ts';
import { openTarget } from './open-target.ts';

/**
 * @param target a descriptor or the path of a file
 * @param standardOutput the log's stream
 * @throws {Error} that names the variable, if the target cannot be written to
 */
export function openAuditStream(target: number | string, standardOutput: LineStream): LineStream {
  // Two streams to one file would split or overwrite each other's lines, as with /dev/stdout.
  const standardStreams = [process.stdout.fd, process.stderr.fd];
  const actualTarget = standardStreams.find((descriptor) => isSameFile(descriptor, target)) ?? target;
  if (actualTarget === process.stdout.fd) return standardOutput;
  return new LineStream({ target: openTarget(actualTarget), maxBuffered: MAX_BUFFERED });
}

function isSameFile(one: number | string, other: number | string): boolean {
  const [stats, otherStats] = [statsOf(one), statsOf(other)];
  return stats !== undefined && stats.dev === otherStats?.dev && stats.ino === otherStats.ino;
}

/** @returns undefined if there is no such file yet. Opening it reports any other error */
function statsOf(target: number | string): Stats | undefined {
  try {
    return typeof target === 'number' ? fstatSync(target) : statSync(target);
  } catch {
    return undefined;
  }
}
