import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startSandbox } from '../../src/sandbox/create-sandbox.ts';
import { latestGauge, startOtlpReceiver } from '../observability/otlp-receiver.ts';
import { type GraphQLAnswer, graphqlRequest } from '../support/graphql-request.ts';
import { sampleValue, scrape } from '../support/scrape.ts';
import { startTestGateway, type TestGateway } from '../support/start-gateway.ts';
import { createKey, startIssuer } from '../support/start-issuer.ts';

/** The clock on the wall and the one that only counts on stand still until they are told; sockets and timers go on. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

function advance(seconds: number): void {
  vi.advanceTimersByTime(seconds * 1_000);
}

function setWallClockBack(seconds: number): void {
  vi.setSystemTime(Date.now() - seconds * 1_000);
}

function ask({ url }: TestGateway, authorization: string): Promise<GraphQLAnswer> {
  return graphqlRequest(url, '{ occupations { id } }', undefined, { authorization });
}

function codeOf({ errors }: GraphQLAnswer): string | undefined {
  return errors?.[0]?.extensions.code;
}

function expectUnavailable(answer: GraphQLAnswer): void {
  expect(answer.status).toBe(503);
  expect(answer.data).toBeUndefined();
  expect(answer.errors?.[0]?.message).toBe(
    'Access tokens cannot be checked at the moment. Try again shortly.',
  );
  expect(answer.errors?.[0]?.extensions).toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    retryable: true,
    retryAfterSeconds: 1,
  });
  expect(answer.headers.get('retry-after')).toBe('1');
}

test('a hundred first callers at once cause one request for the keys', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const tokens = await Promise.all(
    Array.from({ length: 100 }, (_, index) => issuer.bearer({ claims: { sub: `app-${index}` } })),
  );

  const answers = await Promise.all(tokens.map((token) => ask(gateway, token)));

  expect(answers.map(codeOf)).toEqual(answers.map(() => undefined));
  expect(issuer.fetchCount()).toBe(1);
});

test('a new key is fetched when the first token comes that it signed', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  await ask(gateway, await issuer.bearer());
  const next = await createKey('key-2');
  issuer.keys = [issuer.key, next];
  advance(31);

  expect(codeOf(await ask(gateway, await issuer.bearer({ key: next })))).toBeUndefined();
  expect(codeOf(await ask(gateway, await issuer.bearer()))).toBeUndefined();
  expect(issuer.fetchCount()).toBe(2);
});

test('made-up key ids cause one request in half a minute, however many come', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const tokens = await Promise.all(
    Array.from({ length: 50 }, (_, index) => issuer.bearer({ kid: `made-up-${index}` })),
  );

  for (const round of [1, 2]) {
    const answers = await Promise.all(tokens.map((token) => ask(gateway, token)));
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['UNAUTHENTICATED']));
    expect(issuer.fetchCount()).toBe(round);
    advance(31);
  }
});

test('a key that was withdrawn is refused after ten minutes, also to whom it let in before', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const next = await createKey('key-2');
  const old = await issuer.bearer({ expiresIn: 3_600 });
  expect(codeOf(await ask(gateway, old))).toBeUndefined();
  issuer.keys = [next];
  advance(601);

  expect(codeOf(await ask(gateway, old))).toBe('UNAUTHENTICATED');
  expect(codeOf(await ask(gateway, await issuer.bearer({ key: next })))).toBeUndefined();
});

test('a token that was accepted is refused once it has expired', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const token = await issuer.bearer({ expiresIn: 10 });
  expect(codeOf(await ask(gateway, token))).toBeUndefined();

  advance(41);

  expect(codeOf(await ask(gateway, token))).toBe('UNAUTHENTICATED');
});

test('with no keys to be had from the start nobody is let in, and everybody once there are', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await issuer.close();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const token = await issuer.bearer();

  expectUnavailable(await ask(gateway, token));
  expectUnavailable(await ask(gateway, token));
  await issuer.reopen();
  advance(2);

  expect(codeOf(await ask(gateway, token))).toBeUndefined();
  expect(gateway.logged().match(/"event":"issuer-keys-unavailable"/g)).toHaveLength(1);
  expect(gateway.logged().match(/"event":"issuer-keys-fetched"/g)).toHaveLength(1);
});

test('an issuer that goes away later is not missed for ten minutes; then nobody is let in until it is back', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const token = (subject: string) => issuer.bearer({ claims: { sub: subject }, expiresIn: 3_600 });
  await ask(gateway, await token('first'));
  await issuer.close();

  advance(590);
  expect(codeOf(await ask(gateway, await token('second')))).toBeUndefined();
  advance(20);
  expectUnavailable(await ask(gateway, await token('third')));
  advance(2);
  expectUnavailable(await ask(gateway, await token('third')));
  expect(gateway.logged()).not.toContain('issuer-keys-fetched');
  await issuer.reopen();
  advance(2);
  expect(codeOf(await ask(gateway, await token('third')))).toBeUndefined();
  expect(codeOf(await ask(gateway, await token('fourth')))).toBeUndefined();
  expect(gateway.logged().match(/"event":"issuer-keys-(unavailable|fetched)"/g)).toEqual([
    '"event":"issuer-keys-unavailable"',
    '"event":"issuer-keys-fetched"',
  ]);
});

test('an issuer in trouble is asked once a second, not once a request', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const token = await issuer.bearer();
  issuer.answer = (response) => response.writeHead(500).end();

  for (let asked = 0; asked < 20; asked += 1) expectUnavailable(await ask(gateway, token));

  expect(issuer.fetchCount()).toBe(1);
  // Those who come meanwhile do not make it longer.
  advance(0.6);
  expectUnavailable(await ask(gateway, token));
  expect(issuer.fetchCount()).toBe(1);
  advance(0.4);
  expectUnavailable(await ask(gateway, token));
  expect(issuer.fetchCount()).toBe(2);
});

test('a clock that is set back keeps nobody from asking an issuer in trouble again', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const token = await issuer.bearer();
  issuer.answer = (response) => response.writeHead(500).end();
  expectUnavailable(await ask(gateway, token));
  issuer.answer = undefined;

  setWallClockBack(3_600);
  expectUnavailable(await ask(gateway, token));
  advance(1);

  expect(codeOf(await ask(gateway, token))).toBeUndefined();
  expect(issuer.fetchCount()).toBe(2);
  expect(gateway.logged().match(/"event":"issuer-keys-fetched"/g)).toHaveLength(1);
});

test('the issuer’s keys are up in a scrape and over OTLP from a good fetch on, and not from a failed one on', async () => {
  await using receiver = await startOtlpReceiver();
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, {
    ...issuer.env,
    METRICS_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_METRIC_EXPORT_INTERVAL: '100',
  });
  const name = 'fin_gateway_issuer_keys_up';
  const keysUp = async () => sampleValue(await scrape(gateway), name);
  const pushed = () => latestGauge(receiver, name);
  const known = await issuer.bearer({ expiresIn: 3_600 });

  // Nobody has asked for them yet.
  expect(await keysUp()).toBeNaN();
  await ask(gateway, known);
  expect(await keysUp()).toBe(1);
  await expect.poll(pushed).toBe(1);
  await issuer.close();
  advance(61);
  expect(codeOf(await ask(gateway, known))).toBeUndefined();
  expect(await keysUp()).toBe(1);
  expectUnavailable(await ask(gateway, await issuer.bearer({ kid: 'key-2' })));
  expect(await keysUp()).toBe(0);
  await expect.poll(pushed).toBe(0);
  // The other half of the alert.
  const turnedAway = 'fin_gateway_request_duration_seconds_count{operation_type="none",status="503"}';
  expect(sampleValue(await scrape(gateway), turnedAway)).toBe(1);
  // By a key that is kept: it says nothing about the issuer.
  advance(61);
  expect(codeOf(await ask(gateway, known))).toBeUndefined();
  expect(await keysUp()).toBe(0);
  await issuer.reopen();
  expect(codeOf(await ask(gateway, await issuer.bearer({ kid: 'key-2' })))).toBe('UNAUTHENTICATED');
  expect(await keysUp()).toBe(1);
  await expect.poll(pushed).toBe(1);
});

test.each([
  ['says 404', 404, '{}'],
  ['sends a page', 200, '<!doctype html>'],
  ['sends no list of keys', 200, '{"keys":"canary"}'],
  ['sends us elsewhere', 302, 'canary'],
])(
  'an issuer that %s gives no keys: nobody is let in, and nothing of it is told',
  async (_what, status, body) => {
    await using sandbox = await startSandbox();
    await using issuer = await startIssuer();
    await using gateway = await startTestGateway(sandbox, issuer.env);
    issuer.answer = (response) => response.writeHead(status, { location: issuer.jwksUrl }).end(body);

    const refused = await ask(gateway, await issuer.bearer());

    expectUnavailable(refused);
    expect(`${refused.text}${gateway.logged()}`).not.toMatch(/canary|doctype/);
  },
);

test('an issuer whose answer never ends is not read to its end', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, { ...issuer.env, FIN_TIMEOUT_MS: '20000' });
  let isCut = false;
  issuer.answer = (response) => {
    response.once('close', () => {
      isCut = true;
    });
    const pour = () => {
      while (!isCut && response.write('[],'.repeat(20_000)));
    };
    response.on('drain', pour).write('{"keys":[');
    pour();
  };

  expectUnavailable(await ask(gateway, await issuer.bearer()));

  await expect.poll(() => isCut).toBe(true);
  expect(gateway.logged()).toContain('KeySetTooLarge');
});

test('an issuer that does not answer in time gives no keys, and is asked again later', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, { ...issuer.env, FIN_TIMEOUT_MS: '100' });
  const token = await issuer.bearer();
  issuer.answer = () => undefined;

  const startedAt = process.hrtime.bigint();
  expectUnavailable(await ask(gateway, token));
  expect(process.hrtime.bigint() - startedAt).toBeLessThan(4_000_000_000n);
  issuer.answer = undefined;
  advance(2);

  expect(codeOf(await ask(gateway, token))).toBeUndefined();
});

test('of an issuer with several keys a token without a key id is refused, not tried with each', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  issuer.keys = [issuer.key, await createKey('key-2')];

  expect(codeOf(await ask(gateway, await issuer.bearer({ kid: '' })))).toBe('UNAUTHENTICATED');
  issuer.keys = [issuer.key];
  advance(601);
  expect(codeOf(await ask(gateway, await issuer.bearer({ kid: '' })))).toBeUndefined();
});
