import { randomBytes } from 'node:crypto';
import { expect, vi } from 'vitest';
import { attachOnce, replayedFields } from '../support/idempotent-request.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';

/** Two gateways over one Redis, without which they refuse writes. Both know the attach with the key `before`. */
export async function startPair(redis: Readonly<Record<`REDIS_${string}`, string>>) {
  const env = {
    ...redis,
    SHARED_STATE_KEY: randomBytes(32).toString('base64'),
    IDEMPOTENCY_WITHOUT_REDIS: 'refuse',
  };
  const stack = await startStack({ env });
  const other = await startTestGateway(stack.sandbox, env);
  const attachBefore = async () => expect((await attachOnce(stack.url, 'before')).errors).toBeUndefined();
  const attachAgain = async () =>
    expect(replayedFields(await attachOnce(other.url, 'before'))).toHaveLength(1);
  for (const attach of [attachBefore, attachAgain]) await vi.waitFor(attach, { timeout: 60_000 });
  return {
    stack,
    other,
    async [Symbol.asyncDispose]() {
      await other[Symbol.asyncDispose]();
      await stack[Symbol.asyncDispose]();
    },
  };
}
