import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { sampleValue, scrape } from '../support/scrape.ts';
import { startStack } from '../support/start-stack.ts';

const FAILURES_TO_OPEN = 20;

test('an operation that is not called is logged and has a metric, until a probe succeeds', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });
  const gauge = async () =>
    /^fin_gateway_upstream_circuit_open\{operation="attachIndividualDocuments"\} (\d)$/m.exec(
      await scrape(stack.gateway),
    )?.[1];
  const logged = () =>
    stack
      .logged()
      .split('\n')
      .filter((line) => line.includes('upstream-circuit'))
      .map((line) => {
        const { operation, state, cause } = JSON.parse(line);
        return { operation, state, cause };
      });
  expect(await gauge()).toBe('0');
  stack.control.faults.script('attachIndividualDocuments', { status: 503, times: FAILURES_TO_OPEN });
  for (let call = 0; call < FAILURES_TO_OPEN; call += 1) await stack.attach();

  const { errors } = await stack.attach();

  const { code, retryable, retryAfterSeconds = 0, outcome } = errors?.[0]?.extensions ?? {};
  expect([code, retryable, outcome]).toEqual(['UPSTREAM_UNAVAILABLE', true, undefined]);
  expect(await gauge()).toBe('1');
  expect(
    sampleValue(
      await scrape(stack.gateway),
      'fin_gateway_upstream_circuit_openings_total{operation="attachIndividualDocuments",cause="failures"}',
    ),
  ).toBe(1);
  await after(retryAfterSeconds * 1_000);
  expect((await stack.attach()).errors).toBeUndefined();
  expect(await gauge()).toBe('0');
  const operation = 'attachIndividualDocuments';
  expect(logged()).toEqual([
    { operation, state: 'open', cause: 'failures' },
    { operation, state: 'half_open', cause: 'failures' },
    { operation, state: 'closed', cause: undefined },
  ]);
});
