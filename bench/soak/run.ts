/** `npm run soak -- --minutes 2` sends mixed traffic and exits with 1 if memory, descriptors or timers grew. */
import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { parseOptions, readArguments, usageError } from '../../scripts/command-line.ts';
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

const minutes = readArguments(parseMinutes);
await using sandbox = await startSandbox();
const { gateway, url } = await startWatchedGateway(sandbox);
const readings: Reading[] = [];
let responses = 0;
let wrong = 0;
for (let round = 1; round <= ROUNDS; round += 1) {
  const result = await sendTraffic(url, CLIENTS, (minutes * 60_000) / ROUNDS);
  responses += result.responses;
  wrong += result.wrong;
  if (result.firstWrong) console.log(`Wrong response: ${result.firstWrong}`);
  const reading = await measure(gateway);
  readings.push(reading);
  console.log(describe(round, responses, reading));
}
const problems = [...findGrowth(readings), ...(wrong > 0 ? [`${wrong} wrong responses`] : [])];
console.log(
  `${responses} responses in ${minutes} minutes: ${problems.join('; ') || 'no growth, no wrong responses'}`,
);
gateway.disconnect();
gateway.kill('SIGTERM');
const [code] = await once(gateway, 'exit');
if (problems.length > 0 || code !== 0) process.exitCode = 1;

function parseMinutes(args: readonly string[]): number {
  const minutes = Number(parseOptions(args, { minutes: { type: 'string', default: '2' } }).minutes);
  if (minutes > 0 && minutes <= MAX_MINUTES) return minutes;
  throw usageError(`--minutes must be a number above 0, at most ${MAX_MINUTES}.`);
}

async function startWatchedGateway(sandbox: Sandbox): Promise<{ gateway: ChildProcess; url: string }> {
  const gateway = fork('bench/soak/watched-gateway.ts', {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      PORT: '0',
      FIN_BASE_URL: sandbox.url,
      FIN_CLIENT_ID: sandbox.clientId,
      FIN_CLIENT_SECRET: sandbox.clientSecret,
      LOG_LEVEL: 'info',
    },
  });
  const { stdout } = gateway;
  if (!stdout) throw new Error('The gateway has no standard output.');
  let head = '';
  // Keep reading, because the gateway buffers its log in memory if nobody does.
  for await (const [chunk] of on(stdout, 'data', { close: ['end'] })) {
    head += chunk;
    const url = /"url":"([^"]+)"/.exec(head)?.[1];
    if (!url) continue;
    stdout.resume();
    return { gateway, url };
  }
  throw new Error('The gateway exited before it was ready.');
}

/** Waits until both sides have closed the clients' connections. */
async function measure(gateway: ChildProcess): Promise<Reading> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  const reading = once(gateway, 'message');
  gateway.send('measure');
  const [message] = await reading;
  return message;
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

function formatMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
