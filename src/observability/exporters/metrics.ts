import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { ERROR_CODES } from '../../error-codes.ts';
import { LIMITS } from '../../errors.ts';
import { WEBHOOK_TYPES } from '../../webhooks/webhook-event.ts';
import type {
  AuditObserver,
  FieldEnd,
  Observation,
  RequestEnd,
  StreamObserver,
  Telemetry,
  UploadEnd,
  WebhookObserver,
} from '../telemetry.ts';
import { createObjectiveMetrics, type RootFields } from './objective-metrics.ts';
import { createRedisMetrics } from './redis-metrics.ts';
import { createSlotMetrics } from './slot-metrics.ts';
import { createTokenMetrics } from './token-metrics.ts';
import { createUpstreamMetrics, SECONDS } from './upstream-metrics.ts';

/** Each label has few values: names from this code, the schema or HTTP. */
export function createMetrics(registry: Registry, rootFields: RootFields): Telemetry {
  const { requestEnded, fieldEnded, writeEnded } = createObjectiveMetrics(registry, rootFields);
  const errorsSent = createErrorMetrics(registry);
  const requests = createRequestMetrics(registry, (end) => {
    requestEnded(end);
    errorsSent(end);
  });
  const uploads = createUploadMetrics(registry);
  const fields = new Histogram({
    name: 'fin_gateway_field_duration_seconds',
    help: 'Duration of root fields, by field and result (ok or an error code).',
    labelNames: ['operation_type', 'field', 'result'],
    buckets: SECONDS,
    registers: [registry],
  });
  const watchedCustomers = new Gauge({
    name: 'fin_gateway_watched_customers',
    help: 'Customers with at least one subscriber.',
    registers: [registry],
  });
  return {
    requestStarted: requests,
    errorsSent,
    ...createStreamMetrics(registry),
    uploadStarted: uploads,
    fieldStarted: (field) =>
      createObservation((end: FieldEnd) => {
        const { operationType, name } = field;
        const { code, seconds } = end;
        fields.observe({ operation_type: operationType, field: name, result: code ?? 'ok' }, seconds);
        fieldEnded(field, end);
      }),
    writeEnded,
    ...createUpstreamMetrics(registry),
    ...createSlotMetrics(registry),
    ...createRedisMetrics(registry),
    watchedCustomersChanged: (count) => watchedCustomers.set(count),
    tokenRenewed: createTokenMetrics(registry),
    ...createWebhookMetrics(registry, (field) =>
      fields.zero({ operation_type: 'mutation', field, result: 'ok' }),
    ),
    ...createAuditMetrics(registry),
    redisAvailabilityChanged: createAvailabilityGauge(
      registry,
      'fin_gateway_redis_up',
      '1 while Redis accepts writes, otherwise 0. Absent without REDIS_URL.',
    ),
    issuerKeysAvailabilityChanged: createAvailabilityGauge(
      registry,
      'fin_gateway_issuer_keys_up',
      '1 if the last fetch of the issuer’s keys succeeded, otherwise 0. Absent before the first.',
    ),
  };
}

function createErrorMetrics(registry: Registry): StreamObserver['errorsSent'] {
  const registers = [registry];
  const errors = new Counter({
    name: 'fin_gateway_errors_total',
    help: 'Errors sent to clients, by code.',
    labelNames: ['code'],
    registers,
  });
  // Prometheus does not see the increase from an absent series to one.
  for (const code of Object.keys(ERROR_CODES)) errors.inc({ code }, 0);
  const limits = new Counter({
    name: 'fin_gateway_limits_hit_total',
    help: 'Requests that exceeded a limit of the gateway or of Fin.com, by limit.',
    labelNames: ['limit'],
    registers,
  });
  for (const limit of LIMITS) limits.inc({ limit }, 0);
  return ({ errorCodes, limitsHit }) => {
    for (const code of errorCodes) errors.inc({ code });
    for (const limit of limitsHit) limits.inc({ limit });
  };
}

