import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.ts';
import { ACCOUNT, blamed, CALLERS } from './config-cases.ts';

test('an empty environment starts the embedded sandbox on 127.0.0.1:4000', () => {
  expect(parseConfig({})).toEqual({
    host: '127.0.0.1',
    port: 4000,
    fin: undefined,
    sandboxPort: 0,
    customerApi: 'v1',
    finTimeoutMs: 10_000,
    finConnections: { reads: 128, writes: 128, uploads: 128, tokens: 4, maxWaitMs: 5_000 },
    webhookSecrets: [],
    statusPollMs: 60_000,
    shutdownDelayMs: 0,
    uploads: { maxFileBytes: 10_485_760, maxFiles: 10 },
    idempotencyTtlMs: 86_400_000,
    idempotencyWithoutRedis: 'allow',
    maxSubscriptions: 1_000,
    maxSubscriptionsPerCaller: undefined,
    corsOrigins: [],
    maxRequestsInFlight: 500,
    maxRequestsInFlightPerCaller: undefined,
    maxConnections: 2_000,
    keepAliveTimeoutMs: 75_000,
    minBodyBytesPerSecond: 1_024,
    requestsPerMinute: undefined,
    proxyCount: 0,
    persistedDocuments: undefined,
    logLevel: 'info',
    isProduction: false,
    callerChecks: undefined,
    isIntrospectionEnabled: true,
    isGraphiQLEnabled: true,
    auditLog: 1,
    isAuditRequired: false,
  });
});

test('every variable reaches the configuration', () => {
  const env = {
    ...ACCOUNT,
    HOST: '0.0.0.0',
    PORT: '0',
    FIN_CUSTOMER_API: 'v2',
    FIN_TIMEOUT_MS: '2500',
    FIN_READ_CONNECTIONS: '10',
    FIN_WRITE_CONNECTIONS: '20',
    FIN_UPLOAD_CONNECTIONS: '30',
    FIN_TOKEN_CONNECTIONS: '2',
    FIN_CONNECTION_WAIT_MS: '700',
    STATUS_POLL_SECONDS: '30',
    FIN_WEBHOOK_SECRET: ',new secret, old-secret,',
    SHUTDOWN_DELAY_MS: '5000',
    UPLOAD_MAX_FILE_BYTES: '1048576',
    UPLOAD_MAX_FILES: '3',
    IDEMPOTENCY_TTL_SECONDS: '3600',
    MAX_SUBSCRIPTIONS: '200',
    MAX_SUBSCRIPTIONS_PER_CALLER: '10',
    CORS_ORIGINS: 'https://app.example.com, http://localhost:5173',
    MAX_REQUESTS_IN_FLIGHT: '50',
    MAX_REQUESTS_IN_FLIGHT_PER_CALLER: '50',
    MAX_CONNECTIONS: '600',
    KEEP_ALIVE_TIMEOUT_MS: '65000',
    MIN_BODY_BYTES_PER_SECOND: '2048',
    RATE_LIMIT_PER_MINUTE: '600',
    TRUST_PROXY: '1',
    PERSISTED_DOCUMENTS: 'manifest.json',
    LOG_LEVEL: 'silent',
    NODE_ENV: 'production',
    ...CALLERS,
    AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids',
    INTROSPECTION: 'on',
    GRAPHIQL: 'on',
    METRICS_HOST: '0.0.0.0',
    METRICS_PORT: '9464',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel.example.com:4318',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example.com/api/spans',
    OTEL_EXPORTER_OTLP_TIMEOUT: '2000',
    OTEL_EXPORTER_OTLP_METRICS_TIMEOUT: '3000',
    OTEL_EXPORTER_OTLP_CERTIFICATE: '/etc/otel/ca.pem',
    OTEL_TRACES_SAMPLER: 'traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.25',
    OTEL_PROPAGATORS: 'none',
    OTEL_PROPAGATE_TO_FIN: 'true',
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_BSP_MAX_QUEUE_SIZE: '4096',
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '256',
    OTEL_BSP_EXPORT_TIMEOUT: '4000',
    OTEL_METRIC_EXPORT_INTERVAL: '15000',
    OTEL_METRIC_EXPORT_TIMEOUT: '5000',
    AUDIT_HASH_KEY: 'a key of thirty-two letters at least',
    AUDIT_LOG: '/var/log/fin-gateway/audit.log',
    AUDIT_REQUIRED: 'true',
    SANDBOX_PORT: '4020',
  };
  expect(parseConfig(env)).toEqual({
    host: '0.0.0.0',
    port: 0,
    fin: {
      baseUrl: 'https://sandbox.api.fin.com',
      clientId: 'client-1',
      clientSecret: 'secret-1',
      isLocalSandbox: false,
    },
    sandboxPort: 4020,
    customerApi: 'v2',
    finTimeoutMs: 2500,
    finConnections: { reads: 10, writes: 20, uploads: 30, tokens: 2, maxWaitMs: 700 },
    webhookSecrets: ['new secret', 'old-secret'],
    statusPollMs: 30_000,
    shutdownDelayMs: 5000,
    uploads: { maxFileBytes: 1_048_576, maxFiles: 3 },
    idempotencyTtlMs: 3_600_000,
    idempotencyWithoutRedis: 'allow',
    sharedState: undefined,
    maxSubscriptions: 200,
    maxSubscriptionsPerCaller: 10,
    corsOrigins: ['https://app.example.com', 'http://localhost:5173'],
    maxRequestsInFlight: 50,
    maxRequestsInFlightPerCaller: 50,
    maxConnections: 600,
    keepAliveTimeoutMs: 65_000,
    minBodyBytesPerSecond: 2_048,
    requestsPerMinute: 600,
    proxyCount: 1,
    persistedDocuments: 'manifest.json',
    logLevel: 'silent',
    isProduction: true,
    callerChecks: {
      jwksUrl: 'https://id.example.com/jwks.json',
      issuer: 'https://id.example.com/',
      audience: 'fin-gateway',
      customerIdsClaim: 'customer_ids',
    },
    isIntrospectionEnabled: true,
    isGraphiQLEnabled: true,
    metrics: { host: '0.0.0.0', port: 9464 },
    otlp: {
      traces: {
        url: 'https://traces.example.com/api/spans',
        timeoutMs: 2_000,
        sampler: 'traceidratio',
        ratio: 0.25,
        maxQueueSize: 4_096,
        maxBatchSize: 256,
        batchDelayMs: 100,
        batchTimeoutMs: 4_000,
        continuesTraces: false,
        propagatesToFin: true,
      },
      metrics: {
        url: 'http://otel.example.com:4318/v1/metrics',
        timeoutMs: 3_000,
        intervalMs: 15_000,
        readerTimeoutMs: 5_000,
      },
      files: new Map([['OTEL_EXPORTER_OTLP_CERTIFICATE', '/etc/otel/ca.pem']]),
    },
    auditHashKey: 'a key of thirty-two letters at least',
    auditLog: '/var/log/fin-gateway/audit.log',
    isAuditRequired: true,
  });
});

