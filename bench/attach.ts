import type { Benchmark, Measurement } from './benchmark.ts';
import type { LoadJob, LoadResult } from './processes/load.ts';
import { runScript } from './run-script.ts';
import type { ServerProcess } from './server-process.ts';
import { createSubjects, type Subject, startUpstream } from './subjects.ts';

const CONNECTIONS = 32;

interface Round {
  readonly cpuUs: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Sends attach requests to the baseline and the gateway in turn, with the same upstream. */
export const attach: Benchmark = {
  name: `attach, ${CONNECTIONS} connections, warm`,
  async run({ isQuick, directory }) {
    const [rounds, roundMs, warmUpMs] = isQuick ? [3, 1_000, 5_000] : [9, 2_000, 8_000];
    await using upstream = await startUpstream(directory);
    const subjects = await createSubjects(upstream);
    await using baseline = await subjects.baseline.start(directory);
    await using gateway = await subjects.gateway.start(directory);
    // The baseline is about three times as fast. Both get about the same number of requests, for the JIT compiler.
    await load(subjects.baseline, baseline, warmUpMs / 3);
    await load(subjects.gateway, gateway, warmUpMs);
    const baselineRounds: Round[] = [];
    const gatewayRounds: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      baselineRounds.push(await load(subjects.baseline, baseline, roundMs));
      gatewayRounds.push(await load(subjects.gateway, gateway, roundMs));
    }
    const measurement = (what: string, key: keyof Round): Measurement => ({
      what,
      baseline: baselineRounds.map((round) => round[key]),
      gateway: gatewayRounds.map((round) => round[key]),
    });
    return [
      { ...measurement('server CPU per attach, µs', 'cpuUs'), mark: { maxRatio: 5 } },
      measurement('attaches per second', 'perSecond'),
      measurement('latency p50, ms', 'p50Ms'),
      measurement('latency p99, ms', 'p99Ms'),
    ];
  },
};

/**
 * Puts a running server under load.
 *
 * @throws {Error} if any response is wrong
 */
export async function load(subject: Subject, server: ServerProcess, durationMs: number): Promise<Round> {
  const job: LoadJob = {
    url: server.url,
    body: subject.attachBody,
    expected: subject.attachResponse,
    connections: CONNECTIONS,
    durationMs,
  };
  const cpuBefore = server.cpuMs();
  const result = await runScript<LoadResult>('./processes/load.ts', job);
  const cpuMs = server.cpuMs() - cpuBefore;
  if (result.errors > 0 || result.responses === 0) {
    throw new Error(
      `${result.errors} of ${result.responses} responses were wrong. The first: ${result.firstError}`,
    );
  }
  return {
    cpuUs: (cpuMs * 1000) / result.responses,
    perSecond: result.responses / result.seconds,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
  };
}
