import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.ts';
import { variables } from '../../src/config/variables.ts';
import { ACCOUNT, blamed, CANARY, EXPORTED, refusalOf, SHARED } from './config-cases.ts';

test.each([
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '4000.5'],
  ['PORT', '0x10'],
  ['PORT', '1e3'],
  ['PORT', 'http'],
  ['FIN_TIMEOUT_MS', '99'],
  ['SHUTDOWN_DELAY_MS', '-1'],
  ['SHUTDOWN_DELAY_MS', '300001'],
  ['FIN_TIMEOUT_MS', '600001'],
  ['FIN_TIMEOUT_MS', '10s'],
  ['FIN_TIMEOUT_MS', '99999999999999999999'],
  ['UPLOAD_MAX_FILE_BYTES', '0'],
  ['UPLOAD_MAX_FILE_BYTES', '1073741825'],
  ['UPLOAD_MAX_FILE_BYTES', '10MB'],
  ['UPLOAD_MAX_FILES', '0'],
  ['UPLOAD_MAX_FILES', '101'],
  ['UPLOAD_MAX_FILES', '-1'],
  ['IDEMPOTENCY_TTL_SECONDS', '0'],
  ['IDEMPOTENCY_TTL_SECONDS', '604801'],
  ['IDEMPOTENCY_TTL_SECONDS', '24h'],
  ['FIN_WEBHOOK_SECRET', ','],
  ['FIN_WEBHOOK_SECRET', ' , ,'],
  ['METRICS_PORT', '65536'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'otel.example.com:4318'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://someone@otel.example.com'],
  ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'collector:4317'],
  ['OTEL_EXPORTER_OTLP_METRICS_ENDPOINT', 'grpc://collector:4317'],
  ['OTEL_SDK_DISABLED', '1'],
  ['OTEL_TRACES_EXPORTER', 'zipkin'],
  ['OTEL_METRICS_EXPORTER', 'prometheus'],
  ['OTEL_TRACES_SAMPLER', 'sometimes'],
  ['OTEL_TRACES_SAMPLER', 'jaeger_remote'],
  ['OTEL_TRACES_SAMPLER_ARG', '1.1'],
  ['OTEL_TRACES_SAMPLER_ARG', '-0.1'],
  ['OTEL_TRACES_SAMPLER_ARG', '10%'],
  ['OTEL_PROPAGATORS', 'tracecontext,b3'],
  ['OTEL_PROPAGATORS', ','],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
  ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'http/protobuf'],
  ['OTEL_EXPORTER_OTLP_METRICS_PROTOCOL', 'grpc'],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'secret'],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'api key=secret'],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'api-key=cut;here'],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'api-key=%E0%A4'],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'api-key=a%0D%0Ab'],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'api-key=%E2%82%AC'],
  ['OTEL_EXPORTER_OTLP_TRACES_HEADERS', 'a=1,b'],
  ['OTEL_RESOURCE_ATTRIBUTES', 'service.name'],
  ['OTEL_RESOURCE_ATTRIBUTES', 'a=b=c'],
  ['OTEL_RESOURCE_ATTRIBUTES', 'a=%zz'],
  ['OTEL_RESOURCE_ATTRIBUTES', `a=${'b'.repeat(256)}`],
  ['OTEL_EXPORTER_OTLP_COMPRESSION', 'zstd'],
  ['OTEL_BSP_MAX_QUEUE_SIZE', '0'],
  ['OTEL_BSP_SCHEDULE_DELAY', '5s'],
  ['OTEL_BSP_EXPORT_TIMEOUT', '0'],
  ['OTEL_METRIC_EXPORT_TIMEOUT', '0'],
  ['OTEL_EXPORTER_OTLP_TIMEOUT', '0'],
  ['OTEL_EXPORTER_OTLP_TIMEOUT', '600001'],
  ['OTEL_METRIC_EXPORT_INTERVAL', '99'],
  ['OTEL_METRIC_EXPORT_INTERVAL', '3600001'],
  ['OTEL_METRIC_EXPORT_INTERVAL', '60s'],
  ['OTEL_PROPAGATE_TO_FIN', 'yes'],
  ['LOG_LEVEL', 'verbose'],
  ['LOG_LEVEL', 'INFO'],
  ['NODE_ENV', 'prod'],
  ['NODE_ENV', 'Production'],
  ['NODE_ENV', 'staging'],
  ['SUBGRAPH_TYPE_PREFIX', 'fin'],
  ['SUBGRAPH_TYPE_PREFIX', '_Fin'],
  ['SUBGRAPH_TYPE_PREFIX', 'Fin_'],
  ['SUBGRAPH_TYPE_PREFIX', 'Fin-'],
  ['SUBGRAPH_TYPE_PREFIX', '1Fin'],
  ['SUBGRAPH_TYPE_PREFIX', 'Fünf'],
  ['SUBGRAPH_TYPE_PREFIX', 'F'.repeat(31)],
  ['FIN_BASE_URL', 'https://sandbox.api.fin.com/v1'],
  ['FIN_BASE_URL', 'https://proxy.example.com/fin/v2/'],
  ['AUTH', 'off'],
  ['AUTH', 'NONE'],
  ['INTROSPECTION', 'true'],
  ['GRAPHIQL', 'yes'],
  ['CORS_ORIGINS', '*'],
  ['CORS_ORIGINS', 'app.example.com'],
  ['CORS_ORIGINS', 'https://app.example.com/'],
  ['CORS_ORIGINS', 'https://app.example.com/path'],
  ['CORS_ORIGINS', 'https://a.example,ftp://b.example'],
  ['CORS_ORIGINS', 'null'],
  ['FIN_BASE_URL', 'sandbox.api.fin.com'],
  ['FIN_BASE_URL', 'ftp://sandbox.api.fin.com'],
  ['FIN_BASE_URL', 'https://user:password@sandbox.api.fin.com'],
  ['FIN_BASE_URL', 'https://user@sandbox.api.fin.com'],
  ['FIN_BASE_URL', 'https://sandbox.api.fin.com?x=1'],
  ['FIN_BASE_URL', 'https://sandbox.api.fin.com#x'],
  ['FIN_BASE_URL', 'https://sandbox.api.fin.com?'],
  ['FIN_BASE_URL', 'https://sandbox.api.fin.com#'],
  ['REDIS_URL', 'localhost:6379'],
  ['REDIS_URL', 'http://localhost:6379'],
  ['REDIS_URL', 'redis://'],
  ['REDIS_URL', 'redis:///0'],
  ['REDIS_URL', 'redis://localhost/zero'],
  ['REDIS_URL', 'redis://localhost/0?x=1'],
  ['REDIS_URL', 'redis://:pass#word@localhost'],
  ['REDIS_URL', 'redis://:%E0%A4@localhost'],
  ['SHARED_STATE_KEY', 'password'],
  ['SHARED_STATE_KEY', 'a'.repeat(63)],
  ['SHARED_STATE_KEY', 'g'.repeat(64)],
  ['SHARED_STATE_KEY', Buffer.alloc(31).toString('base64')],
  ['SHARED_STATE_KEY', Buffer.alloc(33).toString('base64')],
  ['METRICS_PORT', '65536'],
  ['METRICS_PORT', '-1'],
  ['METRICS_PORT', 'on'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'grpc://collector:4317'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://user:password@collector:4318'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318?token=x'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318#x'],
  ['OTEL_PROPAGATE_TO_FIN', 'yes'],
  ['AUDIT_HASH_KEY', 'a'.repeat(31)],
  ['AUDIT_LOG', 'audit.log'],
  ['AUDIT_LOG', '0'],
  ['AUDIT_LOG', '/var/log/'],
  ['AUDIT_REQUIRED', 'yes'],
  ['MAX_REQUESTS_IN_FLIGHT', '0'],
  ['MAX_REQUESTS_IN_FLIGHT_PER_CALLER', '0'],
  ['MAX_REQUESTS_IN_FLIGHT_PER_CALLER', '100001'],
  ['STATUS_POLL_SECONDS', '86401'],
  ['MAX_SUBSCRIPTIONS', '0'],
  ['MAX_SUBSCRIPTIONS_PER_CALLER', '0'],
  ['MAX_CONNECTIONS', '9'],
  ['KEEP_ALIVE_TIMEOUT_MS', '999'],
  ['KEEP_ALIVE_TIMEOUT_MS', '75s'],
  ['MIN_BODY_BYTES_PER_SECOND', '0'],
  ['RATE_LIMIT_PER_MINUTE', '0'],
  ['TRUST_PROXY', '11'],
  ['TRUST_PROXY', 'true'],
])('%s=%s is rejected by name, with the expected form and an example', (name, value) => {
  const refusal = refusalOf({ ...ACCOUNT, ...SHARED, ...EXPORTED, [name]: value });
  expect(refusal).toMatch(
    new RegExp(`^The environment has a mistake:\n${name} is not valid: it must be .+\\.$`),
  );
});

