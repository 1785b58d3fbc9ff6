import { expect, test } from 'vitest';
import { parseFuzzOptions } from '../../fuzz/writes/options.ts';
import { planDisruptions, planOperation } from '../../fuzz/writes/plan.ts';
import { Random } from '../../fuzz/writes/random.ts';

const NAMES = Array.from({ length: 200 }, (_, index) => `op-${index}`);
const planned = (seed: string) =>
  NAMES.map((name) => {
    const { clients, ...plan } = planOperation(new Random(seed).fork(name), name);
    return {
      ...plan,
      clients: clients.map(({ random, ...client }) => ({ ...client, drawn: random.next() })),
    };
  });
const size = { operations: 1_000, replicas: 3 };

test('a seed always yields the same plan, and another seed yields another', () => {
  const late = new Random('7');
  for (let times = 0; times < 5; times += 1) late.next();

  expect(planned('7')).toEqual(planned('7'));
  expect(planned('8')).not.toEqual(planned('7'));
  expect(planDisruptions(late.fork('redis'), 'redis', size)).toEqual(
    planDisruptions(new Random('7').fork('redis'), 'redis', size),
  );
});

test('a long plan contains every kind of operation and of fault', () => {
  const kinds = new Set(planned('1').map(({ kind }) => kind));
  const disruptions = (['redis', 'replica'] as const).flatMap((on) =>
    planDisruptions(new Random('1').fork(on), on, size),
  );

  expect(kinds.size).toBe(4);
  expect(new Set(disruptions.map(({ fault }) => fault.kind)).size).toBe(13);
});

test.each([
  [['--operations', '0'], '--operations must be a whole number from 1 to 100000.'],
  [['--clients', '1e3'], '--clients must be a whole number from 1 to 200.'],
  [['--minutes', '121'], '--minutes must be a whole number from 1 to 120.'],
  [['--keyed-policy', 'deny'], '--keyed-policy must be allow or refuse.'],
  [['--seed', 'a/b'], '--seed must be 1 to 64 letters, digits, dots, hyphens or underscores.'],
])('%j is rejected', (args, message) => {
  expect(() => parseFuzzOptions(args)).toThrow(message);
});