test('empty and blank variables count as unset', () => {
  const names = [
    ...Object.keys(ACCOUNT),
    ...[
      'HOST',
      'PORT',
      'FIN_TIMEOUT_MS',
      'SHUTDOWN_DELAY_MS',
      'UPLOAD_MAX_FILE_BYTES',
      'UPLOAD_MAX_FILES',
      'IDEMPOTENCY_TTL_SECONDS',
      'CORS_ORIGINS',
      'LOG_LEVEL',
      'NODE_ENV',
      'AUTH',
      ...Object.keys(CALLERS),
      'AUTH_CUSTOMER_IDS_CLAIM',
      'INTROSPECTION',
      'GRAPHIQL',
      'REDIS_URL',
      'SHARED_STATE_KEY',
      'METRICS_PORT',
      'METRICS_HOST',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'OTEL_PROPAGATE_TO_FIN',
      'AUDIT_HASH_KEY',
    ],
  ];
  for (const blank of ['', '  ', undefined]) {
    expect(parseConfig(Object.fromEntries(names.map((name) => [name, blank])))).toEqual(parseConfig({}));
  }
});

test('variables of other programs are ignored', () => {
  expect(parseConfig({ PATH: '/usr/bin', HOME: '/root', constructor: 'x' })).toEqual(parseConfig({}));
});

