import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOptions, readArguments } from '../scripts/command-line.ts';
import { attach } from './attach.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { coldStart } from './cold-start.ts';
import { idleMemory } from './idle-memory.ts';
import { formatTable } from './table.ts';
import { uploadMemory, uploadSpeed } from './uploads.ts';

const BENCHMARKS: readonly Benchmark[] = [attach, coldStart, idleMemory, uploadSpeed, uploadMemory];

if (process.platform !== 'linux')
  throw new Error('The benchmarks read CPU time and memory from /proc, so they only run on Linux.');

const { quick: isQuick } = readArguments((args) =>
  parseOptions(args, { quick: { type: 'boolean', default: false } }),
);
const directory = mkdtempSync(join(tmpdir(), 'fin-gateway-bench-'));
try {
  const sections = new Map<Benchmark, readonly Measurement[]>();
  for (const benchmark of BENCHMARKS) {
    process.stderr.write(`${benchmark.name} …\n`);
    sections.set(benchmark, await benchmark.run({ isQuick, directory }));
  }
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores, medians${isQuick ? ', quick run' : ''}\n`,
  );
  console.log(formatTable(sections));
} finally {
  rmSync(directory, { recursive: true });
}
