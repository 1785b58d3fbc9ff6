import type { ChildProcess } from 'node:child_process';

const children = new Set<ChildProcess>();

/** However this process ends, unless by force, its children end with it. */
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

export function endWithThisProcess(child: ChildProcess): void {
  children.add(child);
  child.once('exit', () => children.delete(child));
}
