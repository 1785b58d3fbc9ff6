import type { ChildProcess } from 'node:child_process';

const children = new Set<ChildProcess>();

/** Does not run if this process is killed with SIGKILL. */
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

export function killOnExit(child: ChildProcess): void {
  children.add(child);
  child.once('exit', () => children.delete(child));
}
