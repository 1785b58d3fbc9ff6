import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { latestGauge, startOtlpReceiver } from '../observability/otlp-receiver.ts';
import { type GraphQLAnswer, graphqlRequest } from '../support/graphql-request.ts';
import { sampleValue, scrape } from '../support/scrape.ts';
import type { TestGateway } from '../support/start-gateway.ts';
import { createKey, type IssuerKey } from '../support/start-issuer.ts';
import { startStack } from '../support/start-stack.ts';

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
    'The gateway cannot verify access tokens at the moment. Try again shortly.',
  );
  expect(answer.errors?.[0]?.extensions).toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    retryable: true,
    retryAfterSeconds: 1,
  });
  expect(answer.headers.get('retry-after')).toBe('1');
}

test('a hundred first callers at once cause one request for the keys', async () => {
  await using stack = await startStack({ issuer: true });
  const tokens = await Promise.all(
    Array.from({ length: 100 }, (_, index) => stack.issuer.bearer({ claims: { sub: `app-${index}` } })),
  );

  const answers = await Promise.all(tokens.map((token) => ask(stack.gateway, token)));

  expect(answers.map(codeOf)).toEqual(answers.map(() => undefined));
  expect(stack.issuer.fetchCount()).toBe(1);
});

test('a new key is fetched when the first token comes that it signed', async () => {
  await using stack = await startStack({ issuer: true });
  await ask(stack.gateway, await stack.issuer.bearer());
  const next = await createKey('key-2');
  stack.issuer.keys = [stack.issuer.key, next];
  advance(31);

  expect(codeOf(await ask(stack.gateway, await stack.issuer.bearer({ key: next })))).toBeUndefined();
  expect(codeOf(await ask(stack.gateway, await stack.issuer.bearer()))).toBeUndefined();
  expect(stack.issuer.fetchCount()).toBe(2);
});

test('made-up key ids cause one request in half a minute, however many come', async () => {
  await using stack = await startStack({ issuer: true });
  const tokens = await Promise.all(
    Array.from({ length: 50 }, (_, index) => stack.issuer.bearer({ kid: `made-up-${index}` })),
  );

  for (const round of [1, 2]) {
    const answers = await Promise.all(tokens.map((token) => ask(stack.gateway, token)));
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['UNAUTHENTICATED']));
    expect(stack.issuer.fetchCount()).toBe(round);
    advance(31);
  }
});

test('a key that was withdrawn is refused after ten minutes, also to whom it let in before', async () => {
  await using stack = await startStack({ issuer: true });
  const next = await createKey('key-2');
  const old = await stack.issuer.bearer({ expiresIn: 3_600 });
  expect(codeOf(await ask(stack.gateway, old))).toBeUndefined();
  stack.issuer.keys = [next];
  advance(601);

  expect(codeOf(await ask(stack.gateway, old))).toBe('UNAUTHENTICATED');
  expect(codeOf(await ask(stack.gateway, await stack.issuer.bearer({ key: next })))).toBeUndefined();
});

test('a token that was accepted is refused once it has expired', async () => {
  await using stack = await startStack({ issuer: true });
  const token = await stack.issuer.bearer({ expiresIn: 10 });
  expect(codeOf(await ask(stack.gateway, token))).toBeUndefined();

  advance(41);

  expect(codeOf(await ask(stack.gateway, token))).toBe('UNAUTHENTICATED');
});

test('with no keys to be had from the start nobody is let in, and everybody once there are', async () => {
  await using stack = await startStack({ issuer: true });
  await stack.issuer.close();
  const token = await stack.issuer.bearer();

  expectUnavailable(await ask(stack.gateway, token));
  expectUnavailable(await ask(stack.gateway, token));
  await stack.issuer.reopen();
  advance(2);

  expect(codeOf(await ask(stack.gateway, token))).toBeUndefined();
  expect(stack.logged().match(/"event":"issuer-keys-unavailable"/g)).toHaveLength(1);
  expect(stack.logged().match(/"event":"issuer-keys-fetched"/g)).toHaveLength(1);
});