test.each([
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
  ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'http/protobuf'],
  ['OTEL_TRACES_SAMPLER', 'jaeger_remote'],
  ['OTEL_TRACES_SAMPLER_ARG', 'endpoint=http://127.0.0.1'],
  ['OTEL_PROPAGATORS', 'b3'],
  ['OTEL_BSP_SCHEDULE_DELAY', '5s'],
])('%s=%s does not prevent the start of a gateway that exports nothing', (name, value) => {
  expect(refusalOf({ ...ACCOUNT, [name]: value, OTEL_TRACES_SAMPLER: 'jaeger_remote' })).toBe('');
});

test.each(Object.keys(variables).filter((name) => /_(MS|SECONDS|INTERVAL|TIMEOUT|DELAY)$/.test(name)))(
  '%s is rejected if it exceeds the longest timer',
  (name) => {
    for (const value of ['2147483648', '4294967297', '9999999999', '1e300', 'Infinity']) {
      expect(refusalOf({ ...ACCOUNT, ...SHARED, ...EXPORTED, [name]: value })).toContain(
        `${name} is not valid`,
      );
    }
  },
);

test.each([
  ['FIN_TIMEOUT_MS', '100'],
  ['FIN_TIMEOUT_MS', '600000'],
  ['PORT', '0'],
  ['PORT', '65535'],
  ['LOG_LEVEL', 'trace'],
  ['NODE_ENV', 'development'],
  ['NODE_ENV', 'test'],
  ['METRICS_PORT', '0'],
  ['METRICS_PORT', '65535'],
  ['AUDIT_HASH_KEY', 'a'.repeat(32)],
  ['AUDIT_LOG', 'stderr'],
  ['AUDIT_LOG', '3'],
  ['AUDIT_LOG', '/var/log/audit.log'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318/otlp'],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'authorization=Basic%20dXNlcjpwYXNz==,x-tenant=a b'],
  ['OTEL_RESOURCE_ATTRIBUTES', 'service.namespace=kyc, empty=,note=a%2Cb%3Dc'],
  ['OTEL_TRACES_SAMPLER_ARG', '0'],
  ['OTEL_TRACES_SAMPLER_ARG', '1'],
  ['OTEL_TRACES_SAMPLER_ARG', '.5'],
  ['OTEL_PROPAGATORS', 'tracecontext, baggage'],
])('%s=%s is a limit and is accepted', (name, value) => {
  expect(refusalOf({ ...EXPORTED, [name]: value })).toBe('');
});

test.each(['http://localhost:4010', 'http://127.0.0.1:4010', 'http://127.9.8.7', 'http://[::1]:4010'])(
  '%s is accepted without TLS, because it does not leave the machine',
  (url) => {
    expect(parseConfig({ ...ACCOUNT, FIN_BASE_URL: url }).fin?.baseUrl).toBe(url);
  },
);

test.each([
  'http://sandbox.api.fin.com',
  'http://localhost.example.com',
  'http://127.0.0.1.example.com',
  'http://xlocalhost',
  'http://10.0.0.1',
  'http://0.0.0.0',
  'http://[::2]',
])('%s is rejected, because the secret would be sent in plain text', (url) => {
  expect(blamed({ ...ACCOUNT, FIN_BASE_URL: url })).toEqual(['FIN_BASE_URL']);
});

test('messages contain no values, and secrets in particular', () => {
  const names = [
    ...[
      'HOST',
      'PORT',
      'FIN_TIMEOUT_MS',
      'UPLOAD_MAX_FILE_BYTES',
      'UPLOAD_MAX_FILES',
      'IDEMPOTENCY_TTL_SECONDS',
      'CORS_ORIGINS',
      'LOG_LEVEL',
      'AUTH',
      'AUTH_JWKS_URL',
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
    ...Object.keys(ACCOUNT),
  ];
  const allWrong = Object.fromEntries(names.map((name) => [name, CANARY]));
  const refusals = [
    refusalOf(allWrong),
    refusalOf({ FIN_CLIENT_ID: CANARY, FIN_CLIENT_SECRET: CANARY }),
    refusalOf({ ...ACCOUNT, FIN_BASE_URL: `https://${CANARY}:${CANARY}@api.fin.com` }),
    refusalOf({ NODE_ENV: 'production', FIN_CLIENT_SECRET: CANARY }),
    refusalOf({ AUTH: 'none', AUTH_ISSUER: CANARY, AUTH_AUDIENCE: CANARY, AUTH_CUSTOMER_IDS_CLAIM: CANARY }),
    refusalOf({ AUTH_JWKS_URL: `https://${CANARY}:${CANARY}@id.example.com`, AUTH_ISSUER: CANARY }),
  ];
  for (const refusal of refusals) {
    expect(refusal).not.toBe('');
    expect(refusal).not.toContain(CANARY);
  }
});
