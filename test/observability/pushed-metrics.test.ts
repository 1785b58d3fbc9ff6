import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createMetricProducer } from '../../src/observability/exporters/metric-producer.ts';
import { EXAMPLE_INPUT, inputWithNumber } from '../support/example-data.ts';
import { ATTACH, attach } from '../support/graphql-request.ts';
import { content, sendForm, uploadForm } from '../support/multipart.ts';
import { spawnGateway } from '../support/spawn-gateway.ts';
import { startStack } from '../support/start-stack.ts';
import { type ReceivedMetric, startOtlpReceiver } from './otlp-receiver.ts';

/** As a scrape has them: bounds and labels in the name, larger buckets with the counts of smaller ones. */
function samplesOf(metrics: readonly ReceivedMetric[]): Map<string, number> {
  return new Map(
    metrics.flatMap(({ name, sum, gauge, histogram }) => [
      ...[...(sum?.dataPoints ?? []), ...(gauge?.dataPoints ?? [])].map(
        ({ attributes, asDouble }): [string, number] => [sampleName(name, attributes), asDouble],
      ),
      ...(histogram?.dataPoints ?? []).flatMap(({ attributes, bucketCounts, explicitBounds, ...point }) => [
        ...bucketCounts.map((_, index): [string, number] => [
          sampleName(`${name}_bucket`, [
            { key: 'le', value: { stringValue: String(explicitBounds[index] ?? '+Inf') } },
            ...attributes,
          ]),
          bucketCounts.slice(0, index + 1).reduce((total, count) => total + count, 0),
        ]),
        [sampleName(`${name}_sum`, attributes), point.sum] as const,
        [sampleName(`${name}_count`, attributes), point.count] as const,
      ]),
    ]),
  );
}

type Labels = readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];

function sampleName(name: string, labels: Labels): string {
  const pairs = labels.map(({ key, value }) => `${key}="${value.stringValue}"`);
  return pairs.length > 0 ? `${name}{${pairs.join(',')}}` : name;
}

