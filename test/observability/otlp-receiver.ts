import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { z } from 'zod/mini';

const attributes = z.array(
  z.object({
    key: z.string(),
    value: z.union([
      z.strictObject({ stringValue: z.string() }),
      z.strictObject({ intValue: z.number() }),
      z.strictObject({ doubleValue: z.number() }),
    ]),
  }),
);
const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.optional(z.string()),
  traceState: z.optional(z.string()),
  name: z.string(),
  kind: z.number(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  status: z.object({ code: z.optional(z.number()) }),
  attributes,
});
export type ReceivedSpan = z.infer<typeof span>;
const traces = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});

const time = { startTimeUnixNano: z.string(), timeUnixNano: z.string() };
const labels = z.array(z.object({ key: z.string(), value: z.strictObject({ stringValue: z.string() }) }));
const numberPoints = z
  .array(z.strictObject({ ...time, attributes: labels, asDouble: z.number() }))
  .check(z.minLength(1));
const histogramPoints = z
  .array(
    z.strictObject({
      ...time,
      attributes: labels,
      count: z.number(),
      sum: z.number(),
      bucketCounts: z.array(z.number()),
      explicitBounds: z.array(z.number()),
    }),
  )
  .check(z.minLength(1));
const CUMULATIVE = z.literal(2);
const metric = z.strictObject({
  name: z.string(),
  description: z.string(),
  unit: z.literal(''),
  gauge: z.optional(z.strictObject({ dataPoints: numberPoints })),
  sum: z.optional(
    z.strictObject({
      aggregationTemporality: CUMULATIVE,
      isMonotonic: z.literal(true),
      dataPoints: numberPoints,
    }),
  ),
  histogram: z.optional(z.strictObject({ aggregationTemporality: CUMULATIVE, dataPoints: histogramPoints })),
});
export type ReceivedMetric = z.infer<typeof metric>;
const metrics = z.object({
  resourceMetrics: z.array(
    z.object({
      resource: z.object({ attributes: labels }),
      scopeMetrics: z.array(z.object({ metrics: z.array(metric) })),
    }),
  ),
});

export interface OtlpReceiver extends AsyncDisposable {
  readonly url: string;
  /** In the order in which they ended. */
  readonly spans: ReceivedSpan[];
  /** At which something came, each once. */
  readonly paths: string[];
  /** Metrics of each export, the last one last. */
  readonly metricExports: ReceivedMetric[][];
  /** Ids of the processes that sent metrics. */
  readonly instanceIds: Set<string>;
  /** Attributes of the processes that sent spans or metrics. */
  readonly resources: Record<string, string | number>[];
  /** The headers of each export. */
  readonly headers: IncomingHttpHeaders[];
  /** Everything that came, as JSON. */
  received(): string;
  /** @param status of answers from now on; undefined: requests are taken and never answered */
  answerWith(status: number | undefined): void;
}

/** Kinds and status codes of OTLP. */
export const INTERNAL = 1;
export const SERVER = 2;
export const CLIENT = 3;
export const ERROR = 2;

export function attributesOf({
  attributes: received,
}: Pick<ReceivedSpan, 'attributes'>): Record<string, string | number> {
  return Object.fromEntries(received.map(({ key, value }) => [key, Object.values(value)[0] ?? '']));
}

/** Names from the root down to the span. */
export function lineageOf(span: ReceivedSpan, all: readonly ReceivedSpan[]): string {
  const parent = all.find(({ spanId }) => spanId === span.parentSpanId);
  return `${parent ? `${lineageOf(parent, all)} > ` : ''}${span.name}`;
}

/** @returns what the last export that has this gauge says, without labels */
export function latestGauge({ metricExports }: OtlpReceiver, name: string): number | undefined {
  const gauges = metricExports.flat().filter((received) => received.name === name);
  return gauges.at(-1)?.gauge?.dataPoints[0]?.asDouble;
}

/** Takes OTLP over HTTP as a collector does, at `/v1/…` and `/own/…`. @param answers false: it takes requests and never answers */
export async function startOtlpReceiver({ answers = true } = {}): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const metricExports: ReceivedMetric[][] = [];
  const instanceIds = new Set<string>();
  const resources: Record<string, string | number>[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const bodies: unknown[] = [];
  const paths: string[] = [];
  let status = answers ? 200 : undefined;
  const take: Readonly<Record<string, (body: unknown) => void>> = {
    '/v1/traces': (body) => {
      for (const { resource, scopeSpans } of traces.parse(body).resourceSpans) {
        resources.push(attributesOf(resource));
        spans.push(...scopeSpans.flatMap((scope) => scope.spans));
      }
    },
    '/v1/metrics': (body) => {
      for (const { resource, scopeMetrics } of metrics.parse(body).resourceMetrics) {
        resources.push(attributesOf(resource));
        metricExports.push(scopeMetrics.flatMap((scope) => scope.metrics));
        for (const { key, value } of resource.attributes)
          if (key === 'service.instance.id') instanceIds.add(value.stringValue);
      }
    },
  };
  const server = createServer(async (request, response) => {
    const isZipped = request.headers['content-encoding'] === 'gzip';
    const body = await json(isZipped ? request.pipe(createGunzip()) : request);
    headers.push(request.headers);
    if (!paths.includes(String(request.url))) paths.push(String(request.url));
    bodies.push(body);
    const takeIt = take[String(request.url).replace(/^\/own\//, '/v1/')];
    if (!takeIt) throw new Error(`nothing is taken at ${request.url}`);
    takeIt(body);
    if (status !== undefined) response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    paths,
    metricExports,
    instanceIds,
    resources,
    headers,
    received: () => JSON.stringify(bodies),
    answerWith(next) {
      status = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
