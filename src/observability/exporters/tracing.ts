import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { Resource } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Logger } from '../logger.ts';
import type { Observation, Telemetry } from '../telemetry.ts';
import { tellingOfTrouble } from './export-trouble.ts';

export interface Tracing {
  readonly telemetry: Telemetry;
  /** Sends what is left. */
  close(): Promise<void>;
}

const EXPORT_TIMEOUT_MS = 2_000;
const MAX_WAITING_SPANS = 2_048;

/** Spans for requests, root fields, uploads and exchanges, sent in the background; when too many wait, new ones are dropped. */
export function startTracing(
  { url, propagatesToFin }: { url: string; propagatesToFin: boolean },
  resource: Resource,
  log: Logger,
): Tracing {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS });
  const provider = new TracerProvider({
    resource,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: tellingOfTrouble('traces', exporter, log),
        exportTimeoutMillis: EXPORT_TIMEOUT_MS,
        maxQueueSize: MAX_WAITING_SPANS,
      }),
    ],
  });
  return {
    telemetry: createSpans(provider.getTracer('fin-gateway'), propagatesToFin),
    close: () => provider.shutdown(),
  };
}

/** All that a span may carry is spelled out here. */
function createSpans(tracer: Tracer, propagatesToFin: boolean): Telemetry {
  const contexts = new AsyncLocalStorage<Context>();
  const start = (name: string, kind: SpanKind, attributes: Attributes, parent = contexts.getStore()) =>
    tracer.startSpan(name, { kind, attributes }, parent ?? ROOT_CONTEXT);

  function observation<End>(span: Span, attributesOf: (end: End) => Ending): Observation<End> {
    const context = trace.setSpan(contexts.getStore() ?? ROOT_CONTEXT, span);
    return { run: (work) => contexts.run(context, work), end: (end) => finish(span, attributesOf(end)) };
  }

  return {
    requestStarted({ traceparent }) {
      const span = start('POST /graphql', SpanKind.SERVER, {}, contextOf(traceparent));
      return observation(span, ({ operationType, status, errorCodes, aborted }) => ({
        'http.response.status_code': status,
        'graphql.operation.type': operationType,
        'error.type': errorCodes[0] ?? (aborted ? 'aborted' : undefined),
      }));
    },
    fieldStarted({ operationType, name }) {
      const span = start(`${operationType} ${name}`, SpanKind.INTERNAL, { 'graphql.field.name': name });
      return observation(span, ({ code }) => ({ 'error.type': code }));
    },
    uploadStarted: () =>
      observation(start('upload stream', SpanKind.INTERNAL, {}), ({ fileCount, byteLength, code }) => ({
        'fin_gateway.upload.files': fileCount,
        'fin_gateway.upload.bytes': byteLength,
        'error.type': code,
      })),
    attemptStarted(operation) {
      const span = start(`fin ${operation}`, SpanKind.CLIENT, {
        'fin_gateway.upstream.operation': operation,
      });
      return {
        ...(propagatesToFin && { headers: { traceparent: traceParentOf(span) } }),
        end: ({ status, failure }) =>
          finish(span, {
            'http.response.status_code': status,
            'error.type': failure ?? (status !== undefined && status >= 400 ? String(status) : undefined),
          }),
      };
    },
    tokenRenewed: () => undefined,
    redisAvailabilityChanged: () => undefined,
    issuerKeysAvailabilityChanged: () => undefined,
  };
}

type Ending = Readonly<Record<string, string | number | undefined>>;

function finish(span: Span, attributes: Ending): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) span.setAttribute(name, value);
  }
  if (attributes['error.type'] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** Of W3C Trace Context; a malformed header counts as none. `tracestate` is not read. */
function contextOf(traceparent: string | string[] | undefined): Context {
  const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null;
  return parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT;
}

function traceParentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