test('an issuer that goes away later is not missed for a day; then nobody is let in until it is back', async () => {
  await using stack = await startStack({ issuer: true });
  const token = (subject: string) => stack.issuer.bearer({ claims: { sub: subject }, expiresIn: 200_000 });
  await ask(stack.gateway, await token('first'));
  await stack.issuer.close();

  for (const [subject, seconds] of [
    ['second', 590],
    ['third', 20],
    ['fourth', 3_600],
    ['fifth', 80_000],
  ] as const) {
    advance(seconds);
    expect(codeOf(await ask(stack.gateway, await token(subject)))).toBeUndefined();
  }
  // A key that nobody knows may be new, so that it is not refused for good.
  expectUnavailable(
    await ask(stack.gateway, await stack.issuer.bearer({ kid: 'key-2', expiresIn: 200_000 })),
  );
  advance(3_000);
  expectUnavailable(await ask(stack.gateway, await token('sixth')));
  expect(stack.logged()).not.toContain('issuer-keys-fetched');
  await stack.issuer.reopen();
  advance(2);
  expect(codeOf(await ask(stack.gateway, await token('seventh')))).toBeUndefined();
  expect(stack.logged().match(/"event":"issuer-keys-(unavailable|fetched)"/g)).toEqual([
    '"event":"issuer-keys-unavailable"',
    '"event":"issuer-keys-fetched"',
  ]);
});

test.each([
  ['answers with 503', (response: ServerResponse) => response.writeHead(503).end()],
  [
    'answers with another document',
    (response: ServerResponse) => response.writeHead(200).end('{"issuer":"x"}'),
  ],
  ['closes the connection', (response: ServerResponse) => response.destroy()],
])(
  'the last good keys stay while the issuer %s, and its new ones replace them afterwards',
  async (_what, answer) => {
    await using stack = await startStack({ issuer: true });
    const old = await stack.issuer.bearer({ expiresIn: 10_000 });
    await ask(stack.gateway, old);
    stack.issuer.answer = answer;
    advance(601);
    expect(codeOf(await ask(stack.gateway, old))).toBeUndefined();

    const next = await createKey('key-2');
    stack.issuer.keys = [next];
    stack.issuer.answer = undefined;
    advance(601);

    // The first of them finds the issuer back.
    await ask(stack.gateway, await stack.issuer.bearer({ key: next, expiresIn: 10_000 }));
    advance(61);
    expect(codeOf(await ask(stack.gateway, old))).toBe('UNAUTHENTICATED');
    expect(codeOf(await ask(stack.gateway, await stack.issuer.bearer({ key: next })))).toBeUndefined();
  },
);

test('while the issuer hangs, only the first request waits for it', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '300' }, issuer: true });
  const token = (subject: string) => stack.issuer.bearer({ claims: { sub: subject }, expiresIn: 10_000 });
  await ask(stack.gateway, await token('first'));
  stack.issuer.answer = (response) => response.writeHead(503).end();
  advance(601);
  expect(codeOf(await ask(stack.gateway, await token('second')))).toBeUndefined();

  const held = Promise.withResolvers<ServerResponse>();
  stack.issuer.answer = held.resolve;
  advance(2);
  expect(codeOf(await ask(stack.gateway, await token('third')))).toBeUndefined();

  // The issuer was asked, and has not answered yet.
  expect((await held.promise).writableEnded).toBe(false);
});

test('an issuer in trouble is asked once a second, not once a request', async () => {
  await using stack = await startStack({ issuer: true });
  const token = await stack.issuer.bearer();
  stack.issuer.answer = (response) => response.writeHead(500).end();

  for (let asked = 0; asked < 20; asked += 1) expectUnavailable(await ask(stack.gateway, token));

  expect(stack.issuer.fetchCount()).toBe(1);
  // Those who come meanwhile do not make it longer.
  advance(0.6);
  expectUnavailable(await ask(stack.gateway, token));
  expect(stack.issuer.fetchCount()).toBe(1);
  advance(0.4);
  expectUnavailable(await ask(stack.gateway, token));
  expect(stack.issuer.fetchCount()).toBe(2);
});

test('a clock that is set back keeps nobody from asking an issuer in trouble again', async () => {
  await using stack = await startStack({ issuer: true });
  const token = await stack.issuer.bearer();
  stack.issuer.answer = (response) => response.writeHead(500).end();
  expectUnavailable(await ask(stack.gateway, token));
  stack.issuer.answer = undefined;

  setWallClockBack(3_600);
  expectUnavailable(await ask(stack.gateway, token));
  advance(1);

  expect(codeOf(await ask(stack.gateway, token))).toBeUndefined();
  expect(stack.issuer.fetchCount()).toBe(2);
  expect(stack.logged().match(/"event":"issuer-keys-fetched"/g)).toHaveLength(1);
});

