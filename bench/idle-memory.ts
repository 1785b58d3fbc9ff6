import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { load } from './attach.ts';
import type { Benchmark } from './benchmark.ts';
import { createSubjects, namedCompileCache, type Subject, startUpstream } from './subjects.ts';

const BYTES_PER_MB = 1_000_000;

interface Footprint {
  readonly startedMb: number;
  readonly idleMb: number;
  readonly loadedMb: number;
}

/** Resident memory: as started, after idling, and after load. No garbage collection is forced. */
export const idleMemory: Benchmark = {
  name: 'resident memory, NODE_COMPILE_CACHE warm',
  async run({ isQuick, directory }) {
    const [idleMs, loadMs] = isQuick ? [500, 500] : [5_000, 4_000];
    await using upstream = await startUpstream(directory);
    const subjects = await createSubjects(upstream);
    const named = namedCompileCache(mkdtempSync(join(directory, 'cache-')));
    const measure = async (subject: Subject): Promise<Footprint> => {
      // As in production: compiled code is there already, so that the compiler leaves nothing in memory.
      await (await subject.start(directory, named))[Symbol.asyncDispose]();
      await using server = await subject.start(directory, named);
      const startedMb = server.rssBytes() / BYTES_PER_MB;
      await sleep(idleMs);
      const idleMb = server.rssBytes() / BYTES_PER_MB;
      await load(subject, server, loadMs);
      return { startedMb, idleMb, loadedMb: server.rssBytes() / BYTES_PER_MB };
    };
    const [baseline, gateway] = [await measure(subjects.baseline), await measure(subjects.gateway)];
    const line = (what: string, key: keyof Footprint) => ({
      what,
      baseline: [baseline[key]],
      gateway: [gateway[key]],
    });
    return [
      line('just started, MB', 'startedMb'),
      { ...line('after idling, MB', 'idleMb'), mark: { maxValue: 100 } },
      line('after load, MB', 'loadedMb'),
    ];
  },
};
