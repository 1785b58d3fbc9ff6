import { defaultTextMapGetter, ROOT_CONTEXT, SpanKind, type TextMapPropagator } from '@opentelemetry/api';
import type { RequestEnd, SocketOperationEnd, StartRequest, Telemetry } from '../../telemetry.ts';
import { judgeField } from '../verdict.ts';
import { type SpanEnd, type StartSpan, toObservation } from './start-span.ts';

/** Other methods become `_OTHER`, because clients can invent them. */
const METHODS: ReadonlySet<string> = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/**
 * Spans for requests of clients, for webhooks and for operations over a WebSocket. `url.query`, `client.address`,
 * `user_agent.original` and `graphql.document` are left out, because they contain private data.
 *
 * @param fromCallers continues the traces of callers. Undefined: each request begins a trace
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server-span
 * @see https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/
 */
export function createServerSpans(
  start: StartSpan,
  fromCallers: TextMapPropagator | undefined,
): Pick<Telemetry, 'requestStarted' | 'webhookStarted' | 'socketOperationStarted'> {
  const observeRequestsTo =
    (path: string): StartRequest =>
    ({ method = '', headers, httpVersion, socket }, requestId) => {
      const isKnown = METHODS.has(method);
      const span = start({
        name: `${isKnown ? method : 'HTTP'} ${path}`,
        kind: SpanKind.SERVER,
        parent: fromCallers?.extract(ROOT_CONTEXT, headers, defaultTextMapGetter) ?? ROOT_CONTEXT,
        attributes: {
          'http.request.method': isKnown ? method : '_OTHER',
          'http.route': path,
          'url.path': path,
          'url.scheme': 'http',
          'server.address': socket.localAddress,
          'server.port': socket.localPort,
          'network.protocol.version': httpVersion,
          'fin_gateway.request_id': requestId,
        },
      });
      return toObservation(span, toRequestEnd);
    };
  return {
    requestStarted: observeRequestsTo('/graphql'),
    webhookStarted: observeRequestsTo('/webhooks/fin'),
    socketOperationStarted({ localAddress, localPort }, requestId) {
      const span = start({
        name: 'subscription',
        kind: SpanKind.SERVER,
        attributes: {
          'network.protocol.name': 'websocket',
          'server.address': localAddress,
          'server.port': localPort,
          'fin_gateway.request_id': requestId,
        },
      });
      return toObservation(span, toOperationEnd);
    },
  };
}

/** A response that asks the caller to correct something is no failure of the gateway, also with status 200. */
function toRequestEnd({ status, aborted, ...operation }: RequestEnd): SpanEnd {
  const { attributes, isFailed } = toOperationEnd(operation);
  const serverError = status >= 500 ? String(status) : undefined;
  return {
    attributes: {
      ...attributes,
      'http.response.status_code': status,
      'error.type': attributes['error.type'] ?? (aborted ? 'aborted' : serverError),
    },
    isFailed: status >= 500 || (status < 400 && isFailed),
  };
}

function toOperationEnd({ operationType, errorCodes }: SocketOperationEnd): SpanEnd {
  const failure = errorCodes.find((code) => judgeField(code) === 'bad');
  return {
    attributes: { 'graphql.operation.type': operationType, 'error.type': failure ?? errorCodes[0] },
    isFailed: failure !== undefined,
  };
}
