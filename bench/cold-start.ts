import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Measurement } from './benchmark.ts';
import { createSubjects, type Subject, type Subjects, startUpstream, withCompileCache } from './subjects.ts';

interface Start {
  readonly healthMs: number;
  readonly attachMs: number;
}

/** How much of the compile cache is filled when a process starts. */
interface CacheState {
  readonly name: string;
  readonly start: (subject: Subject) => Promise<Start>;
  readonly baseline: Start[];
  readonly gateway: Start[];
}

const TARGET = { maxValue: 300 };

/** Measures the time from the start of the process to its first responses, in each state of the compile cache. */
export const coldStart: Benchmark = {
  name: 'cold start',
  async run({ isQuick, directory }) {
    await using upstream = await startUpstream(directory);
    const subjects = await createSubjects(upstream);
    const states = createStates(directory);
    // A process writes its cache when it exits, so the first starts do not count.
    for (const state of states) await startBoth(state, subjects);
    for (const state of states) clearResults(state);
    for (let round = 0; round < (isQuick ? 3 : 9); round += 1) {
      for (const state of states) await startBoth(state, subjects);
    }
    return states.flatMap((state) => [
      { ...toMeasurement(`first /health, ${state.name}, ms`, state, 'healthMs'), target: TARGET },
      toMeasurement(`first attach, ${state.name}, ms`, state, 'attachMs'),
    ]);
  },
};

function createStates(directory: string): CacheState[] {
  const freshDirectory = () => mkdtempSync(join(directory, 'cache-'));
  const warmDirectory = freshDirectory();
  const nodeCache = withCompileCache(freshDirectory());
  const starts: Pick<CacheState, 'name' | 'start'>[] = [
    { name: 'compile cache empty', start: (subject) => timeStart(subject, freshDirectory()) },
    { name: 'compile cache warm', start: (subject) => timeStart(subject, warmDirectory) },
    { name: 'NODE_COMPILE_CACHE warm', start: (subject) => timeStart(subject, warmDirectory, nodeCache) },
  ];
  return starts.map((state) => ({ ...state, baseline: [], gateway: [] }));
}

async function startBoth(state: CacheState, { baseline, gateway }: Subjects): Promise<void> {
  state.baseline.push(await state.start(baseline));
  state.gateway.push(await state.start(gateway));
}

function clearResults({ baseline, gateway }: CacheState): void {
  baseline.length = 0;
  gateway.length = 0;
}

function toMeasurement(what: string, { baseline, gateway }: CacheState, key: keyof Start): Measurement {
  return { what, baseline: baseline.map((start) => start[key]), gateway: gateway.map((start) => start[key]) };
}

async function timeStart(subject: Subject, directory: string, env?: Record<string, string>): Promise<Start> {
  await using server = await subject.start(directory, env);
  const health = await fetch(new URL('/health', server.url));
  const isHealthy = health.status === 200 && (await health.text()).includes('ok');
  const healthMs = performance.now() - server.startedAt;
  const attach = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: subject.attachBody,
  });
  const text = await attach.text();
  const attachMs = performance.now() - server.startedAt;
  if (!isHealthy || text !== subject.attachResponse) {
    throw new Error(`The first responses were wrong: ${health.status}, ${text.slice(0, 300)}`);
  }
  return { healthMs, attachMs };
}
