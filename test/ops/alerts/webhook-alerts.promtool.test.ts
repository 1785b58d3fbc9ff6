import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod/mini';
import { promtoolOutput, RULES, runPromtool } from './evaluate-rules.ts';

const alert = z.object({
  alert: z.optional(z.string()),
  labels: z.optional(z.object({ severity: z.string() })),
  annotations: z.optional(z.object({ summary: z.string() })),
});
const { groups } = z
  .object({ groups: z.array(z.object({ rules: z.array(alert) })) })
  .parse(parse(await readFile(RULES, 'utf8')));
const alerts = groups.flatMap(({ rules }) => rules);

/** Samples of each series, one every five minutes, as promtool writes them. */
type Series = Readonly<Record<string, string>>;

interface Moment {
  readonly name: string;
  readonly hours: number;
  readonly fires: boolean;
}

async function complaintsAbout(series: Series, moments: readonly Moment[]): Promise<string> {
  return promtoolOutput({
    rule_files: [RULES],
    tests: [
      {
        interval: '5m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        alert_rule_test: moments.map(toExpectation),
      },
    ],
  });
}

function toExpectation({ name, hours, fires }: Moment) {
  const rule = alerts.find((candidate) => candidate.alert === name);
  if (!rule) throw new Error(`There is no alert ${name}`);
  const { labels, annotations } = rule;
  return {
    eval_time: `${hours * 60}m`,
    alertname: name,
    exp_alerts: fires ? [{ exp_labels: labels, exp_annotations: annotations }] : [],
  };
}

const ATTACHED =
  'fin_gateway_field_duration_seconds_count{operation_type="mutation",field="attachIndividualDocuments",result="ok",instance="a"}';
const webhooks = (result: string, instance = 'a', type = 'customer.status') =>
  `fin_gateway_webhooks_total{type="${type}",result="${result}",instance="${instance}"}`;
const silent = (hours: number, fires: boolean): Moment => ({
  name: 'FinGatewayWebhooksSilent',
  hours,
  fires,
});
const rejected = (hours: number, fires: boolean): Moment => ({
  name: 'FinGatewayWebhooksRejected',
  hours,
  fires,
});

test('Prometheus understands all rules', async () => {
  expect(await runPromtool('check', 'rules', RULES)).toBe('');
});

test.each<[what: string, series: Series, moments: readonly Moment[]]>([
  [
    'an attach that no webhook follows raises an alert after an hour, for some hours',
    { [ATTACHED]: '0x12 1x200', [webhooks('handed_on')]: '0x212' },
    [silent(1, false), silent(1.9, false), silent(2.5, true), silent(6, true), silent(8, false)],
  ],
  [
    'an attach that webhooks follow raises none, whichever replica hears of it',
    {
      [ATTACHED]: '0x12 1x200',
      [webhooks('handed_on')]: '0x212',
      [webhooks('handed_on', 'b')]: '0x13 1x199',
    },
    [silent(2.5, false), silent(6, false)],
  ],
  [
    'webhooks about other things than customers are not enough',
    {
      [ATTACHED]: '0x12 1x200',
      [webhooks('handed_on')]: '0x212',
      [webhooks('ignored', 'a', 'other')]: '0+1x212',
    },
    [silent(2.5, true)],
  ],
  [
    'silence is fine while nobody is under review',
    { [ATTACHED]: '7x212', [webhooks('handed_on')]: '0x212' },
    [silent(2.5, false), silent(8, false)],
  ],
  ['a gateway that receives no webhooks raises none', { [ATTACHED]: '0+1x212' }, [silent(8, false)]],
  [
    'a wrong secret raises an alert',
    { [webhooks('wrong_signature', 'a', 'none')]: '0x3 0+1x30', [webhooks('handed_on')]: '7x40' },
    [rejected(0.2, false), rejected(1, true)],
  ],
  [
    'a forger raises none while real webhooks arrive',
    { [webhooks('wrong_signature', 'a', 'none')]: '0+5x40', [webhooks('handed_on', 'b')]: '0+1x40' },
    [rejected(1, false), rejected(3, false)],
  ],
])('%s', async (_what, series, moments) => {
  expect(await complaintsAbout(series, moments)).toBe('');
});