test('the issuer’s keys are up in a scrape and over OTLP from a good fetch on, and not from a failed one on', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({
    env: { METRICS_PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_METRIC_EXPORT_INTERVAL: '100' },
    issuer: true,
  });
  const name = 'fin_gateway_issuer_keys_up';
  const keysUp = async () => sampleValue(await scrape(stack.gateway), name);
  const pushed = () => latestGauge(receiver, name);
  const known = await stack.issuer.bearer({ expiresIn: 3_600 });

  // Nobody has asked for them yet.
  expect(await keysUp()).toBeNaN();
  await ask(stack.gateway, known);
  expect(await keysUp()).toBe(1);
  await expect.poll(pushed).toBe(1);
  await stack.issuer.close();
  advance(61);
  expect(codeOf(await ask(stack.gateway, known))).toBeUndefined();
  expect(await keysUp()).toBe(1);
  expectUnavailable(await ask(stack.gateway, await stack.issuer.bearer({ kid: 'key-2' })));
  expect(await keysUp()).toBe(0);
  await expect.poll(pushed).toBe(0);
  // The other half of the alert.
  const turnedAway = 'fin_gateway_request_duration_seconds_count{operation_type="none",status="503"}';
  expect(sampleValue(await scrape(stack.gateway), turnedAway)).toBe(1);
  // By a key that is kept: it says nothing about the issuer.
  advance(61);
  expect(codeOf(await ask(stack.gateway, known))).toBeUndefined();
  expect(await keysUp()).toBe(0);
  await stack.issuer.reopen();
  expect(codeOf(await ask(stack.gateway, await stack.issuer.bearer({ kid: 'key-2' })))).toBe(
    'UNAUTHENTICATED',
  );
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
    await using stack = await startStack({ issuer: true });
    stack.issuer.answer = (response) =>
      response.writeHead(status, { location: stack.issuer.jwksUrl }).end(body);

    const refused = await ask(stack.gateway, await stack.issuer.bearer());

    expectUnavailable(refused);
    expect(`${refused.text}${stack.logged()}`).not.toMatch(/canary|doctype/);
  },
);

test('an issuer whose answer never ends is not read to its end', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '20000' }, issuer: true });
  let isCut = false;
  stack.issuer.answer = (response) => {
    response.once('close', () => {
      isCut = true;
    });
    const pour = () => {
      while (!isCut && response.write('[],'.repeat(20_000)));
    };
    response.on('drain', pour).write('{"keys":[');
    pour();
  };

  expectUnavailable(await ask(stack.gateway, await stack.issuer.bearer()));

  await expect.poll(() => isCut).toBe(true);
  expect(stack.logged()).toContain('KeySetTooLarge');
});

test('an issuer that does not answer in time gives no keys, and is asked again later', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '100' }, issuer: true });
  const token = await stack.issuer.bearer();
  stack.issuer.answer = () => undefined;

  const startedAt = process.hrtime.bigint();
  expectUnavailable(await ask(stack.gateway, token));
  expect(process.hrtime.bigint() - startedAt).toBeLessThan(4_000_000_000n);
  stack.issuer.answer = undefined;
  advance(2);

  expect(codeOf(await ask(stack.gateway, token))).toBeUndefined();
});

/** A key as some issuers publish it. */
function published(key: IssuerKey, change: Readonly<Record<string, unknown>>): IssuerKey {
  return { ...key, publicJwk: JSON.parse(JSON.stringify({ ...key.publicJwk, ...change })) };
}
const withoutId = (key: IssuerKey) => published(key, { kid: undefined });

test.each([
  ['several keys, of which the last signed it', '', (key, others) => [...others, key]],
  ['several keys, of which the first signed it', '', (key, others) => [key, ...others]],
  ['several keys without an id', '', (key, others) => [...others, key].map(withoutId)],
  [
    'several keys that do not name their algorithm',
    '',
    (key, others) => [...others, key].map((each) => published(each, { alg: undefined })),
  ],
  ['keys for another algorithm among them', '', (key, [, rsa]) => (rsa ? [rsa, key] : [])],
  ['one key listed twice', '', (key) => [key, key]],
  ['one key listed twice, which the token names', 'key-1', (key) => [key, key]],
  ['two keys of one id', 'key-1', (key, [other]) => (other ? [published(other, { kid: 'key-1' }), key] : [])],
  ['a key without an id, while the token names one', 'key-1', (key) => [withoutId(key)]],
  ['keys without an id and others with one', 'key-1', (key, others) => [...others, withoutId(key)]],
  ['a key that cannot be read before it', '', (key) => [published(key, { x: 'AA', kid: 'broken' }), key]],
] satisfies [string, string, (key: IssuerKey, others: readonly IssuerKey[]) => readonly IssuerKey[]][])(
  'a token is accepted by %s',
  async (_what, kid, publish) => {
    await using stack = await startStack({ issuer: true });
    stack.issuer.keys = publish(stack.issuer.key, [
      await createKey('key-2'),
      await createKey('key-3', 'RS256'),
    ]);

    expect(codeOf(await ask(stack.gateway, await stack.issuer.bearer({ kid })))).toBeUndefined();
  },
);

