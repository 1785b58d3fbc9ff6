import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { GraphQLAnswer } from '../support/graphql-request.ts';
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
  const { faults, count } = stack.control;
  faults.script('attachIndividualDocuments', { status: 503, times: 'always' });
  const attachUntilRefused = async (): Promise<GraphQLAnswer> => {
    const before = count('attachIndividualDocuments');
    const answer = await stack.attach();
    return count('attachIndividualDocuments') === before ? answer : attachUntilRefused();
  };

  const { errors } = await attachUntilRefused();

  const { code, retryable, retryAfterSeconds = 0, outcome } = errors?.[0]?.extensions ?? {};
  expect([code, retryable, outcome]).toEqual(['UPSTREAM_UNAVAILABLE', true, undefined]);
  expect(await gauge()).toBe('1');
  const openings = sampleValue(
    await scrape(stack.gateway),
    'fin_gateway_upstream_circuit_openings_total{operation="attachIndividualDocuments",cause="failures"}',
  );
  // After a second without a call, which is rare, a probe is sent and fails.
  const probes = openings - 1;
  expect(count('attachIndividualDocuments')).toBe(FAILURES_TO_OPEN + probes);
  faults.clear('attachIndividualDocuments');
  await after(retryAfterSeconds * 1_000);
  expect((await stack.attach()).errors).toBeUndefined();
  expect(await gauge()).toBe('0');
  const operation = 'attachIndividualDocuments';
  const open = { operation, state: 'open', cause: 'failures' };
  const halfOpen = { operation, state: 'half_open', cause: 'failures' };
  expect(logged()).toEqual([
    open,
    ...Array.from({ length: probes }, () => [halfOpen, open]).flat(),
    halfOpen,
    { operation, state: 'closed', cause: undefined },
  ]);
});
