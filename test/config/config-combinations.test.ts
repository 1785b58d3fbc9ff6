import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.ts';
import { ACCOUNT, blamed, CALLERS, EXPORTED, KEY, refusalOf, SHARED } from './config-cases.ts';

test('all mistakes are reported at once', () => {
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

test('a malformed variable does not hide missing or contradictory ones', () => {
  const inProduction = blamed({ NODE_ENV: 'production', PORT: 'x' });
  expect(new Set(inProduction)).toEqual(new Set(['AUTH', 'FIN_BASE_URL', 'PORT']));
  const halfAnAccount = blamed({ FIN_BASE_URL: ACCOUNT.FIN_BASE_URL, PORT: 'x' });
  expect(new Set(halfAnAccount)).toEqual(new Set(['FIN_CLIENT_ID', 'FIN_CLIENT_SECRET', 'PORT']));
});

test('a base URL without credentials names each missing credential', () => {
  expect(blamed({ FIN_BASE_URL: ACCOUNT.FIN_BASE_URL })).toEqual(['FIN_CLIENT_ID', 'FIN_CLIENT_SECRET']);
  expect(blamed({ ...ACCOUNT, FIN_CLIENT_SECRET: ' ' })).toEqual(['FIN_CLIENT_SECRET']);
});

test('a limit per caller above the overall limit is a mistake', () => {
  const perCaller = { MAX_REQUESTS_IN_FLIGHT_PER_CALLER: '501' };
  expect(blamed(perCaller)).toEqual(['MAX_REQUESTS_IN_FLIGHT_PER_CALLER']);
  expect(blamed({ ...perCaller, MAX_REQUESTS_IN_FLIGHT: '500' })).toEqual([
    'MAX_REQUESTS_IN_FLIGHT_PER_CALLER',
  ]);
  expect(refusalOf({ ...perCaller, MAX_REQUESTS_IN_FLIGHT: '501' })).toBe('');
});

test('a limit on subscriptions per caller above the overall limit is a mistake, but the default is none', () => {
  const perCaller = { MAX_SUBSCRIPTIONS_PER_CALLER: '1001' };
  expect(blamed(perCaller)).toEqual(['MAX_SUBSCRIPTIONS_PER_CALLER']);
  expect(refusalOf({ ...perCaller, MAX_SUBSCRIPTIONS: '1001' })).toBe('');
  expect(refusalOf({ MAX_SUBSCRIPTIONS: '1' })).toBe('');
});

test('credentials without a base URL are a mistake', () => {
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
])('%s is accepted as the address of Redis', (url) => {
  expect(parseConfig({ ...SHARED, REDIS_URL: url }).sharedState?.redis.url).toBe(url);
});

test.each(['base64', 'base64url', 'hex'] as const)('a shared key can be encoded as %s', (encoding) => {
  const { sharedState } = parseConfig({ ...SHARED, SHARED_STATE_KEY: KEY.toString(encoding) });

  expect(sharedState?.key).toEqual(KEY);
  expect(Object.isFrozen(sharedState)).toBe(true);
});

test('the address of Redis and the key for its data require each other', () => {
  expect(blamed({ REDIS_URL: SHARED.REDIS_URL })).toEqual(['SHARED_STATE_KEY']);
  expect(refusalOf({ REDIS_URL: SHARED.REDIS_URL })).toContain('openssl rand -base64 32');
  expect(blamed({ SHARED_STATE_KEY: SHARED.SHARED_STATE_KEY })).toEqual(['SHARED_STATE_KEY']);
  expect(refusalOf({ SHARED_STATE_KEY: SHARED.SHARED_STATE_KEY })).toContain('without REDIS_URL');
});

test('IDEMPOTENCY_WITHOUT_REDIS=refuse needs Redis', () => {
  const refuse = { IDEMPOTENCY_WITHOUT_REDIS: 'refuse' };
  expect(parseConfig({ ...SHARED, ...refuse }).idempotencyWithoutRedis).toBe('refuse');
  expect(blamed(refuse)).toEqual(['IDEMPOTENCY_WITHOUT_REDIS']);
  expect(blamed({ ...SHARED, IDEMPOTENCY_WITHOUT_REDIS: 'deny' })).toEqual(['IDEMPOTENCY_WITHOUT_REDIS']);
});

test('Sentinels are a list of URLs, each with its own password', () => {
  const sentinels = ['rediss://:p%40ss@sentinel-0.example.com:26379', 'redis://10.0.0.1:26379'];
  const env = {
    ...SHARED,
    REDIS_URL: 'rediss://:password@my-master_1.a/2',
    REDIS_SENTINELS: sentinels.join(', '),
  };
  expect(parseConfig(env).sharedState?.redis).toMatchObject({ url: env.REDIS_URL, sentinels });
  for (const wrong of ['sentinel-0.example.com:26379', 'redis://a,http://b', ',']) {
    expect(blamed({ ...env, REDIS_SENTINELS: wrong })).toEqual(['REDIS_SENTINELS']);
  }
});

test('files for TLS need a URL with TLS, and a certificate needs its key', () => {
  const files = { REDIS_CA_FILE: '/ca.crt', REDIS_CERT_FILE: '/tls.crt', REDIS_KEY_FILE: '/tls.key' };
  const secure = { ...SHARED, REDIS_URL: 'rediss://cache.example.com' };
  expect(parseConfig({ ...secure, ...files }).sharedState?.redis).toMatchObject({
    caFile: '/ca.crt',
    keyFile: '/tls.key',
  });
  expect(blamed({ ...SHARED, REDIS_URL: 'redis://cache.example.com', ...files })).toEqual(Object.keys(files));
  expect(blamed({ ...secure, ...files, REDIS_KEY_FILE: '' })).toEqual(['REDIS_KEY_FILE']);
  expect(blamed({ ...secure, ...files, REDIS_CERT_FILE: '' })).toEqual(['REDIS_KEY_FILE']);
});

test('a previous shared key needs a current one that differs', () => {
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

test('production rejects the embedded sandbox and a setup without caller checks', () => {
  expect(blamed({ NODE_ENV: 'production' })).toEqual(['FIN_BASE_URL', 'AUTH']);
  expect(blamed({ NODE_ENV: 'production', AUTH: 'none' })).toEqual(['FIN_BASE_URL']);
  expect(blamed({ ...ACCOUNT, NODE_ENV: 'production' })).toEqual(['AUTH']);
});

test('production requires caller checks or AUTH=none', () => {
  const production = { ...ACCOUNT, NODE_ENV: 'production' };
  expect(blamed(production)).toEqual(['AUTH']);
  expect(refusalOf({ ...production, ...CALLERS })).toBe('');
  expect(refusalOf({ ...production, AUTH: 'none' })).toBe('');
});

test('the three variables for caller checks require each other', () => {
  const names = Object.keys(CALLERS);
  for (const name of names) {
    const others = names.filter((other) => other !== name);
    expect(blamed({ ...CALLERS, [name]: '' })).toEqual([name]);
    expect(blamed({ [name]: new Map(Object.entries(CALLERS)).get(name) })).toEqual(others);
  }
  expect(blamed({ AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' })).toEqual(names);
});

test('AUTH=none contradicts caller checks', () => {
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
])('keys from %s are rejected, because somebody on the way could replace them', (url) => {
  expect(blamed({ ...CALLERS, AUTH_JWKS_URL: url })).toEqual(['AUTH_JWKS_URL']);
});

test('keys may come from this machine without TLS and from a URL with a query', () => {
  for (const url of ['http://127.0.0.1:9000/jwks.json', 'https://id.example.com/keys?tenant=1']) {
    expect(parseConfig({ ...CALLERS, AUTH_JWKS_URL: url }).callerChecks?.jwksUrl).toBe(url);
  }
});

test('limits of exports that contradict each other are rejected', () => {
  expect(
    blamed({ ...EXPORTED, OTEL_METRIC_EXPORT_INTERVAL: '500', OTEL_METRIC_EXPORT_TIMEOUT: '501' }),
  ).toEqual(['OTEL_METRIC_EXPORT_TIMEOUT']);
  expect(blamed({ ...EXPORTED, OTEL_METRIC_EXPORT_TIMEOUT: '60001' })).toEqual([
    'OTEL_METRIC_EXPORT_TIMEOUT',
  ]);
  expect(blamed({ ...EXPORTED, OTEL_BSP_MAX_QUEUE_SIZE: '511' })).toEqual(['OTEL_BSP_MAX_EXPORT_BATCH_SIZE']);
  expect(
    blamed({ ...EXPORTED, OTEL_BSP_MAX_QUEUE_SIZE: '10', OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '10' }),
  ).toEqual([]);
});

test('a ratio needs a sampler that uses it', () => {
  const ratio = { ...EXPORTED, OTEL_TRACES_SAMPLER_ARG: '0.5' };
  expect(blamed({ ...ratio, OTEL_TRACES_SAMPLER: 'always_on' })).toEqual(['OTEL_TRACES_SAMPLER_ARG']);
  for (const sampler of ['traceidratio', 'parentbased_traceidratio'])
    expect(blamed({ ...ratio, OTEL_TRACES_SAMPLER: sampler })).toEqual([]);
});
