/**
 * `npm run soak -- --minutes 2` sends mixed traffic and exits with 1 if memory, descriptors or timers grew, or if the alert
 * rules do not show the faults in it and nothing else.
 */
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { parsePositiveNumber, readArguments } from '../../scripts/command-line.ts';
import { freePort } from '../../test/support/network/free-port.ts';
import { RuleCheck } from './rule-check.ts';
import { formatMegabytes, startWatchedGateway } from './start-watched-gateway.ts';
import { sendTraffic } from './traffic.ts';
import type { Reading } from './watched-gateway.ts';

const CLIENTS = 16;
const ROUNDS = 12;
/** The first rounds fill caches and compile code. */
const WARM_UP_ROUNDS = 4;
const MAX_HEAP_GROWTH_BYTES = 4_000_000;
/** The number of idle keep-alive connections varies. */
const MAX_ADDED_DESCRIPTORS = CLIENTS;
const MAX_ADDED_TIMERS = 3;
const MAX_MINUTES = 120;
/** Before the faults. */
const HEALTHY_ROUNDS = 3;

const minutes = readArguments((args) =>
  parsePositiveNumber(args, { name: 'minutes', default: 2, max: MAX_MINUTES }),
);
await using sandbox = await startSandbox();
const metricsPort = await freePort();
const gateway = await startWatchedGateway(sandbox, { METRICS_PORT: `${metricsPort}` });
const rules = new RuleCheck(`http://127.0.0.1:${metricsPort}/metrics`);
const durationMs = (minutes * 60_000) / (HEALTHY_ROUNDS + ROUNDS);
const readings: Reading[] = [];
let responses = 0;
let wrong = 0;
for (let round = 1; round <= HEALTHY_ROUNDS; round += 1) await runRound(false);
for (let round = 1; round <= ROUNDS; round += 1) {
  await runRound(true);
  const reading = await gateway.measure();
  readings.push(reading);
  console.log(describe(round, responses, reading));
}
const problems = [
  ...findGrowth(readings),
  ...(wrong > 0 ? [`${wrong} wrong responses`] : []),
  ...(await rules.findProblems()),
];
console.log(
  `${responses} responses in ${minutes} minutes: ${problems.join('; ') || 'no growth, no wrong responses, only alerts about the faults'}`,
);
const code = await gateway.stop();
if (problems.length > 0 || code !== 0) process.exitCode = 1;

async function runRound(withFaults: boolean): Promise<void> {
  const send = async () => {
    const result = await sendTraffic(gateway.url, { clients: CLIENTS, durationMs, withFaults });
    responses += result.responses;
    wrong += result.wrong;
    if (result.firstWrong) console.log(`Wrong response: ${result.firstWrong}`);
  };
  await rules.watch(send, { isHealthy: !withFaults });
}

function findGrowth(readings: readonly Reading[]): string[] {
  const settled = readings.slice(WARM_UP_ROUNDS);
  const half = Math.floor(settled.length / 2);
  const changeOf = (select: (reading: Reading) => number) =>
    median(settled.slice(half).map(select)) - median(settled.slice(0, half).map(select));
  const heap = changeOf(({ heapBytes }) => heapBytes);
  const descriptors = changeOf(({ descriptors }) => descriptors);
  const timers = changeOf(({ timers }) => timers);
  return [
    ...(heap > MAX_HEAP_GROWTH_BYTES ? [`the heap grew by ${formatMegabytes(heap)}`] : []),
    ...(descriptors > MAX_ADDED_DESCRIPTORS ? [`${descriptors} more descriptors`] : []),
    ...(timers > MAX_ADDED_TIMERS ? [`${timers} more timers`] : []),
  ];
}

function describe(
  round: number,
  responses: number,
  { heapBytes, rssBytes, descriptors, timers }: Reading,
): string {
  const memory = `heap ${formatMegabytes(heapBytes)}, resident ${formatMegabytes(rssBytes)}`;
  return `round ${round}/${ROUNDS}: ${responses} responses, ${memory}, ${descriptors} descriptors, ${timers} timers`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
