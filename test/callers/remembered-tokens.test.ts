import { afterEach, expect, test, vi } from 'vitest';
import { type Authenticate, createAuthenticate } from '../../src/callers/access-token.ts';
import { createKeySet } from '../../src/callers/key-set.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { type Issuer, startIssuer } from '../support/start-issuer.ts';

afterEach(() => {
  vi.useRealTimers();
});

function authenticateBy({ env }: Issuer): Authenticate {
  const { callerChecks } = parseConfig(env);
  if (!callerChecks) throw new Error('no checks');
  const { jwksUrl: url } = callerChecks;
  return createAuthenticate(
    callerChecks,
    createKeySet({ url, log: createLogger('silent'), timeoutMs: 10_000 }),
  );
}

const tokensOf = (issuer: Issuer, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      issuer.bearer({ claims: { sub: `app-${index}` }, expiresIn: 3_600 }),
    ),
  );

test('a good token is checked again after a minute and not before', async () => {
  await using issuer = await startIssuer();
  const authenticate = authenticateBy(issuer);
  const [token] = await tokensOf(issuer, 1);
  vi.useFakeTimers({ toFake: ['Date'] });

  const first = await authenticate(token);
  vi.setSystemTime(Date.now() + 59_999);
  expect(await authenticate(token)).toBe(first);
  vi.setSystemTime(Date.now() + 1);
  const second = await authenticate(token);

  expect(second).toEqual(first);
  expect(second).not.toBe(first);
});

test('of 1,001 tokens, the one that was checked first is forgotten', async () => {
  await using issuer = await startIssuer();
  const authenticate = authenticateBy(issuer);
  const tokens = await tokensOf(issuer, 1_001);
  const [oldest, next, last] = [tokens[0], tokens[1], tokens[1_000]];
  const callers = new Map<string, unknown>();
  for (const token of tokens) callers.set(token, await authenticate(token));

  expect(await authenticate(last)).toBe(callers.get(String(last)));
  expect(await authenticate(next)).toBe(callers.get(String(next)));
  expect(await authenticate(oldest)).not.toBe(callers.get(String(oldest)));
});

test.each(['Bearer', 'bearer', 'BEARER', 'Bearer '])('the scheme may be written as %s', async (scheme) => {
  await using issuer = await startIssuer();
  const authenticate = authenticateBy(issuer);
  const token = (await issuer.bearer()).replace('Bearer', scheme);

  expect((await authenticate(token)).subject).toBe('app-1');
});
