import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { CUSTOMER_ID, inputWithNumber } from '../../support/example-data.ts';
import { attachOnce } from '../../support/idempotent-request.ts';
import { sampleValue, scrape } from '../../support/scrape.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';
import { type Behaviour, recordBehaviour } from './behaviour.ts';
import type { Scraped } from './scraped-fleet.ts';

const READ = `{ individualCustomer(id: "${CUSTOMER_ID}") { id status } }`;
const READS_PER_ATTACH = 24;
const WEBHOOKS = 'fin_gateway_webhooks_total{type="customer.status",result="handed_on"}';

/** Attaches and reads, one to 24, and the mistakes that callers make. */
async function sendTraffic(stack: Stack): Promise<void> {
  await attachOnce(stack.url, randomUUID());
  for (let count = 0; count < READS_PER_ATTACH; count += 1) await stack.request(READ);
  await stack.attach(inputWithNumber(' '));
  await stack.attach(inputWithNumber('SANDBOX-422'));
  await stack.request('{ nothing }');
}

const start = (env: Readonly<Record<string, string>> = {}) =>
  startStack({ redis: true, webhooks: true, env: { METRICS_PORT: '0', ...env } });

/** Waits until all requests are counted: the gateway does so when it has sent the response, and clients may have it earlier. */
const allCounted = (stack: Stack, inFlight: number) =>
  expect
    .poll(async () => sampleValue(await scrape(stack.gateway), 'fin_gateway_requests_in_flight'))
    .toBe(inFlight);

/** @param hanging requests that are in flight all the time */
async function record(stack: Stack, work: () => Promise<unknown>, hanging = 0): Promise<Behaviour> {
  await allCounted(stack, hanging);
  return await recordBehaviour(stack.gateway, async () => {
    await work();
    await allCounted(stack, hanging);
  });
}

/** One round of traffic in which nothing goes wrong, and the webhook that follows. */
export async function recordHealth(): Promise<Behaviour> {
  await using stack = await start();
  // The first round creates the series that a replica has after a while.
  await sendTraffic(stack);
  return await record(stack, async () => {
    await sendTraffic(stack);
    const before = sampleValue(await scrape(stack.gateway), WEBHOOKS);
    stack.control.advanceClock(60_000);
    await expect.poll(async () => sampleValue(await scrape(stack.gateway), WEBHOOKS)).toBeGreaterThan(before);
  });
}

/** One attach of many fails, through no fault of the caller. */
export async function recordOneFailure(): Promise<Behaviour> {
  await using stack = await start();
  await sendTraffic(stack);
  stack.control.faults.script('attachIndividualDocuments', { status: 429, body: {} });
  return await record(stack, () => sendTraffic(stack));
}

/** Scrapes of a real gateway during each outage of the table in docs/operations.md. */
export const OUTAGES: Readonly<Record<string, () => Promise<Scraped>>> = {
  async 'Fin.com answers every call with 429'() {
    await using stack = await start();
    const fault = { status: 429, body: {}, times: 'always' } as const;
    for (const operation of ['attachIndividualDocuments', 'getCustomer', 'getCustomerV2'] as const)
      stack.control.faults.script(operation, fault);
    return await record(stack, () => sendTraffic(stack));
  },
  async 'The gateway refuses every request with 503'() {
    await using stack = await start({ MAX_REQUESTS_IN_FLIGHT: '1' });
    stack.control.faults.script('attachIndividualDocuments', { hang: true, times: 'always' });
    const hanging = stack.attach();
    await stack.control.waitForRequest('attachIndividualDocuments');
    const behaviour = await record(
      stack,
      async () => {
        const refused = await Promise.all(Array.from({ length: 8 }, () => stack.request(READ)));
        expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
      },
      1,
    );
    await hanging;
    return behaviour;
  },
  async 'The access token has expired, replicas are not ready and get no requests'() {
    await using stack = await start();
    stack.control.settings.accessTokenLifetimeMs = 2_000;
    await stack.request(READ);
    for (const operation of ['issueToken', 'refreshToken'] as const)
      stack.control.faults.script(operation, { status: 503, body: {}, times: 'always' });
    const probe = () => fetch(`${stack.gateway.origin}/ready`).then(({ status }) => status);
    await expect.poll(probe).toBe(503);
    const failures = async () =>
      [
        ...(await scrape(stack.gateway)).matchAll(
          /^fin_gateway_token_renewals_total\{.*UNAVAILABLE"\} (\d+)$/gm,
        ),
      ]
        .map(([, count]) => Number(count))
        .reduce((sum, count) => sum + count, 0);
    return await record(stack, async () => {
      const before = await failures();
      // The gateway waits between its attempts.
      await expect
        .poll(async () => [await probe(), (await failures()) > before], { interval: 100 })
        .toEqual([503, true]);
    });
  },
  'No replica can be reached': async () => 'unreachable',
  'All replicas are gone': async () => 'gone',
  async 'Every attach fails, while 96% of all calls are good reads'() {
    await using stack = await start();
    stack.control.faults.script('attachIndividualDocuments', { status: 502, body: {}, times: 'always' });
    return await record(stack, () => sendTraffic(stack));
  },
  async 'Redis becomes read-only'() {
    await using stack = await start();
    await sendTraffic(stack);
    await stack.redis.command('REPLICAOF', '127.0.0.1', '1');
    await expect.poll(async () => sampleValue(await scrape(stack.gateway), 'fin_gateway_redis_up')).toBe(0);
    return await record(stack, () => sendTraffic(stack));
  },
};
