/**
 * `npm run soak:live -- --seconds 120` subscribes 500 clients to 100 customers and changes ten customers a second, each
 * announced by a webhook. Exits with 1 if a client missed a change, a change caused more than one read, memory grew, or
 * something was left after the last client had disconnected.
 */
import type { ClientRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { parsePositiveNumber, readArguments } from '../../scripts/command-line.ts';
import { formatMegabytes, startWatchedGateway } from '../soak/start-watched-gateway.ts';
import { subscribe } from './subscriber.ts';

const CUSTOMERS = 100;
const SUBSCRIBERS_PER_CUSTOMER = 5;
const CHANGES_PER_SECOND = 10;
const ROUNDS = 6;
/** How long deliveries may take on a busy machine. */
const DELIVERY_MS = 5_000;
const MAX_HEAP_GROWTH_BYTES = 4_000_000;
const MAX_ADDED_TIMERS = 3;
/** The gateway keeps some connections to Fin.com open. */
const MAX_ADDED_DESCRIPTORS = 16;
const MAX_SECONDS = 3_600;
const SECRET = 'whsec-7d1be9a3f20c4856';

interface Customer {
  readonly id: string;
  /** Undefined before the first change. */
  changedAt: number | undefined;
}

const seconds = readArguments((args) =>
  parsePositiveNumber(args, { name: 'seconds', default: 120, max: MAX_SECONDS }),
);

await using sandbox = await startSandbox();
const gateway = await startWatchedGateway(sandbox, { FIN_WEBHOOK_SECRET: SECRET, STATUS_POLL_SECONDS: '0' });
const { control } = sandbox;
control.webhooks.sendTo({ url: new URL('/webhooks/fin', gateway.url).href, secret: SECRET });
const latenciesMs: number[] = [];
const customers = addCustomers(sandbox);

const before = await gateway.measure();
const clients = await subscribeAll();
const readsBefore = control.count('getCustomer');
console.log(`${clients.length} subscribers of ${CUSTOMERS} customers, ${readsBefore} reads`);

let changes = 0;
const heaps: number[] = [];
for (let round = 1; round <= ROUNDS; round += 1) {
  const timer = setInterval(changeNext, 1_000 / CHANGES_PER_SECOND);
  await sleep((seconds * 1_000) / ROUNDS);
  clearInterval(timer);
  const { heapBytes, rssBytes } = await gateway.measure();
  heaps.push(heapBytes);
  const memory = `heap ${formatMegabytes(heapBytes)}, resident ${formatMegabytes(rssBytes)}`;
  console.log(`round ${round}/${ROUNDS}: ${changes} changes, ${latenciesMs.length} deliveries, ${memory}`);
}
const deliveries = changes * SUBSCRIBERS_PER_CUSTOMER;
const deadline = performance.now() + DELIVERY_MS;
while (latenciesMs.length < deliveries && performance.now() < deadline) await sleep(50);
const reads = control.count('getCustomer') - readsBefore;
const problems = report(reads);

for (const client of clients) client.destroy();
const after = await gateway.measure();
changeNext();
await sleep(1_000);
problems.push(...findRemains());
const code = await gateway.stop();
console.log(problems.join('; ') || 'no change was missed, and nothing is left');
if (problems.length > 0 || code !== 0) process.exitCode = 1;

function addCustomers({ control: { addCustomer } }: Sandbox): Customer[] {
  return Array.from({ length: CUSTOMERS }, () => ({ id: addCustomer().customerId, changedAt: undefined }));
}

async function subscribeAll(): Promise<ClientRequest[]> {
  const opened: ClientRequest[] = [];
  for (const customer of customers) {
    const onResult = () => {
      if (customer.changedAt !== undefined) latenciesMs.push(performance.now() - customer.changedAt);
    };
    for (let count = 0; count < SUBSCRIBERS_PER_CUSTOMER; count += 1) {
      opened.push(await subscribe(gateway.url, customer.id, onResult));
    }
  }
  return opened;
}

function changeNext(): void {
  const customer = customers[changes % CUSTOMERS];
  changes += 1;
  if (!customer) return;
  customer.changedAt = performance.now();
  control.setCustomer(customer.id, { customer_status: changes % 2 === 0 ? 'PROCESSING' : 'REVIEWING' });
}

function report(readsOfChanges: number): string[] {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const quantile = (q: number) =>
    `${(sorted[Math.floor(q * (sorted.length - 1))] ?? Number.NaN).toFixed(1)} ms`;
  // The first round fills caches and compiles code.
  const growth = (heaps.at(-1) ?? 0) - (heaps[0] ?? 0);
  console.log(`delivery: p50 ${quantile(0.5)}, p99 ${quantile(0.99)}, at most ${quantile(1)}`);
  console.log(`reads per change: ${(readsOfChanges / changes).toFixed(3)}`);
  console.log(`growth of the heap since the first round: ${formatMegabytes(growth)}`);
  return [
    ...(latenciesMs.length === deliveries
      ? []
      : [`${latenciesMs.length} deliveries instead of ${deliveries}`]),
    ...(readsOfChanges <= changes ? [] : [`${readsOfChanges} reads for ${changes} changes`]),
    ...(growth <= MAX_HEAP_GROWTH_BYTES ? [] : [`the heap grew by ${formatMegabytes(growth)}`]),
  ];
}

function findRemains(): string[] {
  const timers = after.timers - before.timers;
  const descriptors = after.descriptors - before.descriptors;
  const lateReads = control.count('getCustomer') - readsBefore - reads;
  console.log(
    `left when all had disconnected: ${timers} timers, ${descriptors} descriptors, ${lateReads} reads`,
  );
  return [
    ...(timers <= MAX_ADDED_TIMERS ? [] : [`${timers} timers are left`]),
    ...(descriptors <= MAX_ADDED_DESCRIPTORS ? [] : [`${descriptors} descriptors are left`]),
    ...(lateReads === 0 ? [] : [`${lateReads} reads without subscribers`]),
  ];
}
