/** `npm run soak -- --minutes 2`: mixed traffic for a while, then says whether anything grew. Exit code 1 if so. */
import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { parseArgs } from 'node:util';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { sendTraffic } from './traffic.ts';
import type { Reading } from './watched-gateway.ts';

const CLIENTS = 16;
const ROUNDS = 12;
/** The first rounds fill caches and compile code. */
const WARM_UP_ROUNDS = 4;
const MAX_HEAP_GROWTH_BYTES = 4_000_000;
/** Of connections that are kept for the next request, there may be one more or less. */
const MAX_MORE_DESCRIPTORS = CLIENTS;
const MAX_MORE_TIMERS = 3;
const MAX_MINUTES = 120;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '2' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= MAX_MINUTES)) throw new Error(`--minutes: a number up to ${MAX_MINUTES}.`);

await using sandbox = await startSandbox();
const { gateway, url } = await startWatchedGateway(sandbox);
const readings: Reading[] = [];
let answered = 0;
let wrong = 0;
for (let round = 1; round <= ROUNDS; round += 1) {
  const result = await sendTraffic(url, CLIENTS, (minutes * 60_000) / ROUNDS);
  answered += result.answered;
  wrong += result.wrong;
  if (result.firstWrong) console.log(`wrong answer: ${result.firstWrong}`);
  const reading = await measure(gateway);
  readings.push(reading);
  console.log(describe(round, answered, reading));
}
const faults = [...growths(readings), ...(wrong > 0 ? [`${wrong} wrong answers`] : [])];
console.log(`${answered} answers in ${minutes} minutes: ${faults.join('; ') || 'nothing grew, none wrong'}`);
gateway.disconnect();
gateway.kill('SIGTERM');
const [code] = await once(gateway, 'exit');
if (faults.length > 0 || code !== 0) process.exitCode = 1;

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
  if (!stdout) throw new Error('no output');
  let head = '';
  // Read to the end: a gateway whose log nobody takes keeps it in memory.
  for await (const [chunk] of on(stdout, 'data', { close: ['end'] })) {
    head += chunk;
    const url = /"url":"([^"]+)"/.exec(head)?.[1];
    if (!url) continue;
    stdout.resume();
    return { gateway, url };
  }
  throw new Error('The gateway ended before it was ready.');
}

/** When the clients' sockets are closed at both ends. */
async function measure(gateway: ChildProcess): Promise<Reading> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  const reading = once(gateway, 'message');
  gateway.send('measure');
  const [message] = await reading;
  return message;
}

function growths(readings: readonly Reading[]): string[] {
  const settled = readings.slice(WARM_UP_ROUNDS);
  const half = Math.floor(settled.length / 2);
  const between = (of: (reading: Reading) => number) =>
    median(settled.slice(half).map(of)) - median(settled.slice(0, half).map(of));
  const heap = between(({ heapBytes }) => heapBytes);
  const descriptors = between(({ descriptors }) => descriptors);
  const timers = between(({ timers }) => timers);
  return [
    ...(heap > MAX_HEAP_GROWTH_BYTES ? [`the heap grew by ${megabytes(heap)}`] : []),
    ...(descriptors > MAX_MORE_DESCRIPTORS ? [`${descriptors} descriptors more`] : []),
    ...(timers > MAX_MORE_TIMERS ? [`${timers} timers more`] : []),
  ];
}

function describe(
  round: number,
  answered: number,
  { heapBytes, rssBytes, descriptors, timers }: Reading,
): string {
  const memory = `heap ${megabytes(heapBytes)}, resident ${megabytes(rssBytes)}`;
  return `round ${round}/${ROUNDS}: ${answered} answers, ${memory}, ${descriptors} descriptors, ${timers} timers`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
