import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Sandbox } from '../../sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { attach, graphqlRequest } from '../support/graphql-request.ts';
import { content, encodeForm, openForm, sendForm, uploadForm } from '../support/multipart.ts';
import { sampleValue, scrape } from '../support/scrape.ts';
import { startTestGateway, type TestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';

const CANARY = 'CanaryOperation77';

test('metrics count requests, fields, errors, exchanges, tokens and uploads with bounded labels', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0', FIN_TIMEOUT_MS: '2000' } });
  await stack.attach();
  stack.control.faults.script('attachIndividualDocuments', [{ status: 422, body: {} }, { hang: true }]);
  await stack.attach();
  await stack.attach();
  await stack.request(`query ${CANARY} { nothing }`);
  stack.control.revokeAccessTokens();
  await stack.attach();
  await sendForm(stack.url, uploadForm(content('pdf', 5_000), content('png', 700)));
  await sendForm(stack.url, uploadForm(content('exe', 700)));

  const text = await scrape(stack.gateway);

  const upstream = (status: string) =>
    sampleValue(
      text,
      `fin_gateway_upstream_duration_seconds_count{operation="attachIndividualDocuments",status="${status}"}`,
    );
  expect(['200', '401', '422', 'timeout'].map(upstream)).toEqual([2, 1, 1, 1]);
  const samples = {
    'fin_gateway_request_duration_seconds_count{operation_type="mutation",status="200"}': 6,
    'fin_gateway_request_duration_seconds_count{operation_type="none",status="400"}': 1,
    fin_gateway_requests_in_flight: 0,
    'fin_gateway_errors_total{code="FIN_VALIDATION_FAILED"}': 1,
    'fin_gateway_errors_total{code="UPSTREAM_TIMEOUT"}': 1,
    'fin_gateway_errors_total{code="GRAPHQL_VALIDATION_FAILED"}': 1,
    'fin_gateway_field_duration_seconds_count{operation_type="mutation",field="attachIndividualDocuments",result="ok"}': 2,
    fin_gateway_upload_bytes_total: 5_700,
    'fin_gateway_upload_files_total{result="ok"}': 2,
    'fin_gateway_field_duration_seconds_count{operation_type="mutation",field="attachIndividualDocuments",result="UPSTREAM_TIMEOUT"}': 1,
    'fin_gateway_field_duration_seconds_count{operation_type="mutation",field="uploadDocuments",result="UPLOAD_TYPE_NOT_ALLOWED"}': 1,
    fin_gateway_uploads_in_flight: 0,
  };
  for (const [sample, value] of Object.entries(samples))
    expect([sample, sampleValue(text, sample)]).toEqual([sample, value]);
  const renewals = text.match(/fin_gateway_token_renewals_total\{kind="\w+",result="ok"\} (\d+)/g) ?? [];
  const seconds = `fin_gateway_upstream_duration_seconds_sum{operation="attachIndividualDocuments",status="timeout"}`;
  expect(sampleValue(text, seconds)).toBeGreaterThan(1.9);
  // Milliseconds would be more.
  expect(sampleValue(text, seconds)).toBeLessThan(1_000);
  expect(renewals.map((line) => Number(line.split(' ')[1])).reduce((sum, count) => sum + count, 0)).toBe(2);
  expect(sampleValue(text, 'fin_gateway_token_seconds_left')).toBeGreaterThan(0);
  expect(sampleValue(text, 'fin_gateway_token_age_seconds')).toBeGreaterThan(0);
  expect(sampleValue(text, 'fin_gateway_token_age_seconds')).toBeLessThan(1_000);
  expect(sampleValue(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  for (const canary of [CANARY, EXAMPLE_INPUT.customerId, 'A12345678', EXAMPLE_INPUT.tosPoliciesValue]) {
    expect(text).not.toContain(canary);
  }
});

test('failures are counted by kind: no response, no token, rejected files, disconnected client', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });
  stack.control.faults.script('issueToken', { status: 401, body: {} });
  await stack.attach();
  await expect.poll(async () => (await stack.attach()).errors).toBeUndefined();
  stack.control.faults.script('attachIndividualDocuments', { reset: 'before-headers' });
  await stack.attach();
  stack.control.faults.script('uploadDocuments', { status: 422, body: {} });
  await sendForm(stack.url, uploadForm(content('pdf', 5_000)));
  const form = openForm(stack.url);
  await form.send(encodeForm(uploadForm(content('pdf', 90_000))).subarray(0, 50_000));
  await expect.poll(() => stack.control.count('uploadDocuments')).toBe(2);
  expect(sampleValue(await scrape(stack.gateway), 'fin_gateway_requests_in_flight')).toBe(1);
  form.hangUp();

  const counted = (sample: string) => async () => sampleValue(await scrape(stack.gateway), sample);
  await expect.poll(counted('fin_gateway_requests_in_flight')).toBe(0);
  await expect.poll(counted('fin_gateway_uploads_in_flight')).toBe(0);
  const samples = {
    'fin_gateway_token_renewals_total{kind="issue",result="UPSTREAM_AUTHENTICATION_FAILED"}': 1,
    'fin_gateway_upstream_duration_seconds_count{operation="attachIndividualDocuments",status="no_answer"}': 1,
    'fin_gateway_upload_files_total{result="FIN_VALIDATION_FAILED"}': 1,
    'fin_gateway_upstream_duration_seconds_count{operation="uploadDocuments",status="aborted"}': 1,
    'fin_gateway_request_duration_seconds_count{operation_type="mutation",status="aborted"}': 1,
  };
  const text = await scrape(stack.gateway);
  for (const [sample, value] of Object.entries(samples))
    expect([sample, sampleValue(text, sample)]).toEqual([sample, value]);
});

