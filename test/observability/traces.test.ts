import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, inputWithNumber } from '../support/example-data.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { content, encodeForm, openForm, sendForm, uploadForm } from '../support/multipart.ts';
import { startStack } from '../support/start-stack.ts';
import { attributesOf, ERROR, lineageOf, type ReceivedSpan, startOtlpReceiver } from './otlp-receiver.ts';
import { SPAN_ATTRIBUTES } from './span-attributes.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER_SPAN = '00f067aa0ba902b7';
const TRACEPARENT = `00-${TRACE_ID}-${CALLER_SPAN}-01`;
const UNSET = 0;

/** Long enough for a busy machine. */
const PATIENT = { OTEL_EXPORTER_OTLP_TIMEOUT: '300000' };

function errorOf(span: ReceivedSpan): unknown {
  return attributesOf(span)['error.type'];
}

test("request, root field, upload and exchange form one trace under the caller's span, without private data", async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  const headers = { traceparent: TRACEPARENT };
  await stack.request(
    ATTACH.replace('Attach', 'CanaryName'),
    { input: inputWithNumber('CANARY77') },
    headers,
  );
  stack.control.faults.script('uploadDocuments', { status: 422, body: { message: 'canary-words' } });
  await sendForm(stack.url, uploadForm(content('pdf', 900)), headers);
  await stack.gateway.close();

  const { spans } = receiver;
  expect(spans.map((span) => lineageOf(span, spans)).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'POST /graphql',
    'POST /graphql',
    'POST /graphql > mutation attachIndividualDocuments',
    'POST /graphql > mutation attachIndividualDocuments > POST /v1/customers/individual/attach',
    'POST /graphql > mutation attachIndividualDocuments > POST /v1/oauth/token',
    'POST /graphql > mutation uploadDocuments',
    'POST /graphql > mutation uploadDocuments > upload stream',
    'POST /graphql > mutation uploadDocuments > upload stream > POST /v1/customers/upload',
  ]);
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE_ID]));
  const roots = spans.filter(({ name }) => name === 'POST /graphql');
  expect(roots.map(({ parentSpanId }) => parentSpanId)).toEqual([CALLER_SPAN, CALLER_SPAN]);
  const names = new Set(spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
  expect(names.size).toBeGreaterThan(10);
  expect([...names].filter((name) => !SPAN_ATTRIBUTES.has(name))).toEqual([]);
  expect(
    spans.flatMap((span) =>
      errorOf(span) === undefined ? [] : [[span.name, errorOf(span), span.status.code]],
    ),
  ).toEqual([
    ['POST /v1/customers/upload', '422', ERROR],
    // The caller has to correct something.
    ['upload stream', 'FIN_VALIDATION_FAILED', UNSET],
    ['mutation uploadDocuments', 'FIN_VALIDATION_FAILED', UNSET],
    ['POST /graphql', 'FIN_VALIDATION_FAILED', UNSET],
  ]);
  // Operation names are for the log only.
  expect(receiver.received()).not.toContain('CanaryName');
  const secrets = ['CANARY77', 'canary-words', stack.sandbox.clientSecret, EXAMPLE_INPUT.customerId];
  for (const text of [...secrets, EXAMPLE_INPUT.tosPoliciesValue, 'AbAcQ4hn', 'Bearer']) {
    expect(`${receiver.received()}${stack.logged()}`).not.toContain(text);
  }
});

test.each([
  ['true', 1],
  ['false', 0],
])('with OTEL_PROPAGATE_TO_FIN=%s, %i exchange sends the trace to Fin.com', async (propagate, count) => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_PROPAGATE_TO_FIN: propagate,
    },
  });

  await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { traceparent: TRACEPARENT });

  const attached = await stack.control.waitForRequest('attachIndividualDocuments');
  const carried = [attached].filter(({ headers }) => headers.traceparent?.includes(TRACE_ID));
  expect(carried).toHaveLength(count);
});

/** Exports that end after the test, if nothing else ends them. */
const ENDLESS = { ...PATIENT, OTEL_BSP_EXPORT_TIMEOUT: '300000' };

test('an unreachable collector is logged once and delays neither requests nor the stop', async () => {
  await using stack = await startStack({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
      ...ENDLESS,
      OTEL_EXPORTER_OTLP_TIMEOUT: '1000',
    },
  });

  expect((await stack.attach()).errors).toBeUndefined();
  await stack.gateway.close();

  // The stop does not wait for more than three seconds, also if the process was suspended in the meantime.
  await expect.poll(() => stack.logged().match(/traces-not-delivered/g)).toHaveLength(1);
  await expect.poll(() => stack.logged().match(/metrics-not-delivered/g)).toHaveLength(1);
});

test('a collector with a trailing slash in its URL gets the spans of a disconnected client, marked as such', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.url}/` } });
  const form = openForm(stack.url);
  await form.send(encodeForm(uploadForm(content('pdf', 90_000))).subarray(0, 50_000));
  await expect.poll(() => stack.control.count('uploadDocuments')).toBe(1);
  form.hangUp();
  await form.closed;
  await expect.poll(() => stack.logged()).toContain('"aborted":true');
  await stack.gateway.close();

  const root = receiver.spans.find(({ name }) => name === 'POST /graphql');
  expect(root && errorOf(root)).toBe('aborted');
  expect(stack.logged()).toContain(`"traceId":"${root?.traceId}","spanId":"${root?.spanId}"`);
  expect(stack.logged()).toMatch(/"aborted":true,"ms":[\d.]+,"traceId"/);
  expect(new Set(receiver.paths)).toEqual(new Set(['/v1/traces', '/v1/metrics']));
});

test('a failing collector is logged once at each change', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...PATIENT } });
  const told = () => stack.logged().match(/traces-[a-z-]+/g) ?? [];
  /** So many that a batch is full, which is sent at once. */
  const fillBatch = () =>
    Promise.all(Array.from({ length: 300 }, () => stack.request('{ occupations { id } }')));

  await fillBatch();
  await expect.poll(() => receiver.spans.length).toBeGreaterThan(0);
  expect(told()).toEqual([]);
  receiver.answerWith(400);
  await fillBatch();
  await fillBatch();
  await expect.poll(told).toEqual(['traces-not-delivered']);
  receiver.answerWith(200);
  await fillBatch();
  await expect.poll(told).toEqual(['traces-not-delivered', 'traces-delivered-again']);
  await stack.gateway.close();

  expect(told()).toEqual(['traces-not-delivered', 'traces-delivered-again']);
});

test('a collector that never responds does not delay the stop', async () => {
  await using receiver = await startOtlpReceiver({ answers: false });
  await using stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...ENDLESS } });
  expect((await stack.attach()).errors).toBeUndefined();

  await stack.gateway.close();

  expect(receiver.spans.length).toBeGreaterThan(0);
});

test('each attribute of a span is documented', async () => {
  const page = await readFile('docs/observability.md', 'utf8');

  expect([...SPAN_ATTRIBUTES].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
