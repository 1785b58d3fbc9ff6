import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { evaluateRules, RULES, type Series } from './evaluate-rules.ts';

const MINUTES = 90;
const TIMEOUT_MS = 300_000;

/** Values of a series, one every minute. */
type Values = (minute: number) => number;

const grows =
  (perMinute: number): Values =>
  (minute) =>
    perMinute * minute;
const is =
  (value: number): Values =>
  () =>
    value;
/** Grows by one after half an hour, once. */
const once: Values = (minute) => (minute < 30 ? 0 : 1);

/** Series by name and labels. */
type Metrics = Readonly<Record<string, Values>>;

const TARGET = 'namespace="onboarding",job="fin-gateway",instance="10.0.0.1:9464"';

function toSeries(metrics: Metrics, minutes: number): Series {
  return new Map(
    Object.entries({ up: is(1), ...metrics }).map(([sample, valueAt]) => {
      const [, name = '', labels = ''] = /^(\w+)(?:\{(.*)\})?$/.exec(sample) ?? [];
      const all = labels === '' ? TARGET : `${labels},${TARGET}`;
      return [`${name}{${all}}`, Array.from({ length: minutes + 1 }, (_, minute) => valueAt(minute))];
    }),
  );
}

/** A histogram of one observation per second, of which a share per minute takes longer than the bound. */
const durations = (name: string, labels: string, bound: string, late: number): Metrics => ({
  [`${name}_bucket{${labels},le="${bound}"}`]: grows(60 - late),
  [`${name}_bucket{${labels},le="30"}`]: grows(60),
  [`${name}_bucket{${labels},le="+Inf"}`]: grows(60),
});
const calls = (operation: string, late: number) =>
  durations('fin_gateway_upstream_duration_seconds', `operation="${operation}",status="200"`, '5', late);
const answers = (status: string, operation = 'getCustomer') =>
  `fin_gateway_upstream_duration_seconds_count{operation="${operation}",status="${status}"}`;
const commands = (command: string, late: number) =>
  durations('fin_gateway_redis_duration_seconds', `command="${command}"`, '0.1', late);
const reads = (verdict: string) =>
  `fin_gateway_fields_total{operation_type="query",field="individualCustomer",verdict="${verdict}"}`;
const writes = (outcome: string, replayed = 'false') =>
  `fin_gateway_writes_total{operation="attachIndividualDocuments",outcome="${outcome}",replayed="${replayed}"}`;

/** Each alert with metrics that raise it, and with metrics just as plausible that must not. */
const ALERTS: Readonly<Record<string, { readonly raisedBy: Metrics[]; readonly notBy: Metrics[] }>> = {
  FinGatewayReplicaDown: { raisedBy: [{ up: is(0) }], notBy: [{ up: (minute) => (minute % 6 < 4 ? 0 : 1) }] },
  FinGatewayUnknownOutcomes: {
    raisedBy: [{ [writes('SUCCEEDED')]: grows(2), [writes('UNKNOWN')]: once }],
    notBy: [
      { [writes('SUCCEEDED')]: grows(50), [writes('UNKNOWN')]: once },
      { [writes('SUCCEEDED')]: grows(2), [writes('UNKNOWN')]: is(0), [writes('UNKNOWN', 'true')]: once },
    ],
  },
  FinGatewayCredentialsRefused: {
    raisedBy: [
      {
        'fin_gateway_token_renewals_total{kind="issue",result="UPSTREAM_AUTHENTICATION_FAILED"}': once,
      },
    ],
    notBy: [{ 'fin_gateway_token_renewals_total{kind="issue",result="ok"}': grows(1) }],
  },
  FinGatewayUpstreamFailing: {
    raisedBy: ['429', '503', 'timeout', 'no_answer'].map((status) => ({
      [answers('200')]: grows(90),
      [answers(status)]: grows(10),
    })),
    notBy: [
      { [answers('200')]: grows(97), [answers('503')]: grows(3) },
      { [answers('200')]: grows(90), [answers('422')]: grows(10), [answers('aborted')]: grows(10) },
    ],
  },
  FinGatewayUpstreamSlow: {
    raisedBy: [calls('getCustomer', 6)],
    // Uploads take as long as their files.
    notBy: [calls('getCustomer', 2), calls('uploadDocuments', 30)],
  },
  FinGatewaySlotsExhausted: {
    raisedBy: [{ 'fin_gateway_slots_waiting{pool="write"}': is(3) }],
    notBy: [{ 'fin_gateway_slots_waiting{pool="write"}': (minute) => (minute % 8 === 0 ? 0 : 300) }],
  },
  FinGatewayIssuerKeysUnavailable: {
    raisedBy: [
      {
        fin_gateway_issuer_keys_up: is(0),
        'fin_gateway_request_duration_seconds_count{operation_type="none",status="503"}': grows(1),
      },
    ],
    notBy: [
      {
        fin_gateway_issuer_keys_up: is(0),
        'fin_gateway_request_duration_seconds_count{operation_type="query",status="200"}': grows(60),
      },
      {
        fin_gateway_issuer_keys_up: is(1),
        'fin_gateway_request_duration_seconds_count{operation_type="none",status="503"}': grows(1),
      },
    ],
  },
  FinGatewayRedisSlow: {
    raisedBy: [commands('eval', 2)],
    notBy: [commands('eval', 0.5), commands('probe', 30)],
  },
  FinGatewayIdempotencyDegraded: {
    raisedBy: [{ 'fin_gateway_idempotency_records_total{place="degraded"}': grows(1) }],
    notBy: [
      {
        'fin_gateway_idempotency_records_total{place="degraded"}': is(7),
        'fin_gateway_idempotency_records_total{place="shared"}': grows(60),
      },
    ],
  },
  FinGatewayIdempotencyRecordsLost: {
    raisedBy: [
      { fin_gateway_idempotency_losses_total: once },
      { fin_gateway_idempotency_records_dropped_total: once },
    ],
    notBy: [
      { fin_gateway_idempotency_losses_total: is(1), fin_gateway_idempotency_records_dropped_total: is(9) },
    ],
  },
  FinGatewayIdempotencyUnavailable: {
    raisedBy: [{ 'fin_gateway_errors_total{code="IDEMPOTENCY_UNAVAILABLE"}': grows(1) }],
    notBy: [{ 'fin_gateway_errors_total{code="IDEMPOTENCY_CONFLICT"}': grows(60) }],
  },
  FinGatewayAuditNotWritten: {
    raisedBy: [{ fin_gateway_audit_up: (minute) => (minute < 30 ? 1 : 0) }],
    notBy: [{ fin_gateway_audit_up: (minute) => (minute % 5 === 0 ? 0 : 1) }],
  },
  FinGatewayAuditLinesLost: {
    raisedBy: [{ fin_gateway_audit_lines_lost_total: once }],
    notBy: [{ fin_gateway_audit_lines_lost_total: is(7) }],
  },
  FinGatewayFault: {
    raisedBy: [{ 'fin_gateway_errors_total{code="INTERNAL_SERVER_ERROR"}': once }],
    notBy: [{ 'fin_gateway_errors_total{code="VALIDATION_FAILED"}': grows(60) }],
  },
  FinGatewayLimitsHit: {
    raisedBy: [{ 'fin_gateway_limits_hit_total{limit="file_bytes"}': grows(12) }],
    notBy: [{ 'fin_gateway_limits_hit_total{limit="file_bytes"}': grows(5) }],
  },
  FinGatewayEventLoopSlow: {
    raisedBy: [{ nodejs_eventloop_lag_p99_seconds: is(0.4) }],
    notBy: [{ nodejs_eventloop_lag_p99_seconds: (minute) => (minute % 5 === 0 ? 0.01 : 0.4) }],
  },
};
/** Needs hours of samples. */
const BUDGET = 'FinGatewayErrorBudgetBurning';