test('the metrics endpoint accepts only GET, and an incomplete request does not delay the stop', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });
  const posted = await fetch(String(stack.gateway.metricsUrl), { method: 'POST', body: 'x' });
  const { hostname, port } = new URL(String(stack.gateway.metricsUrl));
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.on('error', () => undefined).write('GET /metrics HTTP/1.1\r\n');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  // The port has seen the connection before this one.
  await scrape(stack.gateway);

  await stack.gateway.close();
  await closed;

  expect(posted.status).toBe(404);
  expect(await posted.text()).toBe('Metrics are served at GET /metrics.\n');
});

const DIRECTIVES = '@include(if: true) '.repeat(61);

test.each<[limit: string, run: (gateway: TestGateway, sandbox: Sandbox) => Promise<unknown>]>([
  ['aliases', ({ url }) => graphqlRequest(url, `{ ${'n: __typename '.repeat(61)} }`)],
  [
    'body_bytes',
    ({ url }) => graphqlRequest(url, '{ __typename }', { tosPoliciesValue: 'x'.repeat(2 ** 20) }),
  ],
  [
    'depth',
    ({ url }) =>
      graphqlRequest(url, `{ __schema { types { ${'ofType { '.repeat(20)} name ${'} '.repeat(23)}`),
  ],
  ['directives', ({ url }) => graphqlRequest(url, `{ __typename ${DIRECTIVES} }`)],
  ['fields', ({ url }) => graphqlRequest(url, `{ ${'__typename '.repeat(501)} }`)],
  ['file_bytes', ({ url }) => sendForm(url, uploadForm(content('pdf', 501), content('pdf', 50, 'other')))],
  [
    'files',
    ({ url }) => sendForm(url, uploadForm(...['a', 'b', 'c'].map((name) => content('pdf', 50, name)))),
  ],
  [
    'fin_com',
    ({ url }, sandbox) => {
      sandbox.control.faults.script('attachIndividualDocuments', { status: 429, body: {} });
      return attach(url);
    },
  ],
  ['mutations', ({ url }) => graphqlRequest(url, `mutation { ${'__typename '.repeat(11)} }`)],
  [
    'upstream_calls',
    ({ url }) => {
      const page =
        'individualCustomers(perPage: 100) { customers { capabilities { onRamp { __typename } } } }';
      return graphqlRequest(url, `{ one: ${page} two: ${page} }`);
    },
  ],
])('a request that exceeds the limit of %s is counted once under that limit', async (limit, run) => {
  await using stack = await startStack({
    env: {
      METRICS_PORT: '0',
      UPLOAD_MAX_FILES: '2',
      UPLOAD_MAX_FILE_BYTES: '500',
    },
  });

  await run(stack.gateway, stack.sandbox);

  const hit = [
    ...(await scrape(stack.gateway)).matchAll(/^fin_gateway_limits_hit_total\{limit="(\w+)"\} (\d+)$/gm),
  ];
  const counted = hit.filter(([, , count]) => count !== '0');
  expect(counted.map(([, name, count]) => [name, count])).toEqual([[limit, '1']]);
});

