import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { attachOnce, replayedFields } from '../support/idempotent-request.ts';
import type { Replica } from '../support/start-replica.ts';
import { BOTH_WAYS, type Release, startReleases } from './start-releases.ts';

const REPLICAS = 3;
const MIN_WRITES = 300;
const CLIENTS = 6;
/** As for Kubernetes: a replica still serves what was on its way to it when it was told to stop, even if clients pause. */
const ENV = { SHUTDOWN_DELAY_MS: '10000' };

interface Backend {
  readonly release: Release;
  readonly replica: Replica;
}

test.each(BOTH_WAYS)(
  'while %s is replaced by %s, no request fails and nothing is attached twice',
  { timeout: 180_000 },
  async (one, other) => {
    await using releases = await startReleases(ENV);
    const start = async (release: Release): Promise<Backend> => ({
      release,
      replica: await releases.start(release),
    });
    const backends = await Promise.all(Array.from({ length: REPLICAS }, () => start(one)));
    releases.control.faults.script('attachIndividualDocuments', { delayMs: 20, times: 'always' });
    const problems: unknown[] = [];
    let isReplaced = false;
    let writes = 0;
    let acrossReleases = 0;

    async function attachTwice(): Promise<void> {
      writes += 1;
      const key = `write-${writes}`;
      const [first, second] = pickTwo(backends);
      const request = () => attachOnce(first.replica.url, key);
      const repetition = () => attachOnce(second.replica.url, key);
      const isConcurrent = writes % 2 === 0;
      const answers = isConcurrent
        ? await Promise.all([request(), repetition()])
        : [await request(), await repetition()];
      const replays = answers.filter((answer) => replayedFields(answer).length > 0);
      if (answers.some(({ errors }) => errors) || replays.length !== 1) problems.push({ key, answers });
      if (first.release !== second.release) acrossReleases += 1;
    }

    async function work(): Promise<void> {
      while (!isReplaced || writes < MIN_WRITES) {
        await attachTwice().catch((error: unknown) => problems.push(error));
      }
    }

    async function replaceAll(): Promise<(number | string)[]> {
      const stopping: Promise<number | string>[] = [];
      for (let replaced = 0; replaced < REPLICAS; replaced += 1) {
        backends.push(await start(other));
        const before = writes;
        while (writes < before + MIN_WRITES / REPLICAS / 2) await pause(10);
        const old = backends.shift();
        if (old) stopping.push(old.replica.stop());
      }
      isReplaced = true;
      return Promise.all(stopping);
    }

    const [exitCodes] = await Promise.all([replaceAll(), ...Array.from({ length: CLIENTS }, work)]);

    expect(problems).toEqual([]);
    expect(exitCodes).toEqual(Array(REPLICAS).fill(0));
    expect(acrossReleases).toBeGreaterThan(MIN_WRITES / 3);
    expect(releases.control.attachCount()).toBe(writes);
    releases.expectNoWarnings();
  },
);

/** Two replicas, of different releases if there are both. */
function pickTwo(backends: readonly Backend[]): readonly [Backend, Backend] {
  const [first, ...rest] = shuffled(backends);
  const second = rest.find(({ release }) => release !== first?.release) ?? rest[0];
  if (!first || !second) throw new Error('There are too few replicas.');
  return [first, second];
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ item }) => item);
}
