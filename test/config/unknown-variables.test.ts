import { expect, test } from 'vitest';
import { configWarnings } from '../../src/config/config-warnings.ts';
import { variables } from '../../src/config/variables.ts';
import { ACCOUNT, CANARY, refusalOf } from './config-cases.ts';

const warnings = (...names: readonly string[]) =>
  configWarnings(Object.fromEntries(names.map((name) => [name, CANARY]))).map(({ message }) => message);

test.each([
  ['CORS_ORIGIN', 'CORS_ORIGINS'],
  ['CORS_ALLOWED_ORIGINS', undefined],
  ['FIN_BASE_ULR', 'FIN_BASE_URL'],
  ['FIN_TIMEOUT', 'FIN_TIMEOUT_MS'],
  ['FIN_API_KEY', undefined],
  ['fin_client_id', 'FIN_CLIENT_ID'],
  ['FIN_CLIENTSECRET', 'FIN_CLIENT_SECRET'],
  ['AUTH_JWK_URL', 'AUTH_JWKS_URL'],
  ['AUTH_TOKEN', undefined],
  ['LOGLEVEL', 'LOG_LEVEL'],
  ['RATE_LIMIT', 'RATE_LIMIT_PER_MINUTE'],
  ['UPLOAD_MAX_SIZE', undefined],
  ['MAX_REQUESTS_IN_FLIGHT_PER_CALLERS', 'MAX_REQUESTS_IN_FLIGHT_PER_CALLER'],
  ['SHARED_STATE_KEYS', 'SHARED_STATE_KEY'],
  ['REDIS_URI', 'REDIS_URL'],
  ['METRIC_PORT', 'METRICS_PORT'],
  ['NODE_ENVIRONMENT', 'NODE_ENV'],
  ['INTROSPECTIONS', 'INTROSPECTION'],
  ['SANDBOX_PROT', 'SANDBOX_PORT'],
  ['OTEL_SERVICENAME', 'OTEL_SERVICE_NAME'],
  ['OTEL_EXPORTER_OTLP_TRACE_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'],
  ['OTEL_LOG_LEVEL', undefined],
  ['OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE', undefined],
])('the unknown variable %s is reported with the suggestion %s', (name, suggestion) => {
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  expect(warnings(name)).toEqual([`${name} is not read by fin-gateway.${hint}`]);
});

test('variables of other programs are not reported', () => {
  const others = [
    ...['PATH', 'HOME', 'HOSTNAME', 'PWD', 'SHLVL', 'TERM', 'LANG', 'TZ', 'USER', 'SHELL', 'EDITOR', '_'],
    ...['NODE_OPTIONS', 'NODE_VERSION', 'NODE_EXTRA_CA_CERTS', 'NODE_COMPILE_CACHE', 'YARN_VERSION', 'NODE'],
    ...['HTTP_PROXY', 'https_proxy', 'NO_PROXY', 'SSL_CERT_FILE', 'UV_THREADPOOL_SIZE', 'INIT_CWD', 'COLOR'],
    ...['npm_config_user_agent', 'npm_lifecycle_event', 'npm_package_name', 'npm_node_execpath'],
    ...['KUBERNETES_SERVICE_HOST', 'KUBERNETES_PORT_443_TCP_ADDR', 'FIN_GATEWAY_SERVICE_HOST', 'LOG_FORMAT'],
    ...['FIN_GATEWAY_SERVICE_PORT_HTTP', 'FIN_GATEWAY_PORT', 'REDIS_PORT_6379_TCP', 'REDIS_SERVICE_PORT'],
  ];
  expect(warnings(...others)).toEqual([]);
});

test('known variables and empty ones are not reported', () => {
  const read = Object.fromEntries(Object.keys(variables).map((name) => [name, 'x']));
  expect(configWarnings(read)).toEqual([]);
  expect(configWarnings({ CORS_ORIGIN: '', FIN_TIMEOUT: ' ', AUTH_TOKEN: undefined })).toEqual([]);
});

test('a variable without effect, because another one is missing, is reported', () => {
  expect(warnings('METRICS_HOST')).toEqual(['METRICS_HOST does nothing without METRICS_PORT.']);
  expect(warnings('OTEL_PROPAGATE_TO_FIN', 'OTEL_METRIC_EXPORT_INTERVAL')).toEqual([
    'OTEL_PROPAGATE_TO_FIN does nothing without OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT.',
    'OTEL_METRIC_EXPORT_INTERVAL does nothing without OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_METRICS_ENDPOINT.',
  ]);
  expect(warnings('OTEL_PROPAGATE_TO_FIN', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')).toEqual([]);
  expect(warnings('OTEL_PROPAGATE_TO_FIN', 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT')).toHaveLength(1);
  expect(warnings('METRICS_HOST', 'METRICS_PORT')).toEqual([]);
});

test('a failed start also reports misspelled variables, because they often explain missing ones', () => {
  const { FIN_BASE_URL, ...credentials } = ACCOUNT;
  const refusal = refusalOf({ ...credentials, FIN_BASE_ULR: FIN_BASE_URL, COR_ORIGINS: CANARY });

  expect(refusal.split('\n').slice(-2)).toEqual([
    'FIN_BASE_ULR is not read by fin-gateway. Did you mean FIN_BASE_URL?',
    'COR_ORIGINS is not read by fin-gateway. Did you mean CORS_ORIGINS?',
  ]);
  expect(refusal).not.toContain(CANARY);
});

test('thousands of unknown variables do not flood the log', () => {
  expect(warnings(...Array.from({ length: 1_000 }, (_, index) => `FIN_X${index}`))).toHaveLength(20);
  expect(warnings(`FIN_${'X'.repeat(100_000)}`)).toEqual([]);
});
