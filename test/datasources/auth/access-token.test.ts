import { expect, test } from 'vitest';
import { startSandbox } from '../../../sandbox/create-sandbox.ts';
import { attach } from '../../support/graphql-request.ts';
import { startTestGateway } from '../../support/start-gateway.ts';
import { startStack } from '../../support/start-stack.ts';

const DAY_MS = 86_400_000;
/** For many calls at once, the last of which may wait for long on a busy machine. */
const PATIENT = { FIN_TIMEOUT_MS: '60000' };

async function attachManyTimes(url: string, count: number) {
  const answers = await Promise.all(Array.from({ length: count }, () => attach(url)));
  return answers.filter(({ errors }) => errors !== undefined);
}

/** Each of them needs a token and cannot get one that is accepted. */
async function attachInTurn(url: string, count: number): Promise<void> {
  for (let call = 0; call < count; call += 1) expect((await attach(url)).errors).toHaveLength(1);
}

/** Each attempt makes one or two. The back-off allows eleven attempts in a minute. Without it, fifty calls make fifty attempts. */
const MOST_TOKEN_CALLS = 25;

test('the first hundred concurrent requests fetch one token', async () => {
  await using stack = await startStack({ env: PATIENT });

  expect(await attachManyTimes(stack.url, 100)).toEqual([]);

  expect(stack.control.count('issueToken')).toBe(1);
  expect(stack.control.attached).toHaveLength(100);
});

test('if Fin.com rejects the token of fifty concurrent calls, it is renewed once and each call is repeated once', async () => {
  await using stack = await startStack({ env: PATIENT });
  await stack.attach();
  stack.control.revokeAccessTokens();
  // All fifty calls are on their way before the first is answered.
  stack.control.faults.script('attachIndividualDocuments', { delayMs: 4_000, times: 50 });

  expect(await attachManyTimes(stack.url, 50)).toEqual([]);

  expect(stack.control.count('issueToken') + stack.control.count('refreshToken')).toBe(2);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1 + 50 + 50);
  expect(stack.control.attached).toHaveLength(1 + 50);
});

test('a token that is revoked early is replaced unnoticed by the caller', async () => {
  await using stack = await startStack();
  await stack.attach();
  stack.control.revokeAccessTokens();

  expect(await attachManyTimes(stack.url, 1)).toEqual([]);
  expect(stack.control.attached).toHaveLength(2);
});

test.each([2 * DAY_MS, -2 * DAY_MS])(
  'a server clock that is off by %d ms causes no errors',
  async (clockOffsetMs) => {
    await using stack = await startStack({ sandbox: { clockOffsetMs } });

    expect(await attachManyTimes(stack.url, 5)).toEqual([]);

    expect(stack.control.count('issueToken')).toBe(1);
    expect(stack.control.count('refreshToken')).toBe(0);
  },
);

test.each(['wrapped', 'bare'] as const)(
  'the %s envelope of a token response is understood',
  async (tokenEnvelope) => {
    await using stack = await startStack({ sandbox: { tokenEnvelope } });

    expect(await attachManyTimes(stack.url, 1)).toEqual([]);
  },
);

test('short-lived tokens are renewed without a failed call', async () => {
  await using stack = await startStack({ sandbox: { accessTokenLifetimeMs: 2_000 } });

  let failures = 0;
  while (stack.control.count('refreshToken') < 2) failures += (await attachManyTimes(stack.url, 2)).length;

  expect(failures).toBe(0);
});

test('an outage of the token endpoint fails calls with a clear error and leaves no damage', async () => {
  await using stack = await startStack();
  stack.control.faults.script('issueToken', { status: 503, times: 'always' });

  const { errors } = await stack.attach();

  const { code, retryable, outcome, upstream } = errors?.[0]?.extensions ?? {};
  expect({ code, retryable, outcome }).toEqual({
    code: 'UPSTREAM_UNAVAILABLE',
    retryable: true,
    outcome: undefined,
  });
  expect(upstream).toEqual({ operation: 'issueToken', status: 503 });
  await attachInTurn(stack.url, 50);
  expect(stack.control.count('issueToken')).toBeLessThan(MOST_TOKEN_CALLS);

  stack.control.faults.clear();
  await expect.poll(async () => (await stack.attach()).errors, { interval: 50 }).toBeUndefined();
});

test('wrong credentials are logged, not retryable, and do not cause a flood of requests', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway({ ...sandbox, clientSecret: 'not-the-secret' });

  expect(await attachManyTimes(gateway.url, 50)).toHaveLength(50);
  const { errors } = await attach(gateway.url);

  const { code, retryable } = errors?.[0]?.extensions ?? {};
  expect({ code, retryable }).toEqual({ code: 'UPSTREAM_AUTHENTICATION_FAILED', retryable: false });
  expect(sandbox.control.count('issueToken')).toBeLessThan(10);
  expect(gateway.logged()).toContain('credentials-refused');
  expect(gateway.logged()).not.toContain('not-the-secret');
});

test('if a fresh token is rejected too, the call fails with one clear error', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', {
    status: 401,
    body: { message: 'Authentication failed' },
    times: 'always',
  });

  const { errors } = await stack.attach();

  expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_AUTHENTICATION_FAILED');
  expect(stack.control.count('attachIndividualDocuments')).toBe(2);
  expect(stack.control.count('issueToken')).toBe(2);
  await attachInTurn(stack.url, 50);
  expect(stack.control.count('issueToken')).toBeLessThan(MOST_TOKEN_CALLS);
});

test('readiness follows the token: 200 if there is one, 503 if not', async () => {
  await using stack = await startStack();
  await using stranger = await startTestGateway({ ...stack.sandbox, clientSecret: 'not-the-secret' });

  const [ready, unready, alive] = await Promise.all(
    [`${stack.gateway.origin}/ready`, `${stranger.origin}/ready`, `${stranger.origin}/health`].map((url) =>
      fetch(url),
    ),
  );

  expect([ready?.status, unready?.status, alive?.status]).toEqual([200, 503, 200]);
});
