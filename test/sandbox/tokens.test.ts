import { expect, it } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { exampleAttach, issue, post, refresh, tokensOf } from './sandbox-client.ts';

const ATTACH = '/v1/customers/individual/attach';
const AUTHENTICATION_FAILED = { message: 'Authentication failed' };

it('good credentials get a pair of tokens, wrapped in data, with the moment at which each ends', async () => {
  await using sandbox = await startSandbox({
    accessTokenLifetimeMs: 3_600_000,
    refreshTokenLifetimeMs: 7_200_000,
  });
  const body = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' };
  const { status, json } = await post(sandbox, '/v1/oauth/token', { body });
  expect(status).toBe(200);
  expect(json).toEqual({
    data: {
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      access_token_ttl: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00$/),
      refresh_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      refresh_token_ttl: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00$/),
      current_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00$/),
    },
  });
  const tokens = await issue(sandbox);
  expect(momentOf(tokens.access_token_ttl) - momentOf(tokens.current_time)).toBe(3_600_000);
  expect(momentOf(tokens.refresh_token_ttl) - momentOf(tokens.current_time)).toBe(7_200_000);
});

it('the bare envelope has the five fields at the top', async () => {
  await using sandbox = await startSandbox({ tokenEnvelope: 'bare' });
  const body = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' };
  const { json } = await post(sandbox, '/v1/oauth/token', { body });
  expect(json).toHaveProperty('access_token');
  expect(json).not.toHaveProperty('data');
});

it('a server whose clock is an hour ahead says so in all three times', async () => {
  await using sandbox = await startSandbox({ clockOffsetMs: 3_600_000, accessTokenLifetimeMs: 60_000 });
  const { current_time, access_token_ttl, access_token } = await issue(sandbox);
  expect(Math.abs(momentOf(current_time) - Date.now() - 3_600_000)).toBeLessThan(60_000);
  expect(momentOf(access_token_ttl) - momentOf(current_time)).toBe(60_000);
  expect((await post(sandbox, ATTACH, { body: exampleAttach(), token: access_token })).status).toBe(200);
});

it.each([
  ['a wrong secret', { client_id: 'sandbox-client', client_secret: 'wrong' }],
  ['a wrong client', { client_id: 'someone', client_secret: 'sandbox-secret' }],
])('%s is a 401', async (_, body) => {
  await using sandbox = await startSandbox();
  const { status, json } = await post(sandbox, '/v1/oauth/token', { body });
  expect([status, json]).toEqual([401, AUTHENTICATION_FAILED]);
});

it('missing credentials are a 422 that names each field', async () => {
  await using sandbox = await startSandbox();
  const { status, json } = await post(sandbox, '/v1/oauth/token', { body: { client_id: 5 } });
  expect(status).toBe(422);
  expect(json).toEqual({
    message: 'Validation failed',
    errors: [{ client_id: 'must be a string' }, { client_secret: 'is required' }],
  });
});

it('a refresh token works once, and the access token from before still works', async () => {
  await using sandbox = await startSandbox();
  const first = await issue(sandbox);
  const second = tokensOf(await refresh(sandbox, first.refresh_token));
  expect(second.access_token).not.toBe(first.access_token);
  expect((await refresh(sandbox, first.refresh_token)).status).toBe(401);
  for (const { access_token: token } of [first, second]) {
    expect((await post(sandbox, ATTACH, { body: exampleAttach(), token })).status).toBe(200);
  }
  expect((await refresh(sandbox, second.refresh_token)).status).toBe(200);
});

it('tokens that are over are refused', async () => {
  await using sandbox = await startSandbox({ accessTokenLifetimeMs: 0, refreshTokenLifetimeMs: 0 });
  const { access_token: token, refresh_token: refreshToken } = await issue(sandbox);
  const { status, json } = await post(sandbox, ATTACH, { body: exampleAttach(), token });
  expect([status, json]).toEqual([401, AUTHENTICATION_FAILED]);
  expect((await refresh(sandbox, refreshToken)).json).toEqual(AUTHENTICATION_FAILED);
});

it('revoked tokens are refused, one kind at a time', async () => {
  await using sandbox = await startSandbox();
  const { access_token: token, refresh_token: refreshToken } = await issue(sandbox);
  sandbox.control.revokeAccessTokens();
  expect((await post(sandbox, ATTACH, { body: exampleAttach(), token })).status).toBe(401);
  const renewed = tokensOf(await refresh(sandbox, refreshToken));
  sandbox.control.revokeRefreshTokens();
  expect((await refresh(sandbox, renewed.refresh_token)).status).toBe(401);
  expect((await post(sandbox, ATTACH, { body: exampleAttach(), token: renewed.access_token })).status).toBe(
    200,
  );
});

it.each([undefined, 'unknown.to.us', ''])(
  'an attach with the bearer %j is a 401 and attaches nothing',
  async (token) => {
    await using sandbox = await startSandbox();
    const { status, json } = await post(sandbox, ATTACH, { body: exampleAttach(), token });
    expect([status, json]).toEqual([401, AUTHENTICATION_FAILED]);
    expect(sandbox.control.attachCount()).toBe(0);
  },
);

it('the record of a request shows neither secrets nor tokens, but tells equal tokens apart from others', async () => {
  await using sandbox = await startSandbox();
  const [one, other] = [await issue(sandbox), await issue(sandbox)];
  for (const token of [one.access_token, one.access_token, other.access_token]) {
    await post(sandbox, ATTACH, { body: exampleAttach(), token, headers: { 'x-request-id': 'r-1' } });
  }
  await refresh(sandbox, one.refresh_token);
  const text = JSON.stringify(sandbox.control.requests);
  for (const secret of ['sandbox-secret', one.access_token, one.refresh_token])
    expect(text).not.toContain(secret);
  const attaches = sandbox.control.requests.filter(({ operation }) => operation.startsWith('attach'));
  const [first, second, third] = attaches.map(({ headers }) => headers.tokenFingerprint);
  expect(first).toBe(second);
  expect(first).not.toBe(third);
  expect(attaches[0]?.headers).toMatchObject({ hasAuthorization: true, requestId: 'r-1' });
});

function momentOf(timestamp: string): number {
  return Date.parse(timestamp.replace(' ', 'T').replace(/\+00$/, 'Z'));
}
