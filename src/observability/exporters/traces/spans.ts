import type { TextMapPropagator, Tracer } from '@opentelemetry/api';
import type { ErrorCode } from '../../../error-codes.ts';
import type { FieldEnd, Telemetry, UploadEnd } from '../../telemetry.ts';
import { judgeField } from '../verdict.ts';
import { createExchangeSpans } from './exchange-spans.ts';
import { createRedisSpans } from './redis-spans.ts';
import { createServerSpans } from './server-spans.ts';
import { createStartSpan, endSpan, failedBy, type SpanEnd, toObservation } from './start-span.ts';

interface SpansOptions {
  readonly tracer: Tracer;
  /** Continues the traces of callers. Undefined: each request begins a trace. */
  readonly fromCallers: TextMapPropagator | undefined;
  /** Undefined: Fin.com gets no ids. */
  readonly toFin: TextMapPropagator | undefined;
  /** Undefined: the gateway uses no Redis. */
  readonly redisUrl: string | undefined;
}

/** Records the parts of a request as spans. They have the attributes listed here and in the parts, and no others. */
export function createSpans({ tracer, fromCallers, toFin, redisUrl }: SpansOptions): Telemetry {
  const start = createStartSpan(tracer);
  return {
    ...createServerSpans(start, fromCallers),
    ...createExchangeSpans(start, toFin),
    ...(redisUrl !== undefined && createRedisSpans(start, redisUrl)),
    fieldStarted({ operationType, name }) {
      const span = start({ name: `${operationType} ${name}`, attributes: { 'fin_gateway.field': name } });
      return toObservation(span, ({ code }: FieldEnd) => endOf(code));
    },
    uploadStarted: () =>
      toObservation(start({ name: 'upload stream' }), ({ fileCount, byteLength, code }: UploadEnd) =>
        endOf(code, { 'fin_gateway.upload.files': fileCount, 'fin_gateway.upload.bytes': byteLength }),
      ),
    slotWaitStarted(pool) {
      const span = start({ name: 'wait for slot', attributes: { 'fin_gateway.pool': pool } });
      return { end: (isServed) => endSpan(span, failedBy(isServed ? undefined : 'timeout')) };
    },
    renewalWaitStarted() {
      const span = start({ name: 'wait for token renewal' });
      return { end: (isServed) => endSpan(span, failedBy(isServed ? undefined : 'not_renewed')) };
    },
    writeEnded: () => undefined,
    tokenRenewed: () => undefined,
    recordClaimed: () => undefined,
    recordsLost: () => undefined,
    recordsDropped: () => undefined,
    redisAvailabilityChanged: () => undefined,
    issuerKeysAvailabilityChanged: () => undefined,
    auditAvailabilityChanged: () => undefined,
    auditLinesLost: () => undefined,
    webhooksEnabled: () => undefined,
    webhookEnded: () => undefined,
    watchedCustomersChanged: () => undefined,
    streamOpened: () => undefined,
    streamEnded: () => undefined,
    errorsSent: () => undefined,
  };
}

function endOf(code: ErrorCode | undefined, attributes: SpanEnd['attributes'] = {}): SpanEnd {
  return { attributes: { ...attributes, 'error.type': code }, isFailed: judgeField(code) === 'bad' };
}
