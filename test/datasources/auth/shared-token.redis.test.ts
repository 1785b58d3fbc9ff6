import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/create-sandbox.ts';
import { createSealing } from '../../../src/redis/sealing.ts';
import { attach } from '../../support/graphql-request.ts';
import { startRedis, type TestRedis } from '../../support/redis/start-redis.ts';
import { spawnGateway } from '../../support/spawn-gateway.ts';
import { startTestGateway, type TestGateway } from '../../support/start-gateway.ts';

const KEY = randomBytes(32).toString('base64');
const DAY_MS = 86_400_000;

function startReplica(
  sandbox: Sandbox,
  redis: Pick<TestRedis, 'url'>,
  key = KEY,
  env: Readonly<Record<string, string>> = {},
): Promise<TestGateway> {
  return startTestGateway(sandbox, {
    REDIS_URL: redis.url,
    SHARED_STATE_KEY: key,
    // The last of 300 requests may wait for long on a busy machine.
    FIN_TIMEOUT_MS: '60000',
    ...env,
  });
}

async function startThree(sandbox: Sandbox, redis: TestRedis) {
  const replicas = await Promise.all([1, 2, 3].map(() => startReplica(sandbox, redis)));
  const close = async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
  };
  return { replicas, [Symbol.asyncDispose]: close };
}

/** Attaches that many times at once, each at the next replica. @returns the errors */
async function attachRoundRobin(replicas: readonly TestGateway[], count: number) {
  const urls = Array.from({ length: count }, (_, index) => replicas[index % replicas.length]?.url ?? '');
  const answers = await Promise.all(urls.map((url) => attach(url)));
  return answers.flatMap(({ errors = [] }) => errors);
}

const tokensHad = ({ control }: Sandbox) => control.count('issueToken') + control.count('refreshToken');

const events = (replica: TestGateway, event: string): { reason?: string }[] =>
  replica
    .logged()
    .split('\n')
    .flatMap((line) => (line.includes(`"event":"${event}"`) ? [JSON.parse(line)] : []));

function sees(replica: TestGateway, event: string): Promise<void> {
  return vi.waitFor(() => expect(events(replica, event)).not.toEqual([]), { timeout: 30_000 });
}

test('three replicas that start together need one token for 300 requests', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using three = await startThree(sandbox, redis);

  expect(await attachRoundRobin(three.replicas, 300)).toEqual([]);

  expect(sandbox.control.count('issueToken')).toBe(1);
  expect(sandbox.control.attachCount()).toBe(300);
});

test('the metrics of a replica show the token that another replica fetched', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using one = await startReplica(sandbox, redis);
  await using other = await startReplica(sandbox, redis, KEY, { METRICS_PORT: '0' });

  expect(await attachRoundRobin([one], 1)).toEqual([]);
  expect(await attachRoundRobin([other], 1)).toEqual([]);

  const text = await (await fetch(String(other.metricsUrl))).text();
  const [, left] = /^fin_gateway_token_seconds_left (\S+)$/m.exec(text) ?? [];
  expect(Number(left)).toBeGreaterThan(3_600);
  expect(text).toMatch(/^fin_gateway_token_renewals_total\{kind="taken",result="ok"\} 1$/m);
});

test('one replica renews a token that is due, and the others use it', async () => {
  // It is renewed in its last five seconds. The next one lasts.
  await using sandbox = await startSandbox({ accessTokenLifetimeMs: 10_000 });
  await using redis = await startRedis();
  await using three = await startThree(sandbox, redis);
  expect(await attachRoundRobin(three.replicas, 3)).toEqual([]);
  sandbox.control.settings.accessTokenLifetimeMs = DAY_MS;

  while (sandbox.control.count('refreshToken') === 0) {
    expect(await attachRoundRobin(three.replicas, 3)).toEqual([]);
    await pause(50);
  }
  expect(await attachRoundRobin(three.replicas, 3)).toEqual([]);

  expect([sandbox.control.count('issueToken'), sandbox.control.count('refreshToken')]).toEqual([1, 1]);
});

