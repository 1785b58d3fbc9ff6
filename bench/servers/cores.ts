import { readFileSync } from 'node:fs';
import { findInPath } from '../../test/support/find-in-path.ts';

/** `server`: the process that is measured. `load`: everything else. */
export type Role = 'server' | 'load';

interface Pinning {
  readonly taskset: string;
  readonly cores: Readonly<Record<Role, string>>;
}

const pinning = findPinning();

export const pinningDescription = pinning
  ? `server on core ${pinning.cores.server}, load and upstream on ${pinning.cores.load}`
  : 'server, load and upstream share all cores';

/** The command that runs a program on the cores of its role. Without taskset or with a single core, all share the cores. */
export function onCoresOf(role: Role, program: string, args: readonly string[]): [string, string[]] {
  if (!pinning) return [program, [...args]];
  return [pinning.taskset, ['--cpu-list', pinning.cores[role], program, ...args]];
}

function findPinning(): Pinning | undefined {
  const taskset = findInPath(['taskset']);
  const [server, ...load] = allowedCores();
  if (!taskset || server === undefined || load.length === 0) return undefined;
  return { taskset, cores: { server: `${server}`, load: load.join(',') } };
}

/** The cores that this process may use, from a list such as `0-3,8`. */
function allowedCores(): number[] {
  const status = readFileSync('/proc/self/status', 'utf8');
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1] ?? '';
  return list.split(',').flatMap((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
