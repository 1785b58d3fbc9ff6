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
import { activeSpan } from '../../active-span.ts';
import type { Observation } from '../../telemetry.ts';

export type SpanAttributes = Readonly<Record<string, string | number | undefined>>;

export interface SpanEnd {
  readonly attributes: SpanAttributes;
  readonly isFailed: boolean;
}

export interface SpanStart {
  readonly name: string;
  /** Internal by default. */
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** By default, the context of the active span. */
  readonly parent?: Context;
}

export type StartSpan = (start: SpanStart) => Span;

export function createStartSpan(tracer: Tracer): StartSpan {
  return ({ name, kind = SpanKind.INTERNAL, attributes = {}, parent = activeContext() }) =>
    tracer.startSpan(name, { kind, attributes }, parent);
}

/** Makes the span the active one while its work runs. */
export function toObservation<End>(span: Span, toEnd: (end: End) => SpanEnd): Observation<End> {
  const { traceId, spanId } = span.spanContext();
  const active = { context: trace.setSpan(activeContext(), span), ids: { traceId, spanId } };
  return { run: (work) => activeSpan.run(active, work), end: (end) => endSpan(span, toEnd(end)) };
}

export function endSpan(span: Span, { attributes, isFailed }: SpanEnd): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) span.setAttribute(name, value);
  }
  if (isFailed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** @param reason undefined: the span did not fail */
export function failedBy(reason: string | undefined): SpanEnd {
  return { attributes: { 'error.type': reason }, isFailed: reason !== undefined };
}

function activeContext(): Context {
  return activeSpan.getStore()?.context ?? ROOT_CONTEXT;
}
