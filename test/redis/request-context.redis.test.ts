import { ROOT_CONTEXT } from '@opentelemetry/api';
import { expect, test, vi } from 'vitest';
import { activeSpan } from '../../src/observability/active-span.ts';
import { connectRedis } from '../../src/redis/redis.ts';
import { startRedis } from '../support/redis/start-redis.ts';

const SPAN = { context: ROOT_CONTEXT, ids: { traceId: '1'.repeat(32), spanId: '1'.repeat(16) } };

test('a connection that a request has restored does not belong to the trace of that request', async () => {
  await using redis = await startRedis();
  const logged: [unknown, string | undefined][] = [];
  const note = (event: unknown) => logged.push([event, activeSpan.getStore()?.ids.traceId]);
  const connection = await connectRedis({ url: redis.url, log: { warn: ({ event }) => note(event) } });
  await activeSpan.run(SPAN, () => connection.subscriber.subscribe('a', note));

  redis.freeze();
  await activeSpan.run(SPAN, () => connection.get('a').catch(() => undefined));
  redis.thaw();
  await vi.waitFor(() => expect(connection.isReady).toBe(true), 30_000);
  // Messages may have been missed.
  await vi.waitFor(() => expect(logged).toContainEqual([undefined, undefined]), 30_000);
  logged.length = 0;
  await connection.publish('a', 'message');
  await vi.waitFor(() => expect(logged).toContainEqual(['message', undefined]), 30_000);
  await redis.stop();
  await vi.waitFor(() => expect(logged).toContainEqual(['redis-lost', undefined]), 30_000);
  await connection.close();
});
