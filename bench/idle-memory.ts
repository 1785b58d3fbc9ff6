import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { load } from './attach.ts';
import type { Benchmark } from './benchmark.ts';
import { createSubjects, type Subject, startUpstream, withCompileCache } from './subjects.ts';

const BYTES_PER_MB = 1_000_000;

interface Footprint {
  readonly startedMb: number;
  readonly idleMb: number;
  readonly loadedMb: number;
}

/** Measures resident memory after the start, after idling and after load. Does not force garbage collection. */
export const idleMemory: Benchmark = {
  name: 'resident memory, NODE_COMPILE_CACHE warm',
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
      await load(subject, server, loadMs);
      return { startedMb, idleMb, loadedMb: server.rssBytes() / BYTES_PER_MB };
    };
    const [baseline, gateway] = [await measure(subjects.baseline), await measure(subjects.gateway)];
    const toMeasurement = (what: string, key: keyof Footprint) => ({
      what,
      baseline: [baseline[key]],
      gateway: [gateway[key]],
    });
    return [
      toMeasurement('just started, MB', 'startedMb'),
      { ...toMeasurement('after idling, MB', 'idleMb'), target: { maxValue: 100 } },
      toMeasurement('after load, MB', 'loadedMb'),
    ];
  },
};
