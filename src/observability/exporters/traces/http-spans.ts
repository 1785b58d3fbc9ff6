import {
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  SpanKind,
  type TextMapPropagator,
  trace,
} from '@opentelemetry/api';
import { ENDPOINTS } from '../../../datasources/fin/endpoints.ts';
import type { RequestEnd, Telemetry } from '../../telemetry.ts';
import { judgeField } from '../verdict.ts';
import { endSpan, type SpanEnd, type StartSpan, toObservation } from './start-span.ts';

export interface Propagation {
  /** Continues the traces of callers. Undefined: each request begins a trace. */
  readonly fromCallers: TextMapPropagator | undefined;
  /** Undefined: Fin.com gets no ids. */
  readonly toFin: TextMapPropagator | undefined;
}

const PATH = '/graphql';
/** Other methods become `_OTHER`, because clients can invent them. */
const METHODS: ReadonlySet<string> = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/** Their paths are constants, so they contain no ids. */
const ENDPOINTS_BY_OPERATION = new Map(ENDPOINTS.map((endpoint) => [endpoint.operation, endpoint]));

/**
 * Spans for requests of clients and for exchanges with Fin.com. `url.full`, `url.query`, `client.address` and
 * `user_agent.original` are left out, because they contain private data.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export function createHttpSpans(
  start: StartSpan,
  { fromCallers, toFin }: Propagation,
): Pick<Telemetry, 'requestStarted' | 'attemptStarted'> {
  return {
    requestStarted({ method = '', headers, httpVersion, socket }, requestId) {
      const isKnown = METHODS.has(method);
      const span = start({
        name: `${isKnown ? method : 'HTTP'} ${PATH}`,
        kind: SpanKind.SERVER,
        parent: fromCallers?.extract(ROOT_CONTEXT, headers, defaultTextMapGetter) ?? ROOT_CONTEXT,
        attributes: {
          'http.request.method': isKnown ? method : '_OTHER',
          'http.route': PATH,
          'url.path': PATH,
          'url.scheme': 'http',
          'server.address': socket.localAddress,
          'server.port': socket.localPort,
          'network.protocol.version': httpVersion,
          'fin_gateway.request_id': requestId,
        },
      });
      return toObservation(span, toRequestEnd);
    },
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

/** A response that asks the caller to correct something is no failure of the gateway, also with status 200. */
function toRequestEnd({ operationType, status, errorCodes, aborted }: RequestEnd): SpanEnd {
  const failure = errorCodes.find((code) => judgeField(code) === 'bad');
  const serverError = status >= 500 ? String(status) : undefined;
  return {
    attributes: {
      'http.response.status_code': status,
      'graphql.operation.type': operationType,
      'error.type': failure ?? errorCodes[0] ?? (aborted ? 'aborted' : serverError),
    },
    isFailed: status >= 500 || (status < 400 && failure !== undefined),
  };
}

function toAttemptEnd({ status, failure }: { readonly status?: number; readonly failure?: string }): SpanEnd {
  const reason = failure ?? (status !== undefined && status >= 400 ? String(status) : undefined);
  return {
    attributes: { 'http.response.status_code': status, 'error.type': reason },
    isFailed: reason !== undefined,
  };
}
