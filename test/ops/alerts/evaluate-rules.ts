import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { findPromtool } from '../../support/find-promtool.ts';

export const RULES = resolve('ops/alerts.yaml');

/** Samples of each series, one for each interval. `undefined`: not scraped. `stale`: the target has gone. */
export type Series = ReadonlyMap<string, readonly (number | undefined | 'stale')[]>;

const ALERTS = 'group by (alertname) (ALERTS{alertstate="firing"})';

const rules = await readFile(RULES, 'utf8');
const isUsed = (series: string) => rules.includes(series.slice(0, series.indexOf('{')));

/**
 * Evaluates the rules every minute, as Prometheus does unless it is told otherwise.
 *
 * @returns at which minutes from the first to the last each alert fires; an alert that never fires is absent
 */
export async function evaluateRules(
  series: Series,
  {
    intervalSeconds,
    first = 0,
    last,
  }: { readonly intervalSeconds: number; readonly first?: number; readonly last: number },
): Promise<Map<string, number[]>> {
  const output = await promtoolOutput({
    rule_files: [RULES],
    evaluation_interval: '1m',
    tests: [
      {
        interval: `${intervalSeconds}s`,
        input_series: [...series]
          .filter(([name]) => isUsed(name))
          .map(([name, values]) => ({
            series: name,
            // Also the samples that were never set.
            values: Array.from(values, (value) => value ?? '_').join(' '),
          })),
        // Promtool prints the samples that it does not expect.
        promql_expr_test: Array.from({ length: last - first + 1 }, (_, index) => ({
          expr: ALERTS,
          eval_time: `${first + index}m`,
          exp_samples: [],
        })),
      },
    ],
  });
  const fired = new Map<string, number[]>();
  for (const [, hours = '0', minute = '0', got = ''] of output.matchAll(
    /time: (?:(\d+)h)?(?:(\d+)m)?[^,]*,\n\s+exp: nil\n\s+got: (.+)/g,
  )) {
    for (const [, name = ''] of got.matchAll(/alertname="(\w+)"/g))
      fired.set(name, [...(fired.get(name) ?? []), 60 * Number(hours) + Number(minute)]);
  }
  // An output without a firing alert is the complaint about a rule or a series.
  if (output !== '' && fired.size === 0) throw new Error(output);
  return fired;
}

/** The complaints of promtool about a file of tests; empty if there are none. */
export async function promtoolOutput(tests: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fin-gateway-alerts-'));
  const file = join(folder, 'test.yaml');
  await writeFile(file, stringify(tests, { aliasDuplicateObjects: false }));
  const output = await runPromtool('test', 'rules', file);
  await rm(folder, { recursive: true });
  return output;
}

/** @returns what promtool complains about, empty if nothing */
export function runPromtool(...args: string[]): Promise<string> {
  return new Promise((settle) => {
    const options = { maxBuffer: 64 * 2 ** 20 };
    execFile(findPromtool() ?? '', args, options, (error, stdout, stderr) =>
      settle(error ? stdout + stderr : ''),
    );
  });
}
