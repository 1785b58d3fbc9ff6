import { expect, test } from 'vitest';
import { graphqlRequest } from '../support/graphql-request.ts';
import { content, encodeForm, openForm, uploadForm } from '../support/multipart.ts';
import type { Issuer } from '../support/start-issuer.ts';
import { startStack } from '../support/start-stack.ts';

const LIMIT = { RATE_LIMIT_PER_MINUTE: '2', TRUST_PROXY: '1' };
const ALICE = '192.0.2.1';
const BOB = '192.0.2.2';

async function startCallers(url: string, issuer: Issuer) {
  const tokens = { 'app-1': '', 'app-2': '', refused: await issuer.bearer({ expiresIn: -60 }) };
  for (const sub of ['app-1', 'app-2'] as const) tokens[sub] = await issuer.bearer({ claims: { sub } });
  return (address: string, caller?: keyof typeof tokens) =>
    graphqlRequest(url, '{ countries { code } }', undefined, {
      'x-forwarded-for': address,
      ...(caller && { authorization: tokens[caller] }),
    });
}

test('each subject has its own rate limit, even if subjects share an address', async () => {
  await using stack = await startStack({ env: { ...LIMIT }, issuer: true });
  const ask = await startCallers(stack.url, stack.issuer);
  const statuses: number[] = [];

  for (const caller of ['app-1', 'app-2', 'app-1', 'app-2', 'app-1', 'app-2'] as const)
    statuses.push((await ask(ALICE, caller)).status);

  expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
});

test('a subject has one rate limit for all its addresses and tokens', async () => {
  await using stack = await startStack({ env: { ...LIMIT }, issuer: true });
  const ask = await startCallers(stack.url, stack.issuer);
  const askAnew = await startCallers(stack.url, stack.issuer);

  expect((await ask(ALICE, 'app-1')).errors).toBeUndefined();
  expect((await askAnew(BOB, 'app-1')).errors).toBeUndefined();
  const refused = await ask('192.0.2.3', 'app-1');

  expect(refused.status).toBe(429);
  expect(refused.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryable: true } }]);
  expect(refused.headers.get('retry-after')).toBe(String(refused.errors?.[0]?.extensions.retryAfterSeconds));
  expect(refused.text).not.toContain('app-1');
});

test('unauthenticated requests count against their address, not against the callers at this address', async () => {
  await using stack = await startStack({ env: { ...LIMIT }, issuer: true });
  const ask = await startCallers(stack.url, stack.issuer);

  const flood = [
    await ask(ALICE),
    await ask(ALICE, 'refused'),
    await ask(ALICE, 'refused'),
    await ask(ALICE),
  ];

  expect(flood.map(({ status }) => status)).toEqual([401, 401, 429, 429]);
  expect(flood[3]?.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryable: true } }]);
  expect(flood[3]?.headers.get('retry-after')).toMatch(/^\d+$/);
  expect((await ask(BOB)).status).toBe(401);
  expect((await ask(ALICE, 'app-1')).errors).toBeUndefined();
});

test("an outage of the issuer does not count against the client's address", async () => {
  await using stack = await startStack({ env: { ...LIMIT }, issuer: true });
  await stack.issuer.close();
  const ask = await startCallers(stack.url, stack.issuer);
  const statuses: number[] = [];

  for (let asked = 0; asked < 4; asked += 1) statuses.push((await ask(ALICE, 'app-1')).status);

  expect(statuses).toEqual([503, 503, 503, 503]);
});

test('a rate-limited client can send its files to the end and sees the error, and no file reaches Fin.com', async () => {
  await using stack = await startStack({ env: { ...LIMIT, RATE_LIMIT_PER_MINUTE: '1' }, issuer: true });
  const ask = await startCallers(stack.url, stack.issuer);
  await ask(ALICE);
  const bytes = encodeForm(uploadForm(content('pdf', 9_000_000), content('pdf', 9_000_000, 'other')));
  const form = openForm(stack.url, { 'x-forwarded-for': ALICE });

  await form.send(bytes.subarray(0, 1_000));
  const { status } = await form.answer;
  await form.send(bytes.subarray(1_000));
  form.end();

  expect(status).toBe(429);
  await form.closed;
  expect(stack.control.requests).toEqual([]);
});