test('a replica that starts later uses the existing token', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  const first = await startReplica(sandbox, redis);
  await attach(first.url);
  await first.close();
  await using second = await startReplica(sandbox, redis);

  expect(await attachRoundRobin([second], 5)).toEqual([]);

  expect(tokensHad(sandbox)).toBe(1);
});

test('one new token replaces a revoked one on all replicas, including one that starts then', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using three = await startThree(sandbox, redis);
  await attachRoundRobin(three.replicas, 3);
  sandbox.control.revokeAccessTokens();

  expect(await attachRoundRobin(three.replicas, 60)).toEqual([]);
  await using fourth = await startReplica(sandbox, redis);
  expect(await attachRoundRobin([fourth], 3)).toEqual([]);

  expect(tokensHad(sandbox)).toBe(2);
  expect(sandbox.control.attachCount()).toBe(66);
});

test('another replica takes over from a replica that is killed during a renewal', {
  timeout: 60_000,
}, async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using survivor = await startReplica(sandbox, redis);
  const victim = spawnGateway({
    PORT: '0',
    FIN_BASE_URL: sandbox.url,
    FIN_CLIENT_ID: sandbox.clientId,
    FIN_CLIENT_SECRET: sandbox.clientSecret,
    REDIS_URL: redis.url,
    SHARED_STATE_KEY: KEY,
  });
  const [, victimUrl = ''] = await victim.saw(/"url":"([^"]+)"/);
  sandbox.control.faults.script('issueToken', { hang: true });

  const lost = attach(victimUrl).catch(() => 'the connection broke');
  await sandbox.control.waitForRequest('issueToken', { count: 1 });
  const waiting = attach(survivor.url);
  victim.process.kill('SIGKILL');

  expect(await lost).toBe('the connection broke');
  expect(await victim.exited).toBe('SIGKILL');
  expect((await waiting).errors).toBeUndefined();
  expect(sandbox.control.count('issueToken')).toBe(2);
  expect(events(survivor, 'token-not-shared')).toEqual([]);
});

test('without Redis each replica has its own token; when Redis is back they share one again', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using three = await startThree(sandbox, redis);
  await attachRoundRobin(three.replicas, 3);

  await redis.stop();
  sandbox.control.revokeAccessTokens();
  expect(await attachRoundRobin(three.replicas, 90)).toEqual([]);
  expect(tokensHad(sandbox)).toBe(1 + 3);

  await redis.start();
  await Promise.all(three.replicas.map((replica) => sees(replica, 'redis-restored')));
  sandbox.control.revokeAccessTokens();
  expect(await attachRoundRobin(three.replicas, 90)).toEqual([]);
  expect(tokensHad(sandbox)).toBe(1 + 3 + 1);

  for (const replica of three.replicas) {
    expect(events(replica, 'redis-lost')).toHaveLength(1);
    expect(events(replica, 'redis-restored')).toHaveLength(1);
    expect(events(replica, 'token-not-shared')).toHaveLength(1);
  }
});

test('if Redis hangs, the first caller waits for one command timeout and the others do not wait', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using replica = await startReplica(sandbox, redis);
  await attach(replica.url);

  redis.freeze();
  sandbox.control.revokeAccessTokens();
  expect(await attachRoundRobin([replica], 10)).toEqual([]);
  expect(events(replica, 'redis-lost')).toMatchObject([{ reason: 'TIMEOUT' }]);
  expect(tokensHad(sandbox)).toBe(2);

  redis.thaw();
  await sees(replica, 'redis-restored');
  sandbox.control.revokeAccessTokens();
  expect(await attachRoundRobin([replica], 10)).toEqual([]);
  await using other = await startReplica(sandbox, redis);
  expect(await attachRoundRobin([other], 3)).toEqual([]);
  expect(tokensHad(sandbox)).toBe(3);
});

test('the gateway starts without Redis and uses it as soon as it is available', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await redis.stop();
  await using replica = await startReplica(sandbox, redis);

  expect(await attachRoundRobin([replica], 3)).toEqual([]);
  expect(events(replica, 'redis-lost')).toMatchObject([{ reason: 'ECONNREFUSED' }]);

  await redis.start();
  await sees(replica, 'redis-restored');
});

