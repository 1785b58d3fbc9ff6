import {
  defaultTextMapSetter,
  ROOT_CONTEXT,
  SpanKind,
  type TextMapPropagator,
  trace,
} from '@opentelemetry/api';
import { ENDPOINTS } from '../../../datasources/fin/endpoints.ts';
import type { Telemetry } from '../../telemetry.ts';
import { endSpan, type SpanEnd, type StartSpan } from './start-span.ts';

/** Their paths are constants, so they contain no ids. */
const ENDPOINTS_BY_OPERATION = new Map(ENDPOINTS.map((endpoint) => [endpoint.operation, endpoint]));

/**
 * Spans for exchanges with Fin.com. `url.full` is left out, because it contains ids.
 *
 * @param toFin gives Fin.com the ids of the span. Undefined: Fin.com gets none
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span
 */
export function createExchangeSpans(
  start: StartSpan,
  toFin: TextMapPropagator | undefined,
): Pick<Telemetry, 'attemptStarted'> {
  return {
    attemptStarted({ operation, server, resendCount }) {
      const { method, path } = ENDPOINTS_BY_OPERATION.get(operation) ?? { method: '_OTHER', path: '' };
      const template = `${server.root}/${path}`;
      const span = start({
        name: `${method} ${template}`,
        kind: SpanKind.CLIENT,
        attributes: {
          'http.request.method': method,
          'url.template': template,
          'url.scheme': server.scheme,
          'server.address': server.address,
          'server.port': server.port,
          'network.protocol.version': '1.1',
          'fin_gateway.upstream.operation': operation,
          ...(resendCount > 0 && { 'http.request.resend_count': resendCount }),
        },
      });
      const headers: Record<string, string> = {};
      toFin?.inject(trace.setSpan(ROOT_CONTEXT, span), headers, defaultTextMapSetter);
      return { headers, end: (end) => endSpan(span, toAttemptEnd(end)) };
    },
  };
}

function toAttemptEnd({ status, failure }: { readonly status?: number; readonly failure?: string }): SpanEnd {
  const reason = failure ?? (status !== undefined && status >= 400 ? String(status) : undefined);
  return {
    attributes: { 'http.response.status_code': status, 'error.type': reason },
    isFailed: reason !== undefined,
  };
}
