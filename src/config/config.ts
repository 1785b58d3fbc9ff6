import { toSharedState } from './shared-state.ts';
import { isLoopbackUrl } from './variables/formats.ts';
import { otlpFileNames } from './variables/opentelemetry.ts';
import type { Variable } from './variables/variable.ts';
import { type Read, type SetVariables, type Values, type VariableName, variables } from './variables.ts';

export interface FinAccount {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

interface ConfiguredAccount extends FinAccount {
  /** Whether it is the account of a sandbox that runs on this machine, on its own. */
  readonly isLocalSandbox: boolean;
}

/** The checks that an access token must pass, and the claim that restricts its caller. */
export interface CallerChecks {
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly audience: string;
  /** The claim that lists the customers a caller may use. Undefined: every caller may use all. */
  readonly customerIdsClaim: string | undefined;
}

interface MetricsConfig {
  readonly host: string;
  readonly port: number;
}

/** At least one of them is exported. */
export interface OtlpConfig {
  readonly traces: TracesConfig | undefined;
  readonly metrics: PushedMetricsConfig | undefined;
  /** Paths that the exporters read, by the names of their variables. */
  readonly files: ReadonlyMap<string, string>;
}

interface ExportConfig {
  readonly url: string;
  /** The time limit of one export, with its repetitions. */
  readonly timeoutMs: number;
}

export interface TracesConfig extends ExportConfig {
  readonly sampler: Values['OTEL_TRACES_SAMPLER'];
  /** The share of traces that a sampler by ratio records. */
  readonly ratio: number;
  readonly maxQueueSize: number;
  readonly maxBatchSize: number;
  readonly batchDelayMs: number;
  /** After this time, the next batch is exported although the last one has not ended. */
  readonly batchTimeoutMs: number;
  /** Whether `traceparent` and `tracestate` of callers are read. */
  readonly continuesTraces: boolean;
  /** Whether Fin.com gets both headers. */
  readonly propagatesToFin: boolean;
}

export interface PushedMetricsConfig extends ExportConfig {
  readonly intervalMs: number;
  /** After this time, the next export may start although the last one has not ended. At most the interval. */
  readonly readerTimeoutMs: number;
}

export type Config = ReturnType<typeof toConfig>;

/** With this id, the sandbox accepts only its own secret, which is in the documentation. */
const SANDBOX_CLIENT_ID = 'sandbox-client';

/** Without tokens, a proxy may make all clients one caller. */
const DEFAULT_SUBSCRIPTIONS_PER_CALLER = 20;

/** The default of OTEL_METRIC_EXPORT_TIMEOUT. */
const DEFAULT_READER_TIMEOUT_MS = 30_000;

/** @param env valid variables */
export function toConfig(env: SetVariables) {
  const rows: { readonly [Name in VariableName]: Variable<Values[Name]> } = variables;
  const read: Read = (name) => rows[name].schema.parse(env[name]);
  const isProduction = read('NODE_ENV') === 'production';
  const callerChecks = toCallerChecks(read);
  const isIntrospectionEnabled = isOn(read('INTROSPECTION'), isProduction);
  return Object.freeze({
    host: read('HOST'),
    port: read('PORT'),
    /** Undefined: the embedded sandbox. */
    fin: toFinAccount(read),
    /** Port of the embedded sandbox. 0: a free port. */
    sandboxPort: read('SANDBOX_PORT') ?? 0,
    /** The version through which individuals are onboarded. */
    customerApi: read('FIN_CUSTOMER_API'),
    finTimeoutMs: read('FIN_TIMEOUT_MS'),
    /** Connections to Fin.com, of each kind. */
    finConnections: Object.freeze({
      reads: read('FIN_READ_CONNECTIONS'),
      writes: read('FIN_WRITE_CONNECTIONS'),
      uploads: read('FIN_UPLOAD_CONNECTIONS'),
      tokens: read('FIN_TOKEN_CONNECTIONS'),
      maxWaitMs: read('FIN_CONNECTION_WAIT_MS') ?? Math.ceil(read('FIN_TIMEOUT_MS') / 2),
    }),
    /** Any of them may sign webhooks. Empty: no webhooks are received. */
    webhookSecrets: Object.freeze(read('FIN_WEBHOOK_SECRET') ?? []),
    /** How long everything is still served after SIGTERM, while `/ready` answers 503. */
    shutdownDelayMs: read('SHUTDOWN_DELAY_MS'),
    /** Limits of one request. */
    uploads: Object.freeze({
      maxFileBytes: read('UPLOAD_MAX_FILE_BYTES'),
      maxFiles: read('UPLOAD_MAX_FILES'),
    }),
    /** Undefined: each process is on its own. */
    sharedState: toSharedState(read),
    /** Whether writes with an idempotency key go on while Redis cannot keep their records. */
    idempotencyWithoutRedis: read('IDEMPOTENCY_WITHOUT_REDIS'),
    /** How long a write is remembered under its idempotency key. */
    idempotencyTtlMs: read('IDEMPOTENCY_TTL_SECONDS') * 1000,
    /** Interval of reads of a customer with subscribers. 0: never. */
    statusPollMs: read('STATUS_POLL_SECONDS') * 1000,
    maxSubscriptions: read('MAX_SUBSCRIPTIONS'),
    /** Undefined: not limited. */
    maxSubscriptionsPerCaller:
      read('MAX_SUBSCRIPTIONS_PER_CALLER') ?? (callerChecks && DEFAULT_SUBSCRIPTIONS_PER_CALLER),
    corsOrigins: Object.freeze(read('CORS_ORIGINS')),
    maxRequestsInFlight: read('MAX_REQUESTS_IN_FLIGHT'),
    /** Undefined: not limited. */
    maxRequestsInFlightPerCaller: read('MAX_REQUESTS_IN_FLIGHT_PER_CALLER'),
    maxConnections: read('MAX_CONNECTIONS'),
    keepAliveTimeoutMs: read('KEEP_ALIVE_TIMEOUT_MS'),
    minBodyBytesPerSecond: read('MIN_BODY_BYTES_PER_SECOND'),
    /** The limit of one caller. Undefined: not limited. */
    requestsPerMinute: read('RATE_LIMIT_PER_MINUTE'),
    /** The number of proxies in front whose `X-Forwarded-For` is trusted. */
    proxyCount: read('TRUST_PROXY'),
    /** The path of a manifest, `auto`, or undefined: operations are sent as text. */
    persistedDocuments: read('PERSISTED_DOCUMENTS'),
    /** Undefined: types keep their names. */
    subgraphTypePrefix: read('SUBGRAPH_TYPE_PREFIX'),
    logLevel: read('LOG_LEVEL'),
    isProduction,
    /** Undefined: callers are not checked. */
    callerChecks,
    isIntrospectionEnabled,
    isGraphiQLEnabled: isIntrospectionEnabled && isOn(read('GRAPHIQL'), isProduction),
    /** Undefined: no metrics are served. */
    metrics: toMetricsConfig(read),
    /** Undefined: neither traces nor metrics are exported. */
    otlp: toOtlpConfig(read),
    /** Undefined: a random key for each process. */
    auditHashKey: read('AUDIT_HASH_KEY'),
    /** A descriptor or the path of a file. */
    auditLog: read('AUDIT_LOG'),
    /** Whether persons' data may only be read and written while audit lines are written. */
    isAuditRequired: read('AUDIT_REQUIRED'),
  });
}

/** Developer tools are on by default, except in production. */
export function isOn(setting: string | undefined, isProduction: boolean): boolean {
  return setting === undefined ? !isProduction : setting === 'on';
}

function toFinAccount(read: Read): ConfiguredAccount | undefined {
  const baseUrl = read('FIN_BASE_URL');
  const clientId = read('FIN_CLIENT_ID');
  const clientSecret = read('FIN_CLIENT_SECRET');
  if (!baseUrl || !clientId || !clientSecret) return undefined;
  const isLocalSandbox = isLoopbackUrl(baseUrl) && clientId === SANDBOX_CLIENT_ID;
  return Object.freeze({ baseUrl, clientId, clientSecret, isLocalSandbox });
}

function toCallerChecks(read: Read): CallerChecks | undefined {
  const jwksUrl = read('AUTH_JWKS_URL');
  const issuer = read('AUTH_ISSUER');
  const audience = read('AUTH_AUDIENCE');
  if (!jwksUrl || !issuer || !audience) return undefined;
  return Object.freeze({ jwksUrl, issuer, audience, customerIdsClaim: read('AUTH_CUSTOMER_IDS_CLAIM') });
}

function toMetricsConfig(read: Read): MetricsConfig | undefined {
  const port = read('METRICS_PORT');
  return port === undefined ? undefined : Object.freeze({ host: read('METRICS_HOST'), port });
}

function toOtlpConfig(read: Read): OtlpConfig | undefined {
  const traces = toTracesConfig(read);
  const metrics = toPushedMetricsConfig(read);
  if (read('OTEL_SDK_DISABLED') || (!traces && !metrics)) return undefined;
  const files = new Map<string, string>();
  for (const name of otlpFileNames) {
    const path = read(name);
    if (path !== undefined) files.set(name, path);
  }
  return Object.freeze({ traces, metrics, files });
}

function toTracesConfig(read: Read): TracesConfig | undefined {
  const url = read('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') ?? toSignalUrl(read, 'v1/traces');
  if (url === undefined || read('OTEL_TRACES_EXPORTER') === 'none') return undefined;
  return Object.freeze({
    url,
    timeoutMs: read('OTEL_EXPORTER_OTLP_TRACES_TIMEOUT') ?? read('OTEL_EXPORTER_OTLP_TIMEOUT'),
    sampler: read('OTEL_TRACES_SAMPLER'),
    ratio: read('OTEL_TRACES_SAMPLER_ARG') ?? 1,
    maxQueueSize: read('OTEL_BSP_MAX_QUEUE_SIZE'),
    maxBatchSize: read('OTEL_BSP_MAX_EXPORT_BATCH_SIZE'),
    batchDelayMs: read('OTEL_BSP_SCHEDULE_DELAY'),
    batchTimeoutMs: read('OTEL_BSP_EXPORT_TIMEOUT'),
    continuesTraces: read('OTEL_PROPAGATORS').includes('tracecontext'),
    propagatesToFin: read('OTEL_PROPAGATE_TO_FIN'),
  });
}

function toPushedMetricsConfig(read: Read): PushedMetricsConfig | undefined {
  const url = read('OTEL_EXPORTER_OTLP_METRICS_ENDPOINT') ?? toSignalUrl(read, 'v1/metrics');
  if (url === undefined || read('OTEL_METRICS_EXPORTER') === 'none') return undefined;
  const intervalMs = read('OTEL_METRIC_EXPORT_INTERVAL');
  return Object.freeze({
    url,
    timeoutMs: read('OTEL_EXPORTER_OTLP_METRICS_TIMEOUT') ?? read('OTEL_EXPORTER_OTLP_TIMEOUT'),
    intervalMs,
    readerTimeoutMs: Math.min(read('OTEL_METRIC_EXPORT_TIMEOUT') ?? DEFAULT_READER_TIMEOUT_MS, intervalMs),
  });
}

function toSignalUrl(read: Read, path: string): string | undefined {
  return read('OTEL_EXPORTER_OTLP_ENDPOINT')?.replace(/\/?$/, `/${path}`);
}
