import { LineStream } from '../line-stream.ts';
import { MAX_BUFFERED } from '../logger.ts';
import { openTarget } from './open-target.ts';

/**
 * @param target a descriptor or the path of a file
 * @param standardOutput the log's stream. Two streams would split each other's lines
 * @throws {Error} that names the variable, if the target cannot be written to
 */
export function openAuditStream(target: number | string, standardOutput: LineStream): LineStream {
  if (target === process.stdout.fd) return standardOutput;
  return new LineStream({ target: openTarget(target), maxBuffered: MAX_BUFFERED });
}