test('requests beyond the rate limit and beyond the concurrency limit are counted separately', async () => {
  const settings = { METRICS_PORT: '0', RATE_LIMIT_PER_MINUTE: '2', MAX_REQUESTS_IN_FLIGHT: '1' };
  await using stack = await startStack({ env: settings });
  stack.control.faults.script('attachIndividualDocuments', { hang: true });
  const atWork = stack.attach();
  await expect.poll(() => stack.control.count('attachIndividualDocuments')).toBe(1);

  await stack.request('{ __typename }');
  await atWork;
  await stack.request('{ __typename }');
  await stack.request('{ __typename }');

  const text = await scrape(stack.gateway);
  expect(sampleValue(text, 'fin_gateway_limits_hit_total{limit="requests_in_flight"}')).toBe(1);
  expect(sampleValue(text, 'fin_gateway_limits_hit_total{limit="requests_per_minute"}')).toBe(1);
});

test('before the first request, error counters are 0, and no token expiry and no health is shown', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });

  const text = await scrape(stack.gateway);

  expect(sampleValue(text, 'fin_gateway_errors_total{code="INTERNAL_SERVER_ERROR"}')).toBe(0);
  const refused = '{kind="issue",result="UPSTREAM_AUTHENTICATION_FAILED"}';
  expect(sampleValue(text, `fin_gateway_token_renewals_total${refused}`)).toBe(0);
  expect(text).not.toMatch(/^fin_gateway_token_(seconds_left|age_seconds) /m);
  expect(text).not.toMatch(/^fin_gateway_(redis|issuer_keys)_up /m);
});

test('the public port has no metrics, and without METRICS_PORT there are none', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });
  await using silent = await startTestGateway(stack.sandbox);

  expect((await fetch(`${stack.gateway.origin}/metrics`)).status).toBe(404);
  expect((await fetch(new URL('/graphql', stack.gateway.metricsUrl))).status).toBe(404);
  expect((await fetch(`${silent.origin}/metrics`)).status).toBe(404);
  expect(silent.metricsUrl).toBeUndefined();
});

test('every metric in the dashboard and the alerts exists', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });
  const dashboard: unknown = JSON.parse(await readFile('ops/grafana-dashboard.json', 'utf8'));
  const alerts: unknown = parse(await readFile('ops/alerts.yaml', 'utf8'));
  const typed = (await scrape(stack.gateway)).matchAll(/^# TYPE (\w+) (\w+)$/gm);
  const exported = new Set(
    [...typed].flatMap(([, name, type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((suffix) => `${name}${suffix}`) : [name],
    ),
  );

  for (const [file, least] of [
    [dashboard, 33],
    [alerts, 28],
  ] as const) {
    const expressions = expressionsIn(file);
    expect(expressions.length).toBeGreaterThanOrEqual(least);
    for (const expression of expressions) {
      const names = expression.match(/\b((fin_gateway|nodejs|process)_\w+|up\b)/g) ?? [];
      expect([expression, names.length]).not.toEqual([expression, 0]);
      // Prometheus makes `up` itself.
      for (const name of names) expect([...exported, 'up']).toContain(name);
    }
  }
});

test('the dashboard and the observability page contain every metric of the gateway', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });
  const dashboard = await readFile('ops/grafana-dashboard.json', 'utf8');
  const page = await readFile('docs/observability.md', 'utf8');
  const names = [...(await scrape(stack.gateway)).matchAll(/^# TYPE (fin_gateway_\w+) /gm)].map(
    ([, name]) => name,
  );

  expect(names).toContain('fin_gateway_redis_up');
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  expect(names.filter((name) => !new RegExp(`\\b${name}(_bucket|_count)?\\b`).test(dashboard))).toEqual([]);
});

function expressionsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'expr' && typeof member === 'string' ? [member] : expressionsIn(member),
  );
}
