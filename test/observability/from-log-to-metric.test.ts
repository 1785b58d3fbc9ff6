import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod/mini';
import { sampleValue, scrape } from '../support/scrape.ts';
import { startStack } from '../support/start-stack.ts';
import { attributesOf, CLIENT, type ReceivedSpan, startOtlpReceiver } from './otlp-receiver.ts';

const SLOW_MS = 3_000;
const SERIES = 'fin_gateway_upstream_duration_seconds';

const line = z.looseObject({
  event: z.string(),
  ms: z.optional(z.number()),
  traceId: z.optional(z.string()),
});
const isRequest = (entry: z.infer<typeof line>) => entry.event === 'request';

function readLines(log: string) {
  return log.split('\n').flatMap((text) => (text === '' ? [] : line.parse(JSON.parse(text))));
}

function msOf({ startTimeUnixNano, endTimeUnixNano }: ReceivedSpan): number {
  return Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6;
}

/** The name of each span below its parent, as in docs/observability.md. */
function drawTrace(spans: readonly ReceivedSpan[], parentId?: string, indent = ''): string[] {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parentId)
    .toSorted((one, other) => (one.startTimeUnixNano < other.startTimeUnixNano ? -1 : 1))
    .flatMap((span) => [`${indent}${span.name}`, ...drawTrace(spans, span.spanId, `${indent}  `)]);
}

const bucket = (bound: string, labels: string) => `${SERIES}_bucket{le="${bound}",${labels}}`;

/** The blocks of the page, which show a run of this test. */
async function readPage() {
  const page = await readFile('docs/observability.md', 'utf8');
  const [, section = ''] = page.split('## From a log line to a metric\n');
  const blocks = Array.from(section.matchAll(/^```\w*\n(.*?)^```$/gms), ([, block = '']) => block.trim());
  const [log = '', trace = '', metric = ''] = blocks.filter((block) => !/^(jq|curl) /.test(block));
  return { log, trace: trace.split('\n'), metric: metric.split('\n') };
}

test('a slow request leads from its log line to its trace, and to the series that it moved', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, METRICS_PORT: '0', FIN_TIMEOUT_MS: '60000' },
  });
  await stack.request('{ __typename }');
  const before = await scrape(stack.gateway);
  stack.control.faults.script('attachIndividualDocuments', { delayMs: SLOW_MS });
  await stack.attach();
  const after = await scrape(stack.gateway);
  await stack.gateway.close();

  // The log: the slow line has the id of its trace.
  const slow = readLines(stack.logged())
    .filter(isRequest)
    .find(({ ms = 0 }) => ms >= SLOW_MS);
  // The trace: its slowest part is an exchange with Fin.com.
  const spans = receiver.spans.filter(({ traceId }) => traceId === slow?.traceId);
  const [exchange] = spans
    .filter(({ kind }) => kind === CLIENT)
    .toSorted((one, other) => msOf(other) - msOf(one));
  const attributes = exchange ? attributesOf(exchange) : {};
  expect(exchange?.name).toBe('POST /v1/customers/individual/attach');
  expect(exchange && msOf(exchange)).toBeGreaterThanOrEqual(SLOW_MS - 1);
  // The metric: the attributes of the span are its labels. The slow call is in the larger buckets only.
  const labels = `operation="${attributes['fin_gateway.upstream.operation']}",status="${attributes['http.response.status_code']}"`;
  const total = `${SERIES}_count{${labels}}`;
  expect(before).not.toContain(total);
  expect(sampleValue(after, total)).toBe(1);
  expect(sampleValue(after, bucket('2.5', labels))).toBe(0);
  expect(sampleValue(after, bucket('+Inf', labels))).toBe(1);

  // The page shows such a run.
  const page = await readPage();
  expect(new Set(Object.keys(JSON.parse(page.log)))).toEqual(new Set(Object.keys(slow ?? {})));
  expect(page.trace.map((text) => text.replace(/ +[\d.]+ ms$/, ''))).toEqual(drawTrace(spans));
  const shown = page.metric.map((text) => text.replace(/ \S+$/, ''));
  expect(shown.length).toBeGreaterThan(2);
  for (const name of shown) expect(after).toContain(`${name} `);
});
