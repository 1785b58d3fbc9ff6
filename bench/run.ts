import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOptions, readArguments, usageError } from '../scripts/command-line.ts';
import { attach } from './attach/attach.ts';
import { keyedAttach } from './attach/keyed-attach.ts';
import type { Benchmark } from './benchmark.ts';
import { redisMemory } from './redis/redis-memory.ts';
import { pinningDescription } from './servers/cores.ts';
import { buildGateway } from './servers/subjects.ts';
import { coldStart } from './start/cold-start.ts';
import { idleMemory } from './start/idle-memory.ts';
import { hangingAttaches } from './stress/hanging-attaches.ts';
import { overload } from './stress/overload.ts';
import { formatTable } from './table.ts';
import { uploadMemory } from './uploads/upload-memory.ts';
import { uploadSpeed } from './uploads/upload-speed.ts';

const BENCHMARKS: readonly Benchmark[] = [
  attach,
  keyedAttach,
  overload,
  hangingAttaches,
  coldStart,
  idleMemory,
  uploadSpeed,
  uploadMemory,
  redisMemory,
];

if (process.platform !== 'linux')
  throw new Error('The benchmarks read CPU time and memory from /proc, so they only run on Linux.');

const { isQuick, benchmarks } = readArguments((args) => {
  const { quick, only } = parseOptions(args, {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
  });
  return { isQuick: quick, benchmarks: only === undefined ? BENCHMARKS : [findBenchmark(only)] };
});
const directory = mkdtempSync(join(tmpdir(), 'fin-gateway-bench-'));
const sections: string[] = [];
try {
  await buildGateway();
  for (const benchmark of benchmarks) {
    process.stderr.write(`${benchmark.name} …\n`);
    const result = await benchmark.run({ isQuick, directory });
    sections.push(
      'skipped' in result
        ? `**${benchmark.title}**: skipped, ${result.skipped}`
        : formatTable(benchmark, result),
    );
  }
} finally {
  rmSync(directory, { recursive: true });
}
const conditions = ['medians', pinningDescription, ...(isQuick ? ['quick run'] : [])].join('; ');
console.log(`Node ${process.version}, ${availableParallelism()} cores; ${conditions}\n`);
console.log(sections.join('\n\n'));

function findBenchmark(name: string): Benchmark {
  const found = BENCHMARKS.find((benchmark) => benchmark.name === name);
  if (found) return found;
  throw usageError(`There is no benchmark ${name}. Benchmarks: ${BENCHMARKS.map((b) => b.name).join(', ')}.`);
}
