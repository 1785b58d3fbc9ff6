import { expect, test } from 'vitest';
import { freePort } from '../support/network/free-port.ts';
import { startRedis } from '../support/redis/start-redis.ts';
import { sampleValue, scrape } from '../support/scrape.ts';
import type { TestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';
import { latestGauge, startOtlpReceiver } from './otlp-receiver.ts';

const sharing = (redisUrl: string) => ({
  REDIS_URL: redisUrl,
  SHARED_STATE_KEY: Buffer.alloc(32, 1).toString('base64'),
  METRICS_PORT: '0',
});

const NAME = 'fin_gateway_redis_up';

const redisUp = async (gateway: TestGateway) => sampleValue(await scrape(gateway), NAME);

test('the metric for Redis is up while it responds and down while it is stopped or hangs, in a scrape and over OTLP', {
  timeout: 60_000,
}, async () => {
  await using redis = await startRedis();
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({
    env: {
      ...sharing(redis.url),
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_METRIC_EXPORT_INTERVAL: '100',
    },
  });
  const expectEverywhere = async (value: number) => {
    // One that hangs is noticed after seven seconds, if nobody wants anything of it before.
    await expect.poll(() => redisUp(stack.gateway), { timeout: 30_000 }).toBe(value);
    await expect.poll(() => latestGauge(receiver, NAME)).toBe(value);
  };

  // From the start: a replica is ready once Redis has answered.
  expect(await redisUp(stack.gateway)).toBe(1);
  await expectEverywhere(1);
  await redis.stop();
  await expectEverywhere(0);
  await redis.start();
  await expectEverywhere(1);
  redis.freeze();
  await expectEverywhere(0);
  redis.thaw();
  await expectEverywhere(1);
});

test('a Redis that was never reachable is down from the start', async () => {
  await using stack = await startStack({ env: sharing(`redis://127.0.0.1:${await freePort()}`) });

  expect(await redisUp(stack.gateway)).toBe(0);
});
