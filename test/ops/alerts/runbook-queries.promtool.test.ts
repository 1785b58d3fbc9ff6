import { expect, test } from 'vitest';
import { promtoolOutput } from './evaluate-rules.ts';
import { queriesIn, readRunbooks } from './runbooks.ts';

test('Prometheus understands every query of the runbooks', async () => {
  const queries = [...(await readRunbooks()).values()].flatMap(queriesIn);

  // Each of them finds nothing, because there are no series.
  const output = await promtoolOutput({
    tests: [{ promql_expr_test: queries.map((expr) => ({ expr, eval_time: '1m', exp_samples: [] })) }],
  });

  expect(queries.length).toBeGreaterThan(30);
  expect(output).toBe('');
});
