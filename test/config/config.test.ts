import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { configWarnings } from '../../src/config/config-warnings.ts';
import { ConfigError, parseConfig } from '../../src/config/parse-config.ts';
import { unknownVariables } from '../../src/config/unknown-variables.ts';
import { variableEntries, variableGroups, variables } from '../../src/config/variables.ts';

type Env = Readonly<Record<string, string | undefined>>;

const CANARY = 'canary-5f3a';

const ACCOUNT = {
  FIN_BASE_URL: 'https://sandbox.api.fin.com',
  FIN_CLIENT_ID: 'client-1',
  FIN_CLIENT_SECRET: 'secret-1',
};

const CALLERS = {
  AUTH_JWKS_URL: 'https://id.example.com/jwks.json',
  AUTH_ISSUER: 'https://id.example.com/',
  AUTH_AUDIENCE: 'fin-gateway',
};
const KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 8 + 3));

const SHARED = { REDIS_URL: 'redis://localhost', SHARED_STATE_KEY: KEY.toString('base64') };

/** What an operator reads when the gateway refuses to start. */
function refusalOf(env: Env): string {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

/** The variables that a refusal names first on its lines, in its order. */
function blamed(env: Env): string[] {
  const [, ...lines] = refusalOf(env).split('\n');
  return lines.map((line) => line.split(' ')[0] ?? '');
}

test('an empty environment starts the embedded sandbox on 127.0.0.1:4000', () => {
  expect(parseConfig({})).toEqual({
    host: '127.0.0.1',
    port: 4000,
    fin: undefined,
    finTimeoutMs: 10_000,
    shutdownDelayMs: 0,
    uploads: { maxFileBytes: 10_485_760, maxFiles: 10 },
    idempotencyTtlMs: 86_400_000,
    idempotencyWithoutRedis: 'allow',
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
    FIN_TIMEOUT_MS: '2500',
    SHUTDOWN_DELAY_MS: '5000',
    UPLOAD_MAX_FILE_BYTES: '1048576',
    UPLOAD_MAX_FILES: '3',
    IDEMPOTENCY_TTL_SECONDS: '3600',
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
    OTEL_METRIC_EXPORT_INTERVAL: '15000',
    OTEL_PROPAGATE_TO_FIN: 'true',
    AUDIT_HASH_KEY: 'a key of thirty-two letters at least',
  };
  expect(parseConfig(env)).toEqual({
    host: '0.0.0.0',
    port: 0,
    fin: { baseUrl: 'https://sandbox.api.fin.com', clientId: 'client-1', clientSecret: 'secret-1' },
    finTimeoutMs: 2500,
    shutdownDelayMs: 5000,
    uploads: { maxFileBytes: 1_048_576, maxFiles: 3 },
    idempotencyTtlMs: 3_600_000,
    idempotencyWithoutRedis: 'allow',
    sharedState: undefined,
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
    otlp: { endpoint: 'http://otel.example.com:4318', metricsIntervalMs: 15_000, propagatesToFin: true },
    auditHashKey: 'a key of thirty-two letters at least',
  });
});

test('variables that are empty or blank count as unset', () => {
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

test('variables of other programs are of no concern', () => {
  expect(parseConfig({ PATH: '/usr/bin', HOME: '/root', constructor: 'x' })).toEqual(parseConfig({}));
});

test('the configuration is frozen all the way down', () => {
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
    metricsIntervalMs: 60_000,
    propagatesToFin: false,
  });
  expect([observed.metrics, observed.otlp].every(Object.isFrozen)).toBe(true);
});

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
  ['METRICS_PORT', '65536'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'otel.example.com:4318'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://someone@otel.example.com'],
  ['OTEL_METRIC_EXPORT_INTERVAL', '99'],
  ['OTEL_METRIC_EXPORT_INTERVAL', '3600001'],
  ['OTEL_METRIC_EXPORT_INTERVAL', '60s'],
  ['OTEL_PROPAGATE_TO_FIN', 'yes'],
  ['LOG_LEVEL', 'verbose'],
  ['LOG_LEVEL', 'INFO'],
  ['NODE_ENV', 'prod'],
  ['NODE_ENV', 'Production'],
  ['NODE_ENV', 'staging'],
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
  ['MAX_REQUESTS_IN_FLIGHT', '0'],
  ['MAX_REQUESTS_IN_FLIGHT_PER_CALLER', '0'],
  ['MAX_REQUESTS_IN_FLIGHT_PER_CALLER', '100001'],
  ['MAX_CONNECTIONS', '9'],
  ['KEEP_ALIVE_TIMEOUT_MS', '999'],
  ['KEEP_ALIVE_TIMEOUT_MS', '75s'],
  ['MIN_BODY_BYTES_PER_SECOND', '0'],
  ['RATE_LIMIT_PER_MINUTE', '0'],
  ['TRUST_PROXY', '11'],
  ['TRUST_PROXY', 'true'],
])('%s=%s is refused by name, with what is wanted and an example', (name, value) => {
  const refusal = refusalOf({ ...ACCOUNT, ...SHARED, [name]: value });
  expect(refusal).toMatch(
    new RegExp(`^The environment has a mistake:\n${name} is not valid: it must be .+\\.$`),
  );
});

test.each(Object.keys(variables).filter((name) => /_(MS|SECONDS|INTERVAL)$/.test(name)))(
  '%s is refused where no timer could wait so long',
  (name) => {
    for (const value of ['2147483648', '4294967297', '9999999999', '1e300', 'Infinity']) {
      expect(refusalOf({ ...ACCOUNT, ...SHARED, [name]: value })).toContain(`${name} is not valid`);
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
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318/otlp'],
])('%s=%s, a bound itself, is taken', (name, value) => {
  expect(refusalOf({ [name]: value })).toBe('');
});

test.each(['http://localhost:4010', 'http://127.0.0.1:4010', 'http://127.9.8.7', 'http://[::1]:4010'])(
  '%s is taken without TLS, since it never leaves the machine',
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
])('%s is refused: a secret must not travel in the clear', (url) => {
  expect(blamed({ ...ACCOUNT, FIN_BASE_URL: url })).toEqual(['FIN_BASE_URL']);
});

test('all mistakes come at once', () => {
  const env = {
    PORT: 'x',
    FIN_BASE_URL: 'x',
    FIN_TIMEOUT_MS: 'x',
    CORS_ORIGINS: 'x',
    LOG_LEVEL: 'x',
    AUTH: 'x',
    REDIS_URL: 'x',
    SHARED_STATE_KEY: 'x',
  };
  const withAccount = { ...ACCOUNT, ...env };
  expect(refusalOf(withAccount)).toMatch(/^The environment has mistakes:\n/);
  expect(new Set(blamed(withAccount))).toEqual(new Set(Object.keys(env)));
});

test('a malformed variable does not hide that others are missing or contradict one another', () => {
  const inProduction = blamed({ NODE_ENV: 'production', PORT: 'x' });
  expect(new Set(inProduction)).toEqual(new Set(['AUTH', 'FIN_BASE_URL', 'PORT']));
  const halfAnAccount = blamed({ FIN_BASE_URL: ACCOUNT.FIN_BASE_URL, PORT: 'x' });
  expect(new Set(halfAnAccount)).toEqual(new Set(['FIN_CLIENT_ID', 'FIN_CLIENT_SECRET', 'PORT']));
});

test('an address without credentials names each credential that is missing', () => {
  expect(blamed({ FIN_BASE_URL: ACCOUNT.FIN_BASE_URL })).toEqual(['FIN_CLIENT_ID', 'FIN_CLIENT_SECRET']);
  expect(blamed({ ...ACCOUNT, FIN_CLIENT_SECRET: ' ' })).toEqual(['FIN_CLIENT_SECRET']);
});

test('room of one caller that is more than there is in all is a mistake', () => {
  const perCaller = { MAX_REQUESTS_IN_FLIGHT_PER_CALLER: '501' };
  expect(blamed(perCaller)).toEqual(['MAX_REQUESTS_IN_FLIGHT_PER_CALLER']);
  expect(blamed({ ...perCaller, MAX_REQUESTS_IN_FLIGHT: '500' })).toEqual([
    'MAX_REQUESTS_IN_FLIGHT_PER_CALLER',
  ]);
  expect(refusalOf({ ...perCaller, MAX_REQUESTS_IN_FLIGHT: '501' })).toBe('');
});

test('credentials without an address are a mistake, not a sandbox', () => {
  expect(blamed({ FIN_CLIENT_ID: 'a', FIN_CLIENT_SECRET: 'b' })).toEqual([
    'FIN_CLIENT_ID',
    'FIN_CLIENT_SECRET',
  ]);
});

test.each([
  'redis://localhost',
  'redis://localhost:6379',
  'rediss://user:p%C3%A4ss@cache.example.com:6380/3',
  'redis://:password@10.0.0.1/',
  'redis://[::1]:6379/0',
])('%s is taken as an address of Redis', (url) => {
  expect(parseConfig({ ...SHARED, REDIS_URL: url }).sharedState?.redisUrl).toBe(url);
});

test.each(['base64', 'base64url', 'hex'] as const)('a shared key is read in %s', (encoding) => {
  const { sharedState } = parseConfig({ ...SHARED, SHARED_STATE_KEY: KEY.toString(encoding) });

  expect(sharedState?.key).toEqual(KEY);
  expect(Object.isFrozen(sharedState)).toBe(true);
});

test('an address of Redis and the key for what is kept there need one another', () => {
  expect(blamed({ REDIS_URL: SHARED.REDIS_URL })).toEqual(['SHARED_STATE_KEY']);
  expect(refusalOf({ REDIS_URL: SHARED.REDIS_URL })).toContain('openssl rand -base64 32');
  expect(blamed({ SHARED_STATE_KEY: SHARED.SHARED_STATE_KEY })).toEqual(['SHARED_STATE_KEY']);
  expect(refusalOf({ SHARED_STATE_KEY: SHARED.SHARED_STATE_KEY })).toContain('without REDIS_URL');
});

test('writes under keys are refused without Redis only where there is one', () => {
  const refuse = { IDEMPOTENCY_WITHOUT_REDIS: 'refuse' };
  expect(parseConfig({ ...SHARED, ...refuse }).idempotencyWithoutRedis).toBe('refuse');
  expect(blamed(refuse)).toEqual(['IDEMPOTENCY_WITHOUT_REDIS']);
  expect(blamed({ ...SHARED, IDEMPOTENCY_WITHOUT_REDIS: 'deny' })).toEqual(['IDEMPOTENCY_WITHOUT_REDIS']);
});

test('a previous shared key goes with a present one that differs', () => {
  const previous = Buffer.alloc(32, 7);
  const env = { ...SHARED, SHARED_STATE_KEY_PREVIOUS: previous.toString('hex') };
  expect(parseConfig(env).sharedState?.previousKey).toEqual(previous);
  expect(parseConfig(SHARED).sharedState?.previousKey).toBeUndefined();
  const alone = { SHARED_STATE_KEY_PREVIOUS: env.SHARED_STATE_KEY_PREVIOUS };
  expect(blamed(alone)).toEqual(['SHARED_STATE_KEY_PREVIOUS']);
  // The same bytes in another spelling.
  const same = { ...SHARED, SHARED_STATE_KEY_PREVIOUS: KEY.toString('hex') };
  expect(blamed(same)).toEqual(['SHARED_STATE_KEY_PREVIOUS']);
  expect(blamed({ ...SHARED, SHARED_STATE_KEY_PREVIOUS: 'short' })).toEqual(['SHARED_STATE_KEY_PREVIOUS']);
});

test('production refuses the embedded sandbox, and callers that nobody checks', () => {
  expect(blamed({ NODE_ENV: 'production' })).toEqual(['FIN_BASE_URL', 'AUTH']);
  expect(blamed({ NODE_ENV: 'production', AUTH: 'none' })).toEqual(['FIN_BASE_URL']);
  expect(blamed({ ...ACCOUNT, NODE_ENV: 'production' })).toEqual(['AUTH']);
});

test('production checks callers, or says aloud that it does not', () => {
  const production = { ...ACCOUNT, NODE_ENV: 'production' };
  expect(blamed(production)).toEqual(['AUTH']);
  expect(refusalOf({ ...production, ...CALLERS })).toBe('');
  expect(refusalOf({ ...production, AUTH: 'none' })).toBe('');
});

test('of the three variables that say who may call, none goes without the others', () => {
  const names = Object.keys(CALLERS);
  for (const name of names) {
    const others = names.filter((other) => other !== name);
    expect(blamed({ ...CALLERS, [name]: '' })).toEqual([name]);
    expect(blamed({ [name]: new Map(Object.entries(CALLERS)).get(name) })).toEqual(others);
  }
  expect(blamed({ AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' })).toEqual(names);
});

test('checking callers and not checking them contradict one another', () => {
  const all = { ...CALLERS, AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' };
  for (const [name, value] of Object.entries(all)) {
    expect(blamed({ AUTH: 'none', [name]: value })).toEqual([name]);
  }
});

test.each([
  'http://id.example.com/jwks.json',
  'http://10.0.0.1/jwks.json',
  'id.example.com',
  'file:///etc/jwks.json',
  'https://user:password@id.example.com/jwks.json',
])('keys from %s are refused: whoever can change them on the way can let anybody in', (url) => {
  expect(blamed({ ...CALLERS, AUTH_JWKS_URL: url })).toEqual(['AUTH_JWKS_URL']);
});

test('keys may come from this machine without TLS, and from a URL with a query', () => {
  for (const url of ['http://127.0.0.1:9000/jwks.json', 'https://id.example.com/keys?tenant=1']) {
    expect(parseConfig({ ...CALLERS, AUTH_JWKS_URL: url }).callerChecks?.jwksUrl).toBe(url);
  }
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

test.each(['FIN_WEBHOOK_SECRET'])(
  '%s is refused rather than ignored, so that nobody believes in a protection',
  (name) => {
    expect(blamed({ [name]: CANARY })).toEqual([name]);
  },
);

test('no value is ever in a message, secrets least of all', () => {
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
      'FIN_WEBHOOK_SECRET',
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

const PRODUCTION = { ...ACCOUNT, ...CALLERS, NODE_ENV: 'production' };
const HEX = '0123456789abcdef';

test.each([
  ['SHARED_STATE_KEY', 'zeros in hex', '0'.repeat(64)],
  ['SHARED_STATE_KEY', 'zeros in base64', Buffer.alloc(32).toString('base64')],
  ['SHARED_STATE_KEY', 'one byte over and over', Buffer.alloc(32, 'x').toString('base64url')],
  ['SHARED_STATE_KEY', 'a pattern', 'deadbeef'.repeat(8)],
  ['SHARED_STATE_KEY', 'the digits in turn', HEX.repeat(4)],
  [
    'SHARED_STATE_KEY',
    'the numbers from 0 to 31',
    Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('hex'),
  ],
  [
    'SHARED_STATE_KEY',
    'numbers downwards in twos',
    Buffer.from(Array.from({ length: 32 }, (_, i) => 200 - 2 * i)).toString('base64'),
  ],
  ['AUDIT_HASH_KEY', 'zeros', '0'.repeat(64)],
  ['AUDIT_HASH_KEY', 'a placeholder', 'change-me-to-32-random-characters'],
  ['AUDIT_HASH_KEY', 'an example', 'this-is-an-example-key-for-auditing'],
  ['AUDIT_HASH_KEY', 'the digits in turn', HEX.repeat(2)],
  ['FIN_CLIENT_SECRET', 'changeme', 'changeme'],
  ['FIN_CLIENT_SECRET', 'CHANGE_ME', 'CHANGE_ME'],
  ['FIN_CLIENT_SECRET', 'a password', 'password'],
  ['FIN_CLIENT_SECRET', 'its own name', 'client-secret'],
  ['FIN_CLIENT_SECRET', 'a template', '<your secret>'],
  ['FIN_CLIENT_SECRET', 'a variable that was not expanded', '$' + '{SECRET}'],
  ['FIN_CLIENT_SECRET', 'the dots of the documentation', '…'],
  ['FIN_CLIENT_SECRET', 'that of the sandbox', 'sandbox-secret'],
  ['REDIS_URL', 'a password to be changed', 'rediss://:changeme@cache.example.com'],
  ['REDIS_URL', 'a password of a tutorial', 'redis://user:password@cache.example.com:6379/1'],
])('production refuses %s that is %s, without saying it', (name, _what, value) => {
  const shared = {
    REDIS_URL: 'redis://cache.example.com',
    SHARED_STATE_KEY: randomBytes(32).toString('hex'),
  };
  const refusal = refusalOf({ ...PRODUCTION, ...shared, [name]: value });

  expect(refusal).toContain(`\n${name} can be guessed: set it to `);
  expect(refusal.split('\n')).toHaveLength(2);
  expect(refusal).not.toContain(`is ${value}`);
});

test.each([
  ['SHARED_STATE_KEY', '0'.repeat(64)],
  ['AUDIT_HASH_KEY', '0'.repeat(64)],
  ['FIN_CLIENT_SECRET', 'your-client-secret'],
  ['FIN_CLIENT_ID', 'your-client-id'],
])('%s of the example secret is refused everywhere', (name, value) => {
  expect(blamed({ ...ACCOUNT, ...SHARED, [name]: value })).toEqual([name]);
});

const RANDOM = '7Kq2vXbN_0dRtZ-4mWcY9LpHs3GfJ8uAeT1oVi5BnQx';

test.each([
  ['FIN_CLIENT_SECRET', `my-${RANDOM}`],
  ['FIN_CLIENT_SECRET', `your_${RANDOM}`],
  ['FIN_CLIENT_SECRET', `${RANDOM.slice(0, 20)}dummy${RANDOM.slice(20)}`],
  ['FIN_CLIENT_SECRET', `${RANDOM}Example`],
  ['FIN_CLIENT_SECRET', `cHaNgEmE${RANDOM}`],
  ['FIN_CLIENT_SECRET', '<k9$Rw!2z@Lq7^Xm#4>'],
  ['FIN_CLIENT_SECRET', '$(k9Rw2z@Lq7^Xm#4)'],
  ['REDIS_URL', `rediss://:${encodeURIComponent(`my-${RANDOM}`)}@cache.example.com`],
  ['AUDIT_HASH_KEY', `insecure${RANDOM}`],
  ['AUDIT_HASH_KEY', '7c1f41c7fc7714cf1471fcc41f7c47f1'],
  ['AUDIT_HASH_KEY', '27182818284590452353602874713527'],
  ['SHARED_STATE_KEY', randomBytes(32).toString('base64')],
])('production takes %s=%s: random secrets may contain such words and few characters', (name, value) => {
  const shared = {
    REDIS_URL: 'redis://cache.example.com',
    SHARED_STATE_KEY: randomBytes(32).toString('hex'),
  };
  expect(refusalOf({ ...PRODUCTION, ...shared, [name]: value })).toBe('');
});

test.each([
  'MyExampleKey12',
  'Your-Client-Secret',
  '{{placeholder}}',
  '$(cat secret)',
  'CHANGE-THIS-1',
  'dummy',
])('production refuses %s, in which everything is words', (secret) => {
  expect(blamed({ ...PRODUCTION, FIN_CLIENT_SECRET: secret })).toEqual(['FIN_CLIENT_SECRET']);
});

test.each(variableEntries.filter(([, { readBy }]) => readBy === undefined))(
  'the table shows a valid example or default of %s',
  (_name, { schema, example, default: fallback }) => {
    expect(schema.safeParse(fallback).success).toBe(true);
    if (example && !example.includes('`')) expect(schema.safeParse(example).success).toBe(true);
  },
);

test('each variable has one row in the documentation, under its heading', () => {
  const grouped = Object.values(variableGroups).flatMap((group) => Object.keys(group));
  expect(grouped).toHaveLength(variableEntries.length);
  expect(new Set(grouped)).toEqual(new Set(Object.keys(variables)));
});

test('each variable that the README or a page names exists', async () => {
  const files = (await readdir('docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
  const read = async (names: readonly string[]) =>
    (await Promise.all(names.map((name) => readFile(name, 'utf8')))).join('\n');
  const wordsOf = (text: string) =>
    Array.from(text.matchAll(/\b[A-Z][A-Z\d]*(_[A-Z\d]+)+\b/g), ([word]) => word);
  const words = new Set(wordsOf(await read(['README.md', 'CONTRIBUTING.md', ...files])));
  const codes = wordsOf(await read(['schema.graphql', 'docs/errors.md']));
  const misspelledOnPurpose = ['CORS_ORIGIN', 'FIN_TIMEOUT'];
  const others = new Set([...codes, ...misspelledOnPurpose]);
  const names = [...words].filter((word) => !others.has(word));

  expect(words.size).toBeGreaterThan(20);
  expect(unknownVariables(names, Object.keys(variables))).toEqual([]);
});

test('outside production, and against a sandbox on this machine, a simple secret will do', () => {
  expect(refusalOf({ ...ACCOUNT, FIN_CLIENT_SECRET: 'changeme' })).toBe('');
  const local = { FIN_BASE_URL: 'http://127.0.0.1:4010', FIN_CLIENT_SECRET: 'sandbox-secret' };
  expect(refusalOf({ ...PRODUCTION, ...local })).toBe('');
});

test.each([
  ['FIN_CLIENT_SECRET', `"${CANARY}"`],
  ['AUTH_ISSUER', "'https://id.example.com/'"],
  ['LOG_LEVEL', '"debug"'],
  ['PORT', "'4000'"],
  ['CORS_ORIGINS', '`https://app.example.com`'],
])('quotes around %s are named as the mistake', (name, value) => {
  const refusal = refusalOf({ ...ACCOUNT, ...CALLERS, [name]: value });
  expect(refusal.split('\n').slice(1)).toEqual([
    `${name} is in quotes: remove them, because they count as part of the value.`,
  ]);
});

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
])('%s, which is not read, is named; what was probably meant: %s', (name, suggestion) => {
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  expect(warnings(name)).toEqual([`${name} is not read by fin-gateway.${hint}`]);
});

test('variables of other programs are not named', () => {
  const others = [
    ...['PATH', 'HOME', 'HOSTNAME', 'PWD', 'SHLVL', 'TERM', 'LANG', 'TZ', 'USER', 'SHELL', 'EDITOR', '_'],
    ...['NODE_OPTIONS', 'NODE_VERSION', 'NODE_EXTRA_CA_CERTS', 'NODE_COMPILE_CACHE', 'YARN_VERSION', 'NODE'],
    ...['HTTP_PROXY', 'https_proxy', 'NO_PROXY', 'SSL_CERT_FILE', 'UV_THREADPOOL_SIZE', 'INIT_CWD', 'COLOR'],
    ...['npm_config_user_agent', 'npm_lifecycle_event', 'npm_package_name', 'npm_node_execpath'],
    ...['OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES', 'OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_TRACES_SAMPLER'],
    ...['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_METRIC_EXPORT_TIMEOUT', 'OTEL_EXPORTER_OTLP_PROTOCOL'],
    ...['KUBERNETES_SERVICE_HOST', 'KUBERNETES_PORT_443_TCP_ADDR', 'FIN_GATEWAY_SERVICE_HOST', 'LOG_FORMAT'],
    ...['FIN_GATEWAY_SERVICE_PORT_HTTP', 'FIN_GATEWAY_PORT', 'REDIS_PORT_6379_TCP', 'REDIS_SERVICE_PORT'],
  ];
  expect(warnings(...others)).toEqual([]);
});

test('no variable that is read is named, and none that is empty', () => {
  const read = Object.fromEntries(Object.keys(variables).map((name) => [name, 'x']));
  expect(configWarnings(read)).toEqual([]);
  expect(configWarnings({ CORS_ORIGIN: '', FIN_TIMEOUT: ' ', AUTH_TOKEN: undefined })).toEqual([]);
});

test('a variable that does nothing without another one is named', () => {
  expect(warnings('METRICS_HOST')).toEqual(['METRICS_HOST does nothing without METRICS_PORT.']);
  expect(warnings('OTEL_PROPAGATE_TO_FIN', 'OTEL_METRIC_EXPORT_INTERVAL')).toHaveLength(2);
  expect(warnings('METRICS_HOST', 'METRICS_PORT')).toEqual([]);
});

test('a refusal to start names the misspelled variables, which are often why another is missing', () => {
  const { FIN_BASE_URL, ...credentials } = ACCOUNT;
  const refusal = refusalOf({ ...credentials, FIN_BASE_ULR: FIN_BASE_URL, COR_ORIGINS: CANARY });

  expect(refusal.split('\n').slice(-2)).toEqual([
    'FIN_BASE_ULR is not read by fin-gateway. Did you mean FIN_BASE_URL?',
    'COR_ORIGINS is not read by fin-gateway. Did you mean CORS_ORIGINS?',
  ]);
  expect(refusal).not.toContain(CANARY);
});

test('very many unknown variables do not flood the log', () => {
  expect(warnings(...Array.from({ length: 1_000 }, (_, index) => `FIN_X${index}`))).toHaveLength(20);
  expect(warnings(`FIN_${'X'.repeat(100_000)}`)).toEqual([]);
});
