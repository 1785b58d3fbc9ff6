/**
 * `npm run fuzz:writes -- --operations 5000 --seed 1` sends writes with idempotency keys to three replicas while
 * everything fails, and reports what was doubled, lost or misreported. See docs/fuzzing.md.
 */
import { readArguments } from '../../scripts/command-line.ts';
import { judge } from './judge.ts';
import { parseFuzzOptions } from './options.ts';
import { describeRun } from './report.ts';
import { runFuzz } from './run.ts';

const options = readArguments(parseFuzzOptions);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stopping.abort(new Error(`Stopped by ${signal}.`)));
}
console.log(
  `seed ${options.seed}, ${options.operations} operations, IDEMPOTENCY_WITHOUT_REDIS=${options.keyedPolicy}`,
);
try {
  const history = await runFuzz(options, stopping.signal, console.log);
  const verdict = judge(history);
  console.log(describeRun(history, verdict));
  const isWrong = verdict.isEmpty || verdict.violations.length > 0;
  if (options.keyedPolicy === 'refuse' && isWrong) process.exitCode = 1;
} catch (error) {
  if (!stopping.signal.aborted) throw error;
  console.log(String(stopping.signal.reason));
  process.exitCode = 130;
}
