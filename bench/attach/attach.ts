import { type Benchmark, toMeasurement } from '../benchmark.ts';
import type { OpenLoadResult } from '../processes/open-load.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { createSubjects, type Subjects } from '../servers/subjects.ts';
import { startUpstream } from '../servers/upstream.ts';
import { median } from '../table.ts';
import { CONNECTIONS, type Round, saturate, warmUp } from './saturate.ts';
import { sendUndisturbed } from './send-at-rate.ts';

const NAMES = ['baseline', 'gateway'] as const;
type Name = (typeof NAMES)[number];

/** More than are ever busy at half of the capacity. */
const OPEN_CONNECTIONS = 256;
const PATIENCE_MS = 5_000;

/** Sends attach requests to the baseline and the gateway in turn, with the same upstream. */
export const attach: Benchmark = {
  name: 'attach',
  title: 'attach, warm',
  columns: NAMES,
  async run(settings) {
    const { isQuick, directory } = settings;
    const [rounds, roundMs] = isQuick ? [3, 1_000] : [7, 2_000];
    await using upstream = await startUpstream(directory);
    const subjects = await createSubjects(upstream);
    await using baseline = await subjects.baseline.start(directory);
    await using gateway = await subjects.gateway.start(directory);
    const servers = { baseline, gateway };
    for (const name of NAMES) await warmUp(servers[name], subjects[name].attach, settings);
    const full: Record<Name, Round[]> = { baseline: [], gateway: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const name of NAMES)
        full[name].push(await saturate(servers[name], subjects[name].attach, roundMs));
    }
    const half = await measureHalfLoad(subjects, servers, full, isQuick ? 1 : 3, roundMs);
    const atFull = `${CONNECTIONS} connections, all busy`;
    const atHalf = 'at 50 % of the capacity';
    return [
      toMeasurement(`server CPU per attach, µs`, full, 'cpuUs', { maxRatio: 3 }),
      toMeasurement(`${atFull}: attaches per second`, full, 'perSecond'),
      toMeasurement(`${atFull}: latency p50, ms`, full, 'p50Ms'),
      toMeasurement(`${atFull}: latency p99, ms`, full, 'p99Ms', { maxRatio: 2.5 }),
      toMeasurement(`${atHalf}: latency p50, ms`, half, 'p50Ms'),
      toMeasurement(`${atHalf}: latency p99, ms`, half, 'p99Ms'),
    ];
  },
};

/** Each server gets half of what it can do itself. */
async function measureHalfLoad(
  subjects: Subjects,
  servers: Readonly<Record<Name, ServerProcess>>,
  full: Readonly<Record<Name, readonly Round[]>>,
  rounds: number,
  durationMs: number,
): Promise<Record<Name, OpenLoadResult[]>> {
  const half: Record<Name, OpenLoadResult[]> = { baseline: [], gateway: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const name of NAMES) {
      const job = {
        url: servers[name].url,
        request: subjects[name].attach,
        perSecond: median(full[name].map(({ perSecond }) => perSecond)) / 2,
        connections: OPEN_CONNECTIONS,
        durationMs,
        patienceMs: PATIENCE_MS,
      };
      half[name].push(await sendUndisturbed(job));
    }
  }
  return half;
}