test.each([
  ['without a key id', ''],
  ['with the id of a key', 'key-1'],
  ['with an id that nobody published', 'key-9'],
])('a token %s that none of several keys signed is refused', async (_what, kid) => {
  await using stack = await startStack({ issuer: true });
  stack.issuer.keys = [
    stack.issuer.key,
    stack.issuer.key,
    withoutId(await createKey('key-2')),
    withoutId(await createKey('key-3')),
  ];
  const key = await createKey('key-4');

  const refused = await ask(stack.gateway, await stack.issuer.bearer({ key, kid }));

  expect(codeOf(refused)).toBe('UNAUTHENTICATED');
  expect(refused.errors?.[0]?.message).toContain('It was not signed with a key of the issuer.');
});

test('an expired token without a key id is told that it has expired', async () => {
  await using stack = await startStack({ issuer: true });
  stack.issuer.keys = [await createKey('key-2'), stack.issuer.key];

  const refused = await ask(stack.gateway, await stack.issuer.bearer({ kid: '', expiresIn: -60 }));

  expect(refused.errors?.[0]?.message).toContain('It has expired.');
});

test('a token without a key id is tried with twenty keys at most', async () => {
  await using stack = await startStack({ issuer: true });
  const other = await createKey('key-2');
  const filler = (count: number) => Array.from({ length: count }, () => other);
  stack.issuer.keys = [...filler(19), stack.issuer.key];
  expect(codeOf(await ask(stack.gateway, await stack.issuer.bearer({ kid: '' })))).toBeUndefined();

  stack.issuer.keys = [...filler(20), stack.issuer.key];
  advance(601);
  expect(codeOf(await ask(stack.gateway, await stack.issuer.bearer({ kid: '' })))).toBe('UNAUTHENTICATED');
});

test.each([
  [301, '/elsewhere/jwks.json?token=canary', '/elsewhere/jwks.json'],
  [302, `https://${['user', 'canary'].join(':')}@id.example.com/keys`, 'https://id.example.com/keys'],
  [308, 'https://id.example.com/keys#canary', 'https://id.example.com/keys'],
  [307, undefined, undefined],
])(
  'a redirect of the issuer (%d to %s) is named in the log without its query',
  async (status, location, logged) => {
    await using stack = await startStack({ issuer: true });
    stack.issuer.answer = (response) =>
      response.writeHead(status, location === undefined ? {} : { location }).end();

    expectUnavailable(await ask(stack.gateway, await stack.issuer.bearer()));

    const line =
      stack
        .logged()
        .split('\n')
        .find((text) => text.includes('issuer-keys-unavailable')) ?? '';
    const { redirectsTo, ...entry } = JSON.parse(line);
    expect(entry).toMatchObject({
      name: 'KeySetRedirected',
      status,
      msg: expect.stringContaining('AUTH_JWKS_URL redirects'),
    });
    const expected = logged?.startsWith('/') ? `${new URL(stack.issuer.jwksUrl).origin}${logged}` : logged;
    expect(redirectsTo).toBe(expected);
    expect(line).not.toContain('canary');
  },
);

test.each([
  ['is away', undefined, 'TypeError'],
  ['sends us elsewhere', 302, 'KeySetRedirected'],
  ['says 404', 404, 'KeySetRefused'],
  ['sends something else', 200, 'JWKSInvalid'],
])('the gateway is not ready while it never had keys because the issuer %s', async (_what, status, name) => {
  await using stack = await startStack({ issuer: true });
  const ready = async () => {
    const response = await fetch(`${stack.gateway.origin}/ready`);
    return [response.status, await response.json()];
  };
  if (status === undefined) await stack.issuer.close();
  else stack.issuer.answer = (response) => response.writeHead(status, { location: '/x' }).end('{"keys":1}');

  expect(await ready()).toEqual([503, { status: 'no keys from AUTH_JWKS_URL' }]);
  expect(stack.logged()).toContain(`"event":"issuer-keys-unavailable","name":"${name}"`);
  if (status === undefined) await stack.issuer.reopen();
  else stack.issuer.answer = undefined;
  advance(2);
  expect(await ready()).toEqual([200, { status: 'ready' }]);
  // The issuer may go now.
  await stack.issuer.close();
  advance(700);
  expect(await ready()).toEqual([200, { status: 'ready' }]);
});

test('without a check of callers, readiness asks for no keys', async () => {
  await using stack = await startStack();

  expect((await fetch(`${stack.gateway.origin}/ready`)).status).toBe(200);
});
