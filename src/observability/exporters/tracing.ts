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
import { logExportFailures } from './log-export-failures.ts';

export interface Tracing {
  readonly telemetry: Telemetry;
  /** Exports the spans that are left. */
  close(): Promise<void>;
}

interface TracingOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly propagatesToFin: boolean;
}

const MAX_WAITING_SPANS = 2_048;

/**
 * Records requests, root fields, uploads and calls to Fin.com as spans. They are exported in the background; when too
 * many wait, new ones are dropped.
 */
export function startTracing(
  { url, timeoutMs, propagatesToFin }: TracingOptions,
  resource: Resource,
  log: Logger,
): Tracing {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: timeoutMs });
  const provider = new TracerProvider({
    resource,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: logExportFailures('traces', exporter, log),
        exportTimeoutMillis: timeoutMs,
        maxQueueSize: MAX_WAITING_SPANS,
      }),
    ],
  });
  return {
    telemetry: createSpans(provider.getTracer('fin-gateway'), propagatesToFin),
    close: () => provider.shutdown(),
  };
}

/** Spans have the attributes listed here, and no others. */
function createSpans(tracer: Tracer, propagatesToFin: boolean): Telemetry {
  const contexts = new AsyncLocalStorage<Context>();
  const start = (name: string, kind: SpanKind, attributes: Attributes, parent = contexts.getStore()) =>
    tracer.startSpan(name, { kind, attributes }, parent ?? ROOT_CONTEXT);

  function createObservation<End>(span: Span, toAttributes: (end: End) => SpanAttributes): Observation<End> {
    const context = trace.setSpan(contexts.getStore() ?? ROOT_CONTEXT, span);
    return { run: (work) => contexts.run(context, work), end: (end) => finish(span, toAttributes(end)) };
  }

  return {
    requestStarted({ traceparent }) {
      const span = start('POST /graphql', SpanKind.SERVER, {}, parseContext(traceparent));
      return createObservation(span, ({ operationType, status, errorCodes, aborted }) => ({
        'http.response.status_code': status,
        'graphql.operation.type': operationType,
        'error.type': errorCodes[0] ?? (aborted ? 'aborted' : undefined),
      }));
    },
    fieldStarted({ operationType, name }) {
      const span = start(`${operationType} ${name}`, SpanKind.INTERNAL, { 'graphql.field.name': name });
      return createObservation(span, ({ code }) => ({ 'error.type': code }));
    },
    uploadStarted: () =>
      createObservation(start('upload stream', SpanKind.INTERNAL, {}), ({ fileCount, byteLength, code }) => ({
        'fin_gateway.upload.files': fileCount,
        'fin_gateway.upload.bytes': byteLength,
        'error.type': code,
      })),
    attemptStarted(operation) {
      const span = start(`fin ${operation}`, SpanKind.CLIENT, {
        'fin_gateway.upstream.operation': operation,
      });
      return {
        ...(propagatesToFin && { headers: { traceparent: formatTraceParent(span) } }),
        end: ({ status, failure }) =>
          finish(span, {
            'http.response.status_code': status,
            'error.type': failure ?? (status !== undefined && status >= 400 ? String(status) : undefined),
          }),
      };
    },
    writeEnded: () => undefined,
    tokenRenewed: () => undefined,
    recordClaimed: () => undefined,
    recordsLost: () => undefined,
    recordsDropped: () => undefined,
    redisAvailabilityChanged: () => undefined,
    issuerKeysAvailabilityChanged: () => undefined,
    webhooksEnabled: () => undefined,
    webhookEnded: () => undefined,
    watchedCustomersChanged: () => undefined,
    streamOpened: () => undefined,
    streamEnded: () => undefined,
    errorsSent: () => undefined,
  };
}

type SpanAttributes = Readonly<Record<string, string | number | undefined>>;

function finish(span: Span, attributes: SpanAttributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) span.setAttribute(name, value);
  }
  if (attributes['error.type'] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** Parses W3C Trace Context. A malformed header is ignored, and so is `tracestate`. */
function parseContext(traceparent: string | string[] | undefined): Context {
  const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null;
  return parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT;
}

function formatTraceParent(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
