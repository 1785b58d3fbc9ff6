import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type Benchmark, type Target, toMeasurement } from '../benchmark.ts';
import { createSubjects, type Subject, type Subjects, withCompileCache } from '../servers/subjects.ts';
import { startUpstream } from '../servers/upstream.ts';

interface Start {
  readonly healthMs: number;
  readonly attachMs: number;
}

/** How much of the compile cache is filled when a process starts. */
interface CacheState {
  readonly name: string;
  readonly target: Target;
  readonly start: (subject: Subject) => Promise<Start>;
  readonly starts: Record<Column, Start[]>;
}

const COLUMNS = ['baseline', 'sources', 'gateway'] as const;
type Column = (typeof COLUMNS)[number];

const MAX_MS: Target = { maxValue: 300 };
/** In the image, the cache is always filled. */
const MAX_RATIO_OF_IMAGE: Target = { maxRatio: 2.2 };

/** Measures the time from the start of the process to its first responses, in each state of the compile cache. */
export const coldStart: Benchmark = {
  name: 'cold-start',
  title: 'cold start',
  columns: COLUMNS,
  async run({ isQuick, directory }) {
    await using upstream = await startUpstream(directory);
    const subjects = await createSubjects(upstream);
    const states = createStates(directory);
    // A process writes its cache when it exits, so the first starts do not count.
    for (const state of states) await startAll(state, subjects);
    for (const state of states) clearResults(state);
    for (let round = 0; round < (isQuick ? 3 : 9); round += 1) {
      for (const state of states) await startAll(state, subjects);
    }
    return states.flatMap(({ name, target, starts }) => [
      toMeasurement(`first /health, ${name}, ms`, starts, 'healthMs', target),
      toMeasurement(`first attach, ${name}, ms`, starts, 'attachMs'),
    ]);
  },
};

function createStates(directory: string): CacheState[] {
  const freshDirectory = () => mkdtempSync(join(directory, 'cache-'));
  const warmDirectory = freshDirectory();
  const nodeCache = withCompileCache(freshDirectory());
  const starts: Omit<CacheState, 'starts'>[] = [
    {
      name: 'compile cache empty',
      target: MAX_MS,
      start: (subject) => timeStart(subject, freshDirectory()),
    },
    { name: 'compile cache warm', target: MAX_MS, start: (subject) => timeStart(subject, warmDirectory) },
    {
      name: 'NODE_COMPILE_CACHE warm',
      target: MAX_RATIO_OF_IMAGE,
      start: (subject) => timeStart(subject, warmDirectory, nodeCache),
    },
  ];
  return starts.map((state) => ({ ...state, starts: { baseline: [], sources: [], gateway: [] } }));
}

async function startAll({ start, starts }: CacheState, subjects: Subjects): Promise<void> {
  for (const column of COLUMNS) starts[column].push(await start(subjects[column]));
}

function clearResults({ starts }: CacheState): void {
  for (const column of COLUMNS) starts[column].length = 0;
}

async function timeStart(subject: Subject, directory: string, env?: Record<string, string>): Promise<Start> {
  await using server = await subject.start(directory, env);
  const health = await fetch(new URL('/health', server.url));
  const isHealthy = health.status === 200 && (await health.text()).includes('ok');
  const healthMs = performance.now() - server.startedAt;
  const attach = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: subject.attach.body,
  });
  const text = await attach.text();
  const attachMs = performance.now() - server.startedAt;
  if (!isHealthy || text !== subject.attach.expected) {
    throw new Error(`The first responses were wrong: ${health.status}, ${text.slice(0, 300)}`);
  }
  return { healthMs, attachMs };
}
