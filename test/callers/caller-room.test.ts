import type { ServerResponse } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { createKeyCounter } from '../../src/server/limits/key-counter.ts';
import { type GraphQLAnswer, graphqlRequest } from '../support/graphql-request.ts';
import { content, encodeForm, type OpenForm, openForm, uploadForm } from '../support/multipart.ts';
import { scrape } from '../support/scrape.ts';
import { createKey } from '../support/start-issuer.ts';
import { startStack } from '../support/start-stack.ts';

type Headers = Readonly<Record<string, string>>;

const FORM = encodeForm(uploadForm(content('pdf', 200_000)));
const ALICE = { 'x-forwarded-for': '192.0.2.1' };
const BOB = { 'x-forwarded-for': '192.0.2.2' };
/** So little that a gateway which does not read it yet sees the connection break. */
const UNREAD_BYTES = 1_000;
/** No form of these tests is to be ended by the gateway. */
const PATIENT = { FIN_TIMEOUT_MS: '60000' };
const ROOM_FOR_ONE = { ...PATIENT, MAX_REQUESTS_IN_FLIGHT_PER_CALLER: '1' };

afterEach(() => {
  vi.useRealTimers();
});

/** A form that says no more after its beginning. Those that begin one after the other are at work in that order. */
async function openSlowForm(
  url: string,
  headers: Headers,
  byteLength = 150_000,
): Promise<OpenForm & Disposable> {
  const form = openForm(url, headers);
  await form.send(FORM.subarray(0, byteLength));
  return { ...form, [Symbol.dispose]: form.hangUp };
}

function ask(url: string, headers: Headers): Promise<GraphQLAnswer> {
  return graphqlRequest(url, '{ __typename }', undefined, headers);
}

const statusOf = async (url: string, headers: Headers) => (await ask(url, headers)).status;

test('a caller with too many slow forms is rejected until one of them ends, and other callers are served', async () => {
  await using stack = await startStack({
    env: { ...PATIENT, METRICS_PORT: '0', MAX_REQUESTS_IN_FLIGHT_PER_CALLER: '2' },
    issuer: true,
  });
  const one = { authorization: await stack.issuer.bearer({ claims: { sub: 'app-1' } }) };
  const other = { authorization: await stack.issuer.bearer({ claims: { sub: 'app-2' } }) };
  using first = await openSlowForm(stack.url, one);
  await expect.poll(() => stack.control.count('uploadDocuments')).toBe(1);
  // A request frees its slot once, not once for the response and once for the connection.
  expect([await statusOf(stack.url, one), await statusOf(stack.url, one)]).toEqual([200, 200]);
  using _second = await openSlowForm(stack.url, one);
  await expect.poll(() => stack.control.count('uploadDocuments')).toBe(2);

  const refused = await ask(stack.url, one);

  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(refused.errors).toMatchObject([
    {
      message: expect.stringContaining('already have 2 requests in progress'),
      extensions: { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 1 },
    },
  ]);
  expect(refused.text).not.toContain('app-1');
  expect(await statusOf(stack.url, other)).toBe(200);
  expect(await scrape(stack.gateway)).toContain(
    'fin_gateway_limits_hit_total{limit="requests_in_flight_per_caller"} 1',
  );

  first.hangUp();
  await expect.poll(() => statusOf(stack.url, one)).toBe(200);
});

test('a form that ends frees its slot', async () => {
  await using stack = await startStack({ env: ROOM_FOR_ONE });
  using form = await openSlowForm(stack.url, {});
  await expect.poll(() => statusOf(stack.url, {})).toBe(429);

  await form.send(FORM.subarray(150_000));
  form.end();
  const { errors } = await form.answer;

  expect(errors).toBeUndefined();
  expect(await statusOf(stack.url, {})).toBe(200);
});

test('without caller checks, each client address has its own limit', async () => {
  await using stack = await startStack({ env: { ...ROOM_FOR_ONE, TRUST_PROXY: '1' } });
  using _form = await openSlowForm(stack.url, ALICE);

  await expect.poll(() => statusOf(stack.url, ALICE)).toBe(429);
  expect(await statusOf(stack.url, BOB)).toBe(200);
});

test('a forged client address does not get a limit of its own', async () => {
  await using stack = await startStack({ env: ROOM_FOR_ONE });
  using _form = await openSlowForm(stack.url, ALICE);
  await expect.poll(() => stack.control.count('uploadDocuments')).toBe(1);

  expect(await statusOf(stack.url, BOB)).toBe(429);
});

test('an unauthenticated request does not use slots of authenticated callers', async () => {
  await using stack = await startStack({ env: { ...ROOM_FOR_ONE }, issuer: true });
  using form = await openSlowForm(stack.url, {
    authorization: await stack.issuer.bearer({ expiresIn: -60 }),
  });
  expect((await form.answer).status).toBe(401);

  expect(await statusOf(stack.url, { authorization: await stack.issuer.bearer() })).toBe(200);
});

test('a token that is still being checked uses no slot of the subject that it names', async () => {
  await using stack = await startStack({ env: { ...ROOM_FOR_ONE }, issuer: true });
  const mine = { authorization: await stack.issuer.bearer() };
  const forged = { authorization: await stack.issuer.bearer({ key: await createKey('key-2') }) };
  expect(await statusOf(stack.url, mine)).toBe(200);
  // Only the clock on the wall: by then the issuer may be asked again.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
  stack.issuer.answer = () => undefined;
  const asked = stack.issuer.asked();
  using _form = await openSlowForm(stack.url, forged, UNREAD_BYTES);
  await asked;

  expect(await statusOf(stack.url, mine)).toBe(200);
});

test('a caller that disconnects before its token is checked frees its slot', async () => {
  await using stack = await startStack({ env: { ...ROOM_FOR_ONE }, issuer: true });
  const mine = { authorization: await stack.issuer.bearer() };
  const held = Promise.withResolvers<ServerResponse>();
  stack.issuer.answer = held.resolve;
  using form = await openSlowForm(stack.url, mine, UNREAD_BYTES);
  const response = await held.promise;
  form.hangUp();
  await expect.poll(() => stack.logged()).toContain('"aborted":true');

  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ keys: [stack.issuer.key.publicJwk] }));

  await expect.poll(() => statusOf(stack.url, mine)).toBe(200);
});

test('without the setting, one caller may use all slots', async () => {
  await using stack = await startStack({ env: { ...PATIENT, MAX_REQUESTS_IN_FLIGHT: '3' } });
  using _first = await openSlowForm(stack.url, {});
  using _second = await openSlowForm(stack.url, {});
  await expect.poll(() => stack.control.count('uploadDocuments')).toBe(2);

  expect(await statusOf(stack.url, {})).toBe(200);
});

test('a caller is remembered only while it has running requests', () => {
  const counts = new Map<string, number>();
  const inFlight = createKeyCounter(counts);

  for (const key of ['a', 'a', 'b']) inFlight.add(key);
  expect([inFlight.get('a'), inFlight.get('b'), inFlight.get('c')]).toEqual([2, 1, 0]);
  for (const ended of ['a', 'b']) inFlight.remove(ended);
  expect([...counts]).toEqual([['a', 1]]);
  inFlight.remove('a');
  expect(counts.size).toBe(0);
});