test('a replica with another key uses a token of its own, disturbs nobody and logs it', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using three = await startThree(sandbox, redis);
  await attachRoundRobin(three.replicas, 3);
  await using odd = await startReplica(sandbox, redis, randomBytes(32).toString('hex'));

  expect(await attachRoundRobin([...three.replicas, odd], 40)).toEqual([]);

  expect(tokensHad(sandbox)).toBe(2);
  expect(events(odd, 'other-shared-state-key')).toHaveLength(1);
});

test.each([
  ['garbage', 'garbage'],
  ['nothing', ''],
  ['one that was changed', undefined],
])('an unreadable value (%s) is replaced', async (_what, garbage) => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using first = await startReplica(sandbox, redis);
  await attach(first.url);
  const [key = '', value = ''] = await storedToken(redis);
  await redis.command('SET', key, garbage ?? `AAAA${value.slice(4)}`, 'PX', '60000');

  await using second = await startReplica(sandbox, redis);
  await using third = await startReplica(sandbox, redis);
  expect(await attachRoundRobin([second], 3)).toEqual([]);
  expect(await attachRoundRobin([third], 3)).toEqual([]);

  expect(tokensHad(sandbox)).toBe(2);
  expect(events(second, 'token-not-shared')).toMatchObject([{ reason: 'UNREADABLE' }]);
  expect(events(third, 'token-not-shared')).toEqual([]);
});

test('a Redis that rejects the password or writes is treated as unavailable', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis({ password: 'right-password' });
  const wrong = redis.url.replace('right', 'canary-wrong');
  await using stranger = await startReplica(sandbox, { url: wrong });
  expect(await attachRoundRobin([stranger], 3)).toEqual([]);
  expect(events(stranger, 'redis-lost')).toMatchObject([{ reason: 'WRONGPASS' }]);
  expect(stranger.logged()).not.toMatch(/canary-wrong|right-password/);

  await redis.command('CONFIG', 'SET', 'maxmemory', '1');
  await using replica = await startReplica(sandbox, redis);
  expect(await attachRoundRobin([replica], 3)).toEqual([]);
  expect(events(replica, 'token-not-shared')).toMatchObject([{ reason: 'OOM' }]);
  expect(tokensHad(sandbox)).toBe(2);
});

test('Redis never contains the token, the account or the key in plain text', async () => {
  await using sandbox = await startSandbox({ clientId: 'canary-client-1', clientSecret: 'canary-secret-1' });
  await using redis = await startRedis();
  await using three = await startThree(sandbox, redis);
  await attachRoundRobin(three.replicas, 3);
  const firstTokens = await openedTokens(redis);
  sandbox.control.revokeAccessTokens();
  await attachRoundRobin(three.replicas, 3);
  const tokens = new Set([...firstTokens, ...(await openedTokens(redis))]);
  expect(tokens.size).toBe(4);

  const written = await redis.everWritten();
  expect(written).toMatch(/\{fin-gateway\}:\w+:token:/);
  const decoded = (written.match(/[\w-]{40,}/g) ?? []).map((text) => Buffer.from(text, 'base64url'));
  expect(decoded.length).toBeGreaterThan(1);
  const readable = `${written}\n${Buffer.concat(decoded).toString('latin1')}`;
  const secrets = [...tokens].flatMap((token) => [token, ...token.split('.').slice(1)]);
  for (const secret of [...secrets, KEY, 'canary', new URL(sandbox.url).host, 'lifetime', 'access']) {
    expect(readable.includes(secret), secret).toBe(false);
  }
});

/** The access and the refresh token, as whoever has the key reads them. */
async function openedTokens(redis: TestRedis): Promise<string[]> {
  const [key, value] = await storedToken(redis);
  const text = createSealing(Buffer.from(KEY, 'base64')).open(value, key)?.toString() ?? '';
  return [...text.matchAll(/"token":"([^"]+)"/g)].map(([, token = '']) => token);
}

async function storedToken(redis: TestRedis): Promise<[key: string, value: string]> {
  const keys = await redis.command('KEYS', '{fin-gateway}:*:token:*');
  const key = String(Array.isArray(keys) ? keys[0] : '');
  return [key, String(await redis.command('GET', key))];
}
