import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The path of a Node that cannot read TypeScript, if the system has one. */
export function findOldNode(): string | undefined {
  return ['/usr/bin/node', '/usr/local/bin/node']
    .filter((path) => existsSync(path))
    .find((path) => /^v(1\d|20)\./.test(execFileSync(path, ['--version'], { encoding: 'utf8' })));
}
