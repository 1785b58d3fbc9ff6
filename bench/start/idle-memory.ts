import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { saturate } from '../attach/saturate.ts';
import { type Benchmark, toMeasurement } from '../benchmark.ts';
import { createSubjects, type Subject, withCompileCache } from '../servers/subjects.ts';
import { startUpstream } from '../servers/upstream.ts';

const BYTES_PER_MB = 1_000_000;

interface Footprint {
  readonly startedMb: number;
  readonly idleMb: number;
  readonly loadedMb: number;
}

/** Measures resident memory after the start, after idling and after load. Does not force garbage collection. */
export const idleMemory: Benchmark = {
  name: 'memory',
  title: 'resident memory, NODE_COMPILE_CACHE warm',
  columns: ['baseline', 'sources', 'gateway'],
  async run({ isQuick, directory }) {
    const [idleMs, loadMs] = isQuick ? [500, 500] : [5_000, 4_000];
    await using upstream = await startUpstream(directory);
    const subjects = await createSubjects(upstream);
    const nodeCache = withCompileCache(mkdtempSync(join(directory, 'cache-')));
    const measure = async (subject: Subject): Promise<Footprint> => {
      // Fill the compile cache first, as in production, because compiling leaves garbage in memory.
      await (await subject.start(directory, nodeCache))[Symbol.asyncDispose]();
      await using server = await subject.start(directory, nodeCache);
      const startedMb = server.rssBytes() / BYTES_PER_MB;
      await sleep(idleMs);
      const idleMb = server.rssBytes() / BYTES_PER_MB;
      await saturate(server, subject.attach, loadMs);
      return { startedMb, idleMb, loadedMb: server.rssBytes() / BYTES_PER_MB };
    };
    const footprints = {
      baseline: [await measure(subjects.baseline)],
      sources: [await measure(subjects.sources)],
      gateway: [await measure(subjects.gateway)],
    };
    return [
      toMeasurement('just started, MB', footprints, 'startedMb'),
      toMeasurement('after idling, MB', footprints, 'idleMb', { maxValue: 100 }),
      toMeasurement('after load, MB', footprints, 'loadedMb'),
    ];
  },
};
