import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';

/** Resolves when the server has written a match. @throws if it ends before that */
export async function waitForOutput(server: ChildProcessWithoutNullStreams, pattern: RegExp): Promise<void> {
  let output = '';
  const collect = (text: string) => {
    output += text;
  };
  // Errors in the configuration are written to standard error.
  const streams = [server.stdout, server.stderr];
  for (const stream of streams) stream.setEncoding('utf8').on('data', collect);
  const closed = once(server, 'close').then(() => 'closed' as const);
  while (!pattern.test(output)) {
    if ((await Promise.race([once(server.stdout, 'data'), closed])) === 'closed') {
      throw new Error(`The server did not start: ${output}`);
    }
  }
  for (const stream of streams) stream.off('data', collect).resume();
}
