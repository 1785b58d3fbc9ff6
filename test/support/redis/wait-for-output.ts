import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';

/** Resolves when the server has written a match. @throws if it ends before that */
export async function waitForOutput(server: ChildProcessWithoutNullStreams, pattern: RegExp): Promise<void> {
  let output = '';
  const collect = (text: string) => {
    output += text;
  };
  server.stdout.setEncoding('utf8').on('data', collect);
  const exited = once(server, 'exit').then(() => 'exited' as const);
  while (!pattern.test(output)) {
    if ((await Promise.race([once(server.stdout, 'data'), exited])) === 'exited') {
      throw new Error(`The server did not start: ${output}`);
    }
  }
  server.stdout.off('data', collect).resume();
  server.stderr.resume();
}