function samplesIn(scrape: string): Map<string, number> {
  const lines = scrape.split('\n').filter((line) => /^\w/.test(line));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

/** Those that change from one reading to the next. */
const READ_ANEW = /^(process|nodejs)_|^fin_gateway_token_(age_seconds|seconds_left)$/;

test('the final export equals the last scrape: every name, label and value', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({
    env: {
      METRICS_PORT: '0',
      OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.url}/`,
      FIN_TIMEOUT_MS: '3000',
    },
  });
  stack.control.faults.script('attachIndividualDocuments', [
    {},
    { status: 422, body: { message: 'canary-words' } },
    { hang: true },
  ]);
  for (const _ of ['ok', '422', 'timeout'])
    await stack.request(ATTACH.replace('Attach', 'CanaryName'), {
      input: inputWithNumber('CANARY77'),
    });
  await stack.request(`{ ${'n: __typename '.repeat(61)} }`);
  await sendForm(stack.url, uploadForm(content('pdf', 900), content('png', 700)));
  const scraped = samplesIn(await (await fetch(String(stack.gateway.metricsUrl))).text());
  expect(receiver.metricExports).toHaveLength(0);
  await stack.gateway.close();

  expect(receiver.metricExports).toHaveLength(1);
  const metrics = receiver.metricExports[0] ?? [];
  const pushed = samplesOf(metrics);
  const stable = (samples: Map<string, number>) =>
    Object.fromEntries([...samples].filter(([name]) => !READ_ANEW.test(name)));
  expect(stable(pushed)).toEqual(stable(scraped));
  // The scrape that is compared with is not an empty one.
  expect(stable(pushed)).toMatchObject({
    fin_gateway_requests_in_flight: 0,
    fin_gateway_upload_bytes_total: 1_600,
    'fin_gateway_errors_total{code="UPSTREAM_TIMEOUT"}': 1,
    'fin_gateway_limits_hit_total{limit="aliases"}': 1,
    'fin_gateway_request_duration_seconds_count{operation_type="mutation",status="200"}': 4,
    'fin_gateway_upstream_duration_seconds_bucket{le="30",operation="attachIndividualDocuments",status="422"}': 1,
  });
  expect(pushed.get('fin_gateway_token_seconds_left')).toBeGreaterThan(0);
  expect(pushed.get('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  const kind = (name: string) =>
    Object.keys(metrics.find((metric) => metric.name === name) ?? {}).filter((key) =>
      ['sum', 'gauge', 'histogram'].includes(key),
    );
  expect(kind('process_cpu_seconds_total')).toEqual(['sum']);
  expect(kind('process_start_time_seconds')).toEqual(['gauge']);
  expect(kind('fin_gateway_field_duration_seconds')).toEqual(['histogram']);
  const secrets = ['CANARY77', 'CanaryName', 'canary-words', stack.sandbox.clientSecret, 'Bearer'];
  for (const text of [...secrets, EXAMPLE_INPUT.customerId, EXAMPLE_INPUT.tosPoliciesValue])
    expect(receiver.received()).not.toContain(text);
});

test('metrics are exported at the interval, and each gateway has an id of its own', async () => {
  await using receiver = await startOtlpReceiver();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_METRIC_EXPORT_INTERVAL: '100' };
  await using stack = await startStack({ env, replicas: 2 });
  expect(stack.gateways.map(({ metricsUrl }) => metricsUrl)).toEqual([undefined, undefined]);

  await stack.attach();

  const count = 'fin_gateway_request_duration_seconds_count{operation_type="mutation",status="200"}';
  await expect
    .poll(() => receiver.metricExports.filter((metrics) => samplesOf(metrics).get(count) === 1).length)
    .toBeGreaterThan(2);
  await expect.poll(() => receiver.instanceIds.size).toBe(2);
});

test('a failing receiver is logged once, and once more when it accepts metrics again', async () => {
  await using receiver = await startOtlpReceiver();
  receiver.answerWith(400);
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_METRIC_EXPORT_INTERVAL: '100',
    // Long enough for a busy machine.
    OTEL_EXPORTER_OTLP_TIMEOUT: '300000',
  };
  await using stack = await startStack({ env });
  await expect.poll(() => receiver.metricExports.length).toBeGreaterThan(2);
  receiver.answerWith(200);

  await expect.poll(() => stack.logged()).toContain('metrics-delivered-again');
  const before = receiver.metricExports.length;
  await expect.poll(() => receiver.metricExports.length).toBeGreaterThan(before + 2);

  expect(stack.logged().match(/metrics-not-delivered/g)).toHaveLength(1);
  expect(stack.logged().match(/metrics-delivered-again/g)).toHaveLength(1);
});

test('a process ends soon although an export hangs and the final one is due', async () => {
  await using receiver = await startOtlpReceiver({ answers: false });
  const gateway = spawnGateway({
    PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_METRIC_EXPORT_INTERVAL: '1000',
    // Without a limit of its own, a stopping gateway would wait for longer than a test may run.
    OTEL_EXPORTER_OTLP_TIMEOUT: '600000',
  });
  await gateway.saw(/"event":"ready"/);
  await expect.poll(() => receiver.metricExports.length).toBeGreaterThan(0);

  gateway.process.kill('SIGTERM');

  expect(await gateway.exited).toBe(0);
  await expect.poll(() => receiver.metricExports.length).toBeGreaterThan(1);
});

test.each([
  ['OTEL_SDK_DISABLED=true', { OTEL_SDK_DISABLED: 'true' }],
  ['no exporter', { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' }],
])('with %s, nothing is sent', async (_what, env) => {
  await using receiver = await startOtlpReceiver();
  const gateway = spawnGateway({
    PORT: '0',
    METRICS_PORT: '0',
    OTEL_METRIC_EXPORT_INTERVAL: '100',
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    ...env,
  });
  const [, url = ''] = await gateway.saw(/"event":"ready","url":"([^"]+)"/);
  expect((await attach(url)).errors).toBeUndefined();
  gateway.process.kill('SIGTERM');

  expect(await gateway.exited).toBe(0);
  expect(receiver.received()).toBe('[]');
});

test('a gauge without a number is omitted, and totals have a start time', async () => {
  const registry = new Registry();
  const registers = [registry];
  const gauge = new Gauge({ name: 'a_gauge', help: 'g', labelNames: ['of'], registers });
  gauge.set({ of: 'nothing' }, Number.NaN);
  gauge.set({ of: 'one' }, 1);
  new Counter({ name: 'a_counter_total', help: 'c', registers }).inc(3);
  const histogram = new Histogram({
    name: 'a_histogram',
    help: 'h',
    labelNames: ['of'],
    buckets: [1, 2],
    registers,
  });
  for (const value of [0.5, 1, 1.5, 7]) histogram.observe({ of: 1 }, value);
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const producer = createMetricProducer(registry);
  vi.setSystemTime(1_060_500);

  const { resourceMetrics } = await producer.collect();

  const metrics = resourceMetrics.scopeMetrics[0]?.metrics ?? [];
  const values = Object.fromEntries(
    metrics.map(({ descriptor, dataPoints }) => [
      descriptor.name,
      dataPoints.map(({ attributes, value }) => [attributes, value]),
    ]),
  );
  expect(values).toMatchObject({
    a_gauge: [[{ of: 'one' }, 1]],
    a_counter_total: [[{}, 3]],
    a_histogram: [[{ of: '1' }, { buckets: { boundaries: [1, 2], counts: [2, 1, 1] }, sum: 10, count: 4 }]],
  });
  const periods = metrics.flatMap(({ dataPoints }) =>
    dataPoints.map(({ startTime, endTime }) => [startTime, endTime]),
  );
  expect(periods).toEqual(
    Array(3).fill([
      [1_000, 0],
      [1_060, 500_000_000],
    ]),
  );
});
