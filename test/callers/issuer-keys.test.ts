import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createKey, type IssuerKey } from '../support/start-issuer.ts';
import { startStack } from '../support/start-stack.ts';
import { advance, ask, codeOf, expectUnavailable } from './ask-issuer.ts';

/** The clock on the wall and the one that only counts on stand still until they are told; sockets and timers go on. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

test('the first hundred concurrent callers cause one request for the keys', async () => {
  await using stack = await startStack({ issuer: true });
  const tokens = await Promise.all(
    Array.from({ length: 100 }, (_, index) => stack.issuer.bearer({ claims: { sub: `app-${index}` } })),
  );

  const answers = await Promise.all(tokens.map((token) => ask(stack.gateway, token)));

  expect(answers.map(codeOf)).toEqual(answers.map(() => undefined));
  expect(stack.issuer.fetchCount()).toBe(1);
});

test('the first token with a new key makes the gateway fetch the keys', async () => {
  await using stack = await startStack({ issuer: true });
  await ask(stack.gateway, await stack.issuer.bearer());
  const next = await createKey('key-2');
  stack.issuer.keys = [stack.issuer.key, next];
  advance(31);

  expect(codeOf(await ask(stack.gateway, await stack.issuer.bearer({ key: next })))).toBeUndefined();
  expect(codeOf(await ask(stack.gateway, await stack.issuer.bearer()))).toBeUndefined();
  expect(stack.issuer.fetchCount()).toBe(2);
});

test('any number of made-up key ids cause one request in half a minute', async () => {
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

test('a withdrawn key is rejected after ten minutes, even for tokens that it has already verified', async () => {
  await using stack = await startStack({ issuer: true });
  const next = await createKey('key-2');
  const old = await stack.issuer.bearer({ expiresIn: 3_600 });
  expect(codeOf(await ask(stack.gateway, old))).toBeUndefined();
  stack.issuer.keys = [next];
  advance(601);

  expect(codeOf(await ask(stack.gateway, old))).toBe('UNAUTHENTICATED');
  expect(codeOf(await ask(stack.gateway, await stack.issuer.bearer({ key: next })))).toBeUndefined();
});

test('an accepted token is rejected once it has expired', async () => {
  await using stack = await startStack({ issuer: true });
  const token = await stack.issuer.bearer({ expiresIn: 10 });
  expect(codeOf(await ask(stack.gateway, token))).toBeUndefined();

  advance(41);

  expect(codeOf(await ask(stack.gateway, token))).toBe('UNAUTHENTICATED');
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
])('a token %s is rejected if none of several keys signed it', async (_what, kid) => {
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

test('the error for an expired token without a key id says that it has expired', async () => {
  await using stack = await startStack({ issuer: true });
  stack.issuer.keys = [await createKey('key-2'), stack.issuer.key];

  const refused = await ask(stack.gateway, await stack.issuer.bearer({ kid: '', expiresIn: -60 }));

  expect(refused.errors?.[0]?.message).toContain('It has expired.');
});

test('at most twenty keys are tried for a token without a key id', async () => {
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
  'the log shows a redirect of the issuer (%d to %s) without its query',
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
])('the gateway is not ready if it has never had keys because the issuer %s', async (_what, status, name) => {
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

test('readiness does not depend on keys if callers are not checked', async () => {
  await using stack = await startStack();

  expect((await fetch(`${stack.gateway.origin}/ready`)).status).toBe(200);
});
