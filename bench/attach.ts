import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Benchmark, Measurement } from './benchmark.ts';
import type { LoadJob, LoadResult } from './processes/load.ts';
import type { ServerProcess } from './server-process.ts';
import { createSubjects, type Subject, startUpstream } from './subjects.ts';

const CONNECTIONS = 32;

interface Round {
  readonly cpuUs: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Attaches by the hundred thousand: the same upstream, baseline and gateway in turns. */
export const attach: Benchmark = {
  name: `attach, ${CONNECTIONS} connections, warm`,
  async run({ isQuick, directory }) {
    const [rounds, roundMs, warmUpMs] = isQuick ? [3, 1_000, 5_000] : [9, 2_000, 8_000];
    await using upstream = await startUpstream(directory);
    const subjects = await createSubjects(upstream);
    await using baseline = await subjects.baseline.start(directory);
    await using gateway = await subjects.gateway.start(directory);
    // About as many requests as the gateway gets: it is the compiler that has to warm up.
    await load(subjects.baseline, baseline, warmUpMs / 3);
    await load(subjects.gateway, gateway, warmUpMs);
    const ofBaseline: Round[] = [];
    const ofGateway: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ofBaseline.push(await load(subjects.baseline, baseline, roundMs));
      ofGateway.push(await load(subjects.gateway, gateway, roundMs));
    }
    const line = (what: string, key: keyof Round): Measurement => ({
      what,
      baseline: ofBaseline.map((round) => round[key]),
      gateway: ofGateway.map((round) => round[key]),
    });
    return [
      { ...line('server CPU per attach, µs', 'cpuUs'), mark: { maxRatio: 5 } },
      line('attaches per second', 'perSecond'),
      line('latency p50, ms', 'p50Ms'),
      line('latency p99, ms', 'p99Ms'),
    ];
  },
};

/** Loads a running server for a while. @throws {Error} if one answer was not what it must be */
export async function load(subject: Subject, server: ServerProcess, durationMs: number): Promise<Round> {
  const job: LoadJob = {
    url: server.url,
    body: subject.attachBody,
    expected: subject.attachAnswer,
    connections: CONNECTIONS,
    durationMs,
  };
  const cpuBefore = server.cpuMs();
  const result = await generate(job);
  const cpuMs = server.cpuMs() - cpuBefore;
  if (result.errors > 0 || result.answered === 0) {
    throw new Error(
      `${result.errors} of ${result.answered} answers were wrong; the first: ${result.firstError}`,
    );
  }
  return {
    cpuUs: (cpuMs * 1000) / result.answered,
    perSecond: result.answered / result.seconds,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
  };
}

async function generate(job: LoadJob): Promise<LoadResult> {
  const script = fileURLToPath(new URL('./processes/load.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(job)]);
  return JSON.parse(stdout);
}
