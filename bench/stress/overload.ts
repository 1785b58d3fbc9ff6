import { CONNECTIONS, saturate, warmUp } from '../attach/saturate.ts';
import { sendAtRate } from '../attach/send-at-rate.ts';
import { type Benchmark, type Measurement, type Target, toMeasurement } from '../benchmark.ts';
import type { OpenLoadResult } from '../processes/open-load.ts';
import { createSubjects } from '../servers/subjects.ts';
import { startUpstream } from '../servers/upstream.ts';
import { median } from '../table.ts';

const NAMES = ['baseline', 'gateway'] as const;
type Name = (typeof NAMES)[number];

const FACTORS = [2, 5, 10] as const;
const TARGETS: Readonly<Record<number, Target>> = { 5: { minValue: 80 } };
/** More than MAX_REQUESTS_IN_FLIGHT, so that requests are rejected, and less than MAX_CONNECTIONS. */
const OPEN_CONNECTIONS = 1_900;
const PATIENCE_MS = 1_000;

const CAPACITY_ROUNDS = 3;
const CAPACITY_ROUND_MS = 1_000;

/** All shares are percentages. */
interface Overload {
  readonly offered: number;
  readonly goodput: number;
  readonly refused: number;
  readonly broken: number;
  readonly late: number;
  readonly p99Ms: number;
}

/** Sends more attaches than the servers can answer, at fixed times. */
export const overload: Benchmark = {
  name: 'overload',
  title: `overload, ${OPEN_CONNECTIONS} connections`,
  columns: NAMES,
  async run(settings) {
    const { isQuick, directory } = settings;
    const durationMs = isQuick ? 1_500 : 3_000;
    await using upstream = await startUpstream(directory);
    const subjects = await createSubjects(upstream);
    await using baseline = await subjects.baseline.start(directory);
    await using gateway = await subjects.gateway.start(directory);
    const servers = { baseline, gateway };
    for (const name of NAMES) await warmUp(servers[name], subjects[name].attach, settings);
    const measurements: Measurement[] = [];
    const capacities: Record<Name, { readonly perSecond: number }[]> = { baseline: [], gateway: [] };
    for (let round = 0; round < CAPACITY_ROUNDS; round += 1) {
      for (const name of NAMES)
        capacities[name].push(await saturate(servers[name], subjects[name].attach, CAPACITY_ROUND_MS));
    }
    for (const factor of FACTORS) {
      const measured: Record<Name, Overload[]> = { baseline: [], gateway: [] };
      for (const name of NAMES) {
        const capacity = median(capacities[name].map(({ perSecond }) => perSecond));
        const job = {
          url: servers[name].url,
          request: subjects[name].attach,
          perSecond: factor * capacity,
          connections: OPEN_CONNECTIONS,
          durationMs,
          patienceMs: PATIENCE_MS,
        };
        measured[name].push(toOverload(await sendAtRate(job), (capacity * durationMs) / 1_000));
      }
      measurements.push(...toMeasurements(factor, measured));
    }
    const capacity = toMeasurement(
      `capacity with ${CONNECTIONS} connections, attaches per second`,
      capacities,
      'perSecond',
    );
    return [capacity, ...measurements];
  },
};

/** @param capacity how many requests the server can answer in the time of the run */
function toOverload(result: OpenLoadResult, capacity: number): Overload {
  const { right, refused, wrong, firstWrong, late, broken, unsent, p99Ms } = result;
  if (wrong > 0) throw new Error(`${wrong} responses were wrong. The first: ${firstWrong}`);
  const sent = right + refused + late + broken;
  const all = sent + unsent;
  return {
    offered: sent / capacity,
    goodput: (100 * right) / capacity,
    refused: (100 * refused) / all,
    broken: (100 * broken) / all,
    late: (100 * (late + unsent)) / all,
    p99Ms,
  };
}

function toMeasurements(
  factor: number,
  measured: Readonly<Record<Name, readonly Overload[]>>,
): Measurement[] {
  const row = (what: string, key: keyof Overload, target?: Target) =>
    toMeasurement(`${factor} × capacity: ${what}`, measured, key, target);
  return [
    row('right within a second, % of the capacity', 'goodput', TARGETS[factor]),
    row('latency p99 of these, ms', 'p99Ms'),
    row('503 RATE_LIMITED, % of the requests', 'refused'),
    row('no response within a second, or not sent for that long, %', 'late'),
    row('connection closed, %', 'broken'),
    row('sent by the load generator, × capacity', 'offered'),
  ];
}
