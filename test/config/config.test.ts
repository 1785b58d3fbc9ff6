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
    OTEL_EXPORTER_OTLP_TIMEOUT: '2000',
    OTEL_METRIC_EXPORT_INTERVAL: '15000',
    OTEL_PROPAGATE_TO_FIN: 'true',
    AUDIT_HASH_KEY: 'a key of thirty-two letters at least',
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
      endpoint: 'http://otel.example.com:4318',
      timeoutMs: 2_000,
      metricsIntervalMs: 15_000,
      propagatesToFin: true,
    },
    auditHashKey: 'a key of thirty-two letters at least',
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
    endpoint: 'http://127.0.0.1:4318',
    timeoutMs: 10_000,
    metricsIntervalMs: 60_000,
    propagatesToFin: false,
  });
  expect([observed.metrics, observed.otlp].every(Object.isFrozen)).toBe(true);
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
