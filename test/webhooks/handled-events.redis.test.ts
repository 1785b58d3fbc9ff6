import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { sampleValue, scrape } from '../support/scrape.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';
import { loggedWebhooks, postWebhook, resultsIn, SECRET, signed, webhookEvent } from './signed-webhook.ts';

const ENV = { FIN_WEBHOOK_SECRET: SECRET, METRICS_PORT: '0' };

test('replicas that share a Redis hand an event on once', async () => {
  await using stack = await startStack({ env: ENV, redis: true, replicas: 2 });
  const [first, second] = stack.gateways;
  const webhook = signed();

  for (const replica of [first, second, first, second]) {
    expect((await postWebhook(replica?.origin ?? '', webhook)).status).toBe(200);
  }

  await expect.poll(() => resultsIn(first?.logged() ?? '')).toEqual(['handed_on', 'repeated']);
  await expect.poll(() => resultsIn(second?.logged() ?? '')).toEqual(['repeated', 'repeated']);
});

test('replicas without Redis each hand an event on once', async () => {
  await using stack = await startStack({ env: ENV, replicas: 2 });
  const webhook = signed();

  for (const { origin } of [...stack.gateways, ...stack.gateways]) await postWebhook(origin, webhook);

  for (const { logged } of stack.gateways) {
    await expect.poll(() => resultsIn(logged())).toEqual(['handed_on', 'repeated']);
  }
});

test('Redis keeps the hash of an id for a day, and nothing of the event', async () => {
  const key = randomBytes(32).toString('base64');
  await using stack = await startStack({ env: { ...ENV, SHARED_STATE_KEY: key }, redis: true });
  const event = webhookEvent();
  await postWebhook(stack.gateway.origin, signed(event));

  const [name, ...others] = keysIn(await stack.redis.command('KEYS', '{fin-gateway}:webhook-event:*'));
  expect(others).toEqual([]);
  expect(name).toMatch(/^\{fin-gateway\}:webhook-event:[\da-f]{32}$/);
  expect(await stack.redis.command('GET', String(name))).toBe('1');
  const secondsLeft = Number(await stack.redis.command('TTL', String(name)));
  expect(secondsLeft).toBeGreaterThan(86_400 - 120);
  expect(secondsLeft).toBeLessThanOrEqual(86_400);
  const written = await stack.redis.everWritten();
  for (const value of [event.event.id, ...Object.values(event.data), SECRET]) {
    expect(written).not.toContain(value);
  }
});

test('the hash of an id depends on the key of the deployment', async () => {
  await using stack = await startStack({ env: ENV, redis: true });
  const key = randomBytes(32).toString('base64');
  const env = { ...ENV, REDIS_URL: stack.redis.url, SHARED_STATE_KEY: key };
  await using other = await startTestGateway(stack.sandbox, env);
  const webhook = signed();

  await postWebhook(stack.gateway.origin, webhook);
  await postWebhook(other.origin, webhook);

  await expect.poll(() => resultsIn(other.logged())).toEqual(['handed_on']);
  expect(keysIn(await stack.redis.command('KEYS', '{fin-gateway}:webhook-event:*'))).toHaveLength(2);
});

test.each([
  ['is gone', 'stop'],
  ['hangs', 'freeze'],
] as const)('while Redis %s, events are handed on, once by each replica', async (_what, lose) => {
  await using stack = await startStack({ env: ENV, redis: true, replicas: 2 });
  await stack.redis[lose]();
  const webhook = signed();

  for (const { origin } of [...stack.gateways, ...stack.gateways]) {
    expect((await postWebhook(origin, webhook)).status).toBe(200);
  }

  for (const { logged } of stack.gateways) {
    await expect.poll(() => resultsIn(logged())).toEqual(['handed_on', 'repeated']);
  }
  stack.redis.thaw();
});

test('when Redis is back, replicas share what they handle from then on', async () => {
  await using stack = await startStack({ env: ENV, redis: true, replicas: 2 });
  const [first, second] = stack.gateways;
  await stack.redis.stop();
  await postWebhook(first?.origin ?? '', signed());
  await stack.redis.start();
  for (const replica of stack.gateways) {
    await expect.poll(async () => sampleValue(await scrape(replica), 'fin_gateway_redis_up')).toBe(1);
  }
  const webhook = signed();

  await postWebhook(first?.origin ?? '', webhook);
  await postWebhook(second?.origin ?? '', webhook);

  await expect.poll(() => resultsIn(second?.logged() ?? '')).toEqual(['repeated']);
});

test('an event that was forged is not remembered', async () => {
  await using stack = await startStack({ env: ENV, redis: true });
  const event = webhookEvent();
  await postWebhook(stack.gateway.origin, signed(event, { secret: 'forged' }));

  expect(await stack.redis.command('KEYS', '{fin-gateway}:webhook-event:*')).toEqual([]);
  await postWebhook(stack.gateway.origin, signed(event));
  await expect.poll(() => loggedWebhooks(stack.logged()).at(-1)?.webhook.result).toBe('handed_on');
});

function keysIn(reply: unknown): string[] {
  if (!Array.isArray(reply)) throw new Error('not a list of keys');
  return reply.map(String);
}