test('the configuration is deeply frozen', () => {
  const config = parseConfig({ ...ACCOUNT, CORS_ORIGINS: 'https://app.example.com' });
  expect(Object.isFrozen(config)).toBe(true);
  expect(Object.isFrozen(config.fin)).toBe(true);
  expect(Object.isFrozen(config.uploads)).toBe(true);
  expect(Object.isFrozen(parseConfig(CALLERS).callerChecks)).toBe(true);
  expect(Object.isFrozen(config.corsOrigins)).toBe(true);
  const observed = parseConfig({ METRICS_PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' });
  expect(observed.metrics).toEqual({ host: '127.0.0.1', port: 0 });
  expect(observed.otlp).toEqual({
    traces: {
      url: 'http://127.0.0.1:4318/v1/traces',
      timeoutMs: 10_000,
      sampler: 'parentbased_always_on',
      ratio: 1,
      maxQueueSize: 2_048,
      maxBatchSize: 512,
      batchDelayMs: 5_000,
      batchTimeoutMs: 30_000,
      continuesTraces: true,
      propagatesToFin: false,
    },
    metrics: {
      url: 'http://127.0.0.1:4318/v1/metrics',
      timeoutMs: 10_000,
      intervalMs: 60_000,
      readerTimeoutMs: 30_000,
    },
    files: new Map(),
  });
  const { metrics, otlp } = observed;
  expect([metrics, otlp, otlp?.traces, otlp?.metrics].every(Object.isFrozen)).toBe(true);
});

const RECEIVER = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318/' };
const TRACES_RECEIVER = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/t' };
const METRICS_RECEIVER = { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://127.0.0.1:4318/m' };

test.each([
  [{}, undefined, undefined],
  [RECEIVER, 'http://127.0.0.1:4318/v1/traces', 'http://127.0.0.1:4318/v1/metrics'],
  [TRACES_RECEIVER, 'http://127.0.0.1:4318/t', undefined],
  [METRICS_RECEIVER, undefined, 'http://127.0.0.1:4318/m'],
  [{ ...RECEIVER, OTEL_TRACES_EXPORTER: 'none' }, undefined, 'http://127.0.0.1:4318/v1/metrics'],
  [{ ...RECEIVER, OTEL_METRICS_EXPORTER: 'none' }, 'http://127.0.0.1:4318/v1/traces', undefined],
  [{ ...RECEIVER, OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' }, undefined, undefined],
  [{ ...RECEIVER, ...TRACES_RECEIVER, OTEL_SDK_DISABLED: 'true' }, undefined, undefined],
])('with %j, traces go to %s and metrics to %s', (env, traces, metrics) => {
  const { otlp } = parseConfig(env);
  expect([otlp?.traces?.url, otlp?.metrics?.url]).toEqual([traces, metrics]);
  expect(otlp === undefined).toBe(!traces && !metrics);
});

test.each([
  [{ OTEL_METRIC_EXPORT_INTERVAL: '500' }, 500],
  [{ OTEL_METRIC_EXPORT_INTERVAL: '40000' }, 30_000],
  [{ OTEL_METRIC_EXPORT_INTERVAL: '40000', OTEL_METRIC_EXPORT_TIMEOUT: '40000' }, 40_000],
])('with %j, another export of metrics may start after %i ms', (env, timeoutMs) => {
  expect(parseConfig({ ...RECEIVER, ...env }).otlp?.metrics?.readerTimeoutMs).toBe(timeoutMs);
});

test.each([
  [{}, true, true],
  [{ NODE_ENV: 'production', AUTH: 'none', ...ACCOUNT }, false, false],
  [{ NODE_ENV: 'production', AUTH: 'none', ...ACCOUNT, INTROSPECTION: 'on' }, true, false],
  [{ INTROSPECTION: 'off' }, false, false],
  [{ GRAPHIQL: 'off' }, true, false],
])('%j: introspection %s, GraphiQL %s', (env, isIntrospectionEnabled, isGraphiQLEnabled) => {
  expect(parseConfig(env)).toMatchObject({ isIntrospectionEnabled, isGraphiQLEnabled });
});

test('GraphiQL without introspection is a mistake', () => {
  expect(blamed({ GRAPHIQL: 'on', INTROSPECTION: 'off' })).toEqual(['INTROSPECTION']);
  const production = { ...ACCOUNT, NODE_ENV: 'production', AUTH: 'none' };
  expect(blamed({ ...production, GRAPHIQL: 'on' })).toEqual(['INTROSPECTION']);
});
