import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { latestGauge, startOtlpReceiver } from '../observability/otlp-receiver.ts';
import { sampleValue, scrape } from '../support/scrape.ts';
import { createKey } from '../support/start-issuer.ts';
import { startStack } from '../support/start-stack.ts';
import { advance, ask, codeOf, expectUnavailable } from './ask-issuer.ts';

/** The clock on the wall and the one that only counts on stand still until they are told; sockets and timers go on. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

function setWallClockBack(seconds: number): void {
  vi.setSystemTime(Date.now() - seconds * 1_000);
}

test('callers are rejected until the first keys arrive, and then all are accepted', async () => {
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

test('an issuer may be unreachable for a day; after that, callers are rejected until it is back', async () => {
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
  'the last good keys remain in use while the issuer %s, and new keys replace them afterwards',
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

test('only the first request waits for an issuer that hangs', async () => {
  // Longer than a test may take.
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '120000' }, issuer: true });
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

test('a failing issuer gets one request per second, not one per caller', async () => {
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

test('a failing issuer is asked again even if the clock was set back', async () => {
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

test("the metric for the issuer's keys is up after a successful fetch and down after a failed one, in a scrape and over OTLP", async () => {
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
  'an issuer that %s provides no keys: all callers are rejected, and its response is not shown',
  async (_what, status, body) => {
    await using stack = await startStack({ issuer: true });
    stack.issuer.answer = (response) =>
      response.writeHead(status, { location: stack.issuer.jwksUrl }).end(body);

    const refused = await ask(stack.gateway, await stack.issuer.bearer());

    expectUnavailable(refused);
    expect(`${refused.text}${stack.logged()}`).not.toMatch(/canary|doctype/);
  },
);

test('an endless response of the issuer is cut off', async () => {
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

test('an issuer that times out provides no keys and is asked again later', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '3000' }, issuer: true });
  const token = await stack.issuer.bearer();
  stack.issuer.answer = () => undefined;

  expectUnavailable(await ask(stack.gateway, token));
  stack.issuer.answer = undefined;
  advance(2);

  expect(codeOf(await ask(stack.gateway, token))).toBeUndefined();
});