function createRequestMetrics(
  registry: Registry,
  requestEnded: (end: RequestEnd) => void,
): () => Observation<RequestEnd> {
  const registers = [registry];
  const durations = new Histogram({
    name: 'fin_gateway_request_duration_seconds',
    help: 'Duration of GraphQL requests, by operation type (none if nothing was executed) and HTTP status (aborted if the client disconnected).',
    labelNames: ['operation_type', 'status'],
    buckets: SECONDS,
    registers,
  });
  const inFlight = new Gauge({
    name: 'fin_gateway_requests_in_flight',
    help: 'GraphQL requests in progress.',
    registers,
  });
  return () => {
    inFlight.inc();
    return createObservation((end: RequestEnd) => {
      const { operationType = 'none', status, aborted, seconds } = end;
      inFlight.dec();
      durations.observe({ operation_type: operationType, status: aborted ? 'aborted' : status }, seconds);
      requestEnded(end);
    });
  };
}

function createStreamMetrics(registry: Registry): Pick<StreamObserver, 'streamOpened' | 'streamEnded'> {
  const registers = [registry];
  const open = new Gauge({
    name: 'fin_gateway_subscriptions_open',
    help: 'Open subscriptions, by transport.',
    labelNames: ['transport'],
    registers,
  });
  const ended = new Counter({
    name: 'fin_gateway_subscriptions_ended_total',
    help: 'Subscriptions that ended, by transport and reason.',
    labelNames: ['transport', 'reason'],
    registers,
  });
  return {
    streamOpened: (transport) => open.inc({ transport }),
    streamEnded(transport, reason) {
      open.dec({ transport });
      ended.inc({ transport, reason });
    },
  };
}

function createUploadMetrics(registry: Registry): () => Observation<UploadEnd> {
  const registers = [registry];
  const inFlight = new Gauge({
    name: 'fin_gateway_uploads_in_flight',
    help: 'Uploads to Fin.com in progress.',
    registers,
  });
  const files = new Counter({
    name: 'fin_gateway_upload_files_total',
    help: 'Files sent to Fin.com, by the result of their upload (ok or an error code).',
    labelNames: ['result'],
    registers,
  });
  const bytes = new Counter({
    name: 'fin_gateway_upload_bytes_total',
    help: 'File bytes sent to Fin.com, counted when an upload ends.',
    registers,
  });
  return () => {
    inFlight.inc();
    return createObservation(({ fileCount, byteLength, code }: UploadEnd) => {
      inFlight.dec();
      files.inc({ result: code ?? 'ok' }, fileCount);
      bytes.inc(byteLength);
    });
  };
}

/** After these writes, Fin.com reviews the customer and sends webhooks. */
const STARTS_OF_REVIEWS = ['attachIndividualDocuments', 'answerInformationRequest'];

/** @param startField gives a field a count of zero */
function createWebhookMetrics(registry: Registry, startField: (field: string) => void): WebhookObserver {
  const webhooks = new Counter({
    name: 'fin_gateway_webhooks_total',
    help: 'Webhooks of Fin.com, by type of event (none if it is not known) and result. Absent unless they are received.',
    labelNames: ['type', 'result'],
    registers: [registry],
  });
  return {
    webhooksEnabled() {
      // An alert compares the two. Prometheus does not see the increase from an absent series to one.
      for (const field of STARTS_OF_REVIEWS) startField(field);
      for (const type of WEBHOOK_TYPES)
        for (const result of ['handed_on', 'repeated', 'failed']) webhooks.inc({ type, result }, 0);
      for (const result of ['wrong_signature', 'unsigned', 'busy']) webhooks.inc({ type: 'none', result }, 0);
    },
    webhookEnded: ({ type, result }) => webhooks.inc({ type, result }),
  };
}

function createAuditMetrics(registry: Registry): AuditObserver {
  const lost = new Counter({
    name: 'fin_gateway_audit_lines_lost_total',
    help: 'Audit lines that were dropped because their stream was full.',
    registers: [registry],
  });
  return {
    auditLinesLost: (count) => lost.inc(count),
    auditAvailabilityChanged: createAvailabilityGauge(
      registry,
      'fin_gateway_audit_up',
      '1 while audit lines are written, otherwise 0.',
    ),
  };
}

/** Has no value before the first report, because 0 would look like an outage. */
function createAvailabilityGauge(
  registry: Registry,
  name: string,
  help: string,
): (isAvailable: boolean) => void {
  const gauge = new Gauge({ name, help, registers: [registry] });
  gauge.remove();
  return (isAvailable) => gauge.set(Number(isAvailable));
}

function createObservation<End>(end: (end: End) => void): Observation<End> {
  return { run: (work) => work(), end };
}
