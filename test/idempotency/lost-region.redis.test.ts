import { expect, test } from 'vitest';
import { z } from 'zod/mini';
import { attachOnce, attachOutcome } from '../support/idempotent-request.ts';
import { startStack } from '../support/start-stack.ts';

test('after an operator has marked records as lost, keys of the lost region have the outcome UNKNOWN, and new writes go on', async () => {
  await using stack = await startStack({ redis: true });
  const key = 'sent in the other region';
  expect((await attachOutcome(stack.url, key)).state).toBe('NOT_FOUND');
  const [server = ''] = z
    .array(z.string())
    .parse(await stack.redis.command('KEYS', '*idempotency-state:server'));

  await stack.redis.command('SET', server.replace(/server$/, 'lost'), '1', 'EX', '86400');

  expect((await attachOutcome(stack.url, key)).state).toBe('UNKNOWN');
  expect((await attachOnce(stack.url, 'new')).errors).toBeUndefined();
  expect((await attachOutcome(stack.url, 'new')).state).toBe('SUCCEEDED');
});