const firing = async (name: string, metrics: Metrics, minutes = MINUTES) =>
  (await evaluateRules(toSeries(metrics, minutes), { intervalSeconds: 60, first: 1, last: minutes })).get(
    name,
  ) ?? [];

test('a test in this folder raises each alert', async () => {
  const rules = await readFile(RULES, 'utf8');
  const outages = await readFile('docs/operations.md', 'utf8');
  const webhooks = await readFile(new URL('./webhook-alerts.promtool.test.ts', import.meta.url), 'utf8');
  const names = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
  const isRaised = (name: string) =>
    name in ALERTS ||
    name === BUDGET ||
    outages.includes(`| \`${name}\` |`) ||
    webhooks.includes(`'${name}'`);

  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !isRaised(name))).toEqual([]);
});

test.each(Object.entries(ALERTS))(
  '%s fires on its cause, and on nothing else',
  { timeout: TIMEOUT_MS },
  async (name, { raisedBy, notBy }) => {
    for (const metrics of raisedBy) expect([metrics, await firing(name, metrics)]).not.toEqual([metrics, []]);
    for (const metrics of notBy) expect([metrics, await firing(name, metrics)]).toEqual([metrics, []]);
  },
);

test('two environments in one Prometheus do not hide each other', { timeout: TIMEOUT_MS }, async () => {
  const slow = toSeries(calls('getCustomer', 30), MINUTES);
  // A hundred times as many calls, all of them fast.
  const fast = Array.from(toSeries(calls('getCustomer', 0), MINUTES), ([name, values]) => {
    const more = values.map((value) =>
      typeof value === 'number' && !name.startsWith('up{') ? value * 100 : value,
    );
    return [name.replace('namespace="onboarding"', 'namespace="load-test"'), more] as const;
  });

  const fired = await evaluateRules(new Map([...slow, ...fast]), {
    intervalSeconds: 60,
    first: 1,
    last: MINUTES,
  });

  expect([...fired.keys()]).toEqual(['FinGatewayUpstreamSlow']);
});

test('a field that fails rarely, but for hours, burns its error budget', {
  timeout: TIMEOUT_MS,
}, async () => {
  const failing = (perThousand: number, fromMinute = 0): Metrics => ({
    [reads('good')]: grows(1_000 - perThousand),
    [reads('bad')]: (minute) => perThousand * Math.max(0, minute - fromMinute),
  });
  const minutes = 10 * 60;

  expect(await firing(BUDGET, failing(7), minutes)).not.toEqual([]);
  expect(await firing(BUDGET, failing(3), minutes)).toEqual([]);
  // Too much for the last hours, but not yet for the days.
  expect(await firing(BUDGET, failing(9, 330), minutes)).toEqual([]);
});
