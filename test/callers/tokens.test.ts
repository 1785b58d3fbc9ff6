import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GraphQLAnswer, graphqlRequest } from '../support/graphql-request.ts';
import { content, encodeForm, openForm, sendForm, uploadForm } from '../support/multipart.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { createKey, startIssuer } from '../support/start-issuer.ts';
import { type Stack, startStack } from '../support/start-stack.ts';

const OCCUPATIONS = '{ occupations { id } }';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ issuer: true });
});
afterAll(async () => {
  await stack[Symbol.asyncDispose]();
});

function ask(authorization?: string, query = OCCUPATIONS): Promise<GraphQLAnswer> {
  return graphqlRequest(stack.url, query, undefined, authorization === undefined ? {} : { authorization });
}

function expectRefused(answer: GraphQLAnswer): void {
  expect(answer.status).toBe(401);
  expect(answer.data).toBeUndefined();
  expect(answer.errors).toHaveLength(1);
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', retryable: false });
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer( error="invalid_token", .*)?$/);
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A token with every claim right, of which only the signature is another. */
async function forge(header: object, signer: (signed: string) => string | Promise<string>): Promise<string> {
  const [, payload = ''] = (await stack.issuer.bearer()).split('.');
  const signed = `${encode(header)}.${payload}`;
  return `Bearer ${signed}.${await signer(signed)}`;
}

async function signedWithThePublicKey(text: (publicKey: CryptoKey) => Promise<string>): Promise<string> {
  const publicKey = await importJWK({ ...stack.issuer.key.publicJwk, ext: true }, 'ES256');
  if (publicKey instanceof Uint8Array) throw new Error('no key');
  const secret = await text(publicKey);
  return forge({ alg: 'HS256', kid: 'key-1' }, (signed) =>
    createHmac('sha256', secret).update(signed).digest('base64url'),
  );
}

const BAD_TOKENS: readonly (readonly [string, () => Promise<string> | string, RegExp])[] = [
  ['is not there but for its scheme', () => 'Bearer ', /must have the form/],
  ['is garbage', () => 'Bearer garbage', /malformed/],
  ['is garbage in three parts', () => 'Bearer a.b.c', /malformed/],
  ['is of another scheme', () => 'Basic YTpi', /must have the form/],
  [
    'is of another issuer',
    () => stack.issuer.bearer({ claims: { iss: 'https://elsewhere.example' } }),
    /iss/,
  ],
  ['has no issuer', () => stack.issuer.bearer({ claims: { iss: undefined } }), /no iss/],
  [
    'is for another audience',
    () => stack.issuer.bearer({ claims: { aud: 'https://elsewhere.example' } }),
    /aud/,
  ],
  ['has no audience', () => stack.issuer.bearer({ claims: { aud: undefined } }), /no aud/],
  ['has expired', () => stack.issuer.bearer({ expiresIn: -60 }), /expired/],
  ['never expires', () => stack.issuer.bearer({ claims: { exp: undefined } }), /no exp/],
  [
    'is not valid yet',
    () => stack.issuer.bearer({ claims: { nbf: Date.now() / 1_000 + 60 } }),
    /not valid yet/,
  ],
  ['has no subject', () => stack.issuer.bearer({ claims: { sub: undefined } }), /no sub/],
  ['has an empty subject', () => stack.issuer.bearer({ claims: { sub: '' } }), /no subject/],
  ['has a subject that is no text', () => stack.issuer.bearer({ claims: { sub: 7 } }), /is invalid/],
  ['is signed by nobody (alg: none)', () => forge({ alg: 'none' }, () => ''), /malformed/],
  ['is signed by nobody (alg: NONE)', () => forge({ alg: 'NONE', kid: 'key-1' }, () => ''), /malformed/],
  [
    'is HS256 with the public key in PEM as the secret',
    () => signedWithThePublicKey(exportSPKI),
    /malformed/,
  ],
  [
    'is HS256 with the public key as a JWK as the secret',
    () => signedWithThePublicKey(async () => JSON.stringify(stack.issuer.key.publicJwk)),
    /malformed/,
  ],
  [
    'is signed with another key of the same id',
    async () => stack.issuer.bearer({ key: await createKey('key-1') }),
    /signature is invalid/,
  ],
  [
    'is signed with a key that nobody published',
    async () => stack.issuer.bearer({ key: await createKey('key-2') }),
    /not signed with a key of the issuer/,
  ],
  [
    'brings its own key',
    async () => {
      const { publicJwk } = await createKey('key-1');
      return forge({ alg: 'ES256', kid: 'key-1', jwk: publicJwk }, () => 'AAAA');
    },
    /malformed/,
  ],
  [
    'wants something critical that nobody knows',
    () => forge({ alg: 'ES256', kid: 'key-1', crit: ['x'], x: 1 }, () => 'AAAA'),
    /malformed/,
  ],
  [
    'was changed after it was signed',
    async () => {
      const [header, , signature] = (await stack.issuer.bearer()).split('.');
      const claims = { iss: stack.issuer.env['AUTH_ISSUER'], sub: 'other', exp: Date.now() };
      return `${header}.${encode(claims)}.${signature}`;
    },
    /signature is invalid/,
  ],
];

test.each(BAD_TOKENS)(
  'a token that %s is rejected with 401, and the next good one is accepted',
  async (_what, token, words) => {
    const authorization = await token();

    const answer = await ask(authorization);

    expectRefused(answer);
    expect(answer.errors?.[0]?.message).toMatch(words);
    const [, secret = ''] = /^\S+ (\S{16,})/.exec(authorization) ?? [];
    if (secret) expect(answer.text).not.toContain(secret);
    expect((await ask(await stack.issuer.bearer())).errors).toBeUndefined();
  },
);

test('the gateway never fetches a key from a URL in a token', async () => {
  await using elsewhere = await startIssuer();
  const { jwksUrl, key } = elsewhere;
  for (const header of [{ jku: jwksUrl }, { x5u: jwksUrl }, { jku: jwksUrl, kid: `../../${key.kid}` }]) {
    const sent = { alg: 'ES256', kid: jwksUrl, ...header };
    expectRefused(await ask(await forge(sent, () => 'AAAA')));
  }
  const claims = { iss: elsewhere.env['AUTH_ISSUER'] };
  expectRefused(await ask(await stack.issuer.bearer({ claims })));

  expect(elsewhere.fetchCount()).toBe(0);
  expect((await ask(await stack.issuer.bearer())).errors).toBeUndefined();
});

test('the error for a missing token says how to send one, for every operation', async () => {
  for (const query of [OCCUPATIONS, '{ __typename }', '{ nonsense', 'mutation { x }']) {
    const answer = await ask(undefined, query);
    expectRefused(answer);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.errors?.[0]?.message).toContain('Authorization: Bearer');
  }
  expect((await ask(await stack.issuer.bearer())).errors).toBeUndefined();
});

test('a query by GET needs a token too', async () => {
  const url = `${stack.url}?query=${encodeURIComponent(OCCUPATIONS)}`;
  const accept = 'application/graphql-response+json';

  const refused = await fetch(url, { headers: { accept } });
  const served = await fetch(url, { headers: { accept, authorization: await stack.issuer.bearer() } });

  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(served.status).toBe(200);
  await served.arrayBuffer();
});

test('clients that accept plain JSON see the same status and code', async () => {
  const response = await fetch(stack.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: OCCUPATIONS }),
  });

  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('clocks may differ by up to half a minute', async () => {
  const expired = await stack.issuer.bearer({ expiresIn: -20 });
  const early = await stack.issuer.bearer({ claims: { nbf: Math.floor(Date.now() / 1_000) + 20 } });

  expect((await ask(expired)).errors).toBeUndefined();
  expect((await ask(early)).errors).toBeUndefined();
});

test('one matching audience among several is enough', async () => {
  const aud = ['https://elsewhere.example', 'https://gateway.example.com'];
  expect((await ask(await stack.issuer.bearer({ claims: { aud } }))).errors).toBeUndefined();
});

test.each(['RS256', 'PS256', 'ES384', 'EdDSA'])('tokens signed with %s are accepted', async (algorithm) => {
  await using other = await startIssuer(algorithm);
  await using trusting = await startTestGateway(stack.sandbox, other.env);

  const authorization = await other.bearer();
  const answer = await graphqlRequest(trusting.url, OCCUPATIONS, undefined, { authorization });

  expect(answer.errors).toBeUndefined();
});

test('a form without a token is rejected before its files arrive, and the rest of its body is discarded', async () => {
  const before = stack.control.uploads.length;
  const bytes = encodeForm(uploadForm(content('pdf', 4_000_000)));
  const form = openForm(stack.url);

  await form.send(bytes.subarray(0, 1_000));
  const answer = await form.answer;
  await form.send(bytes.subarray(1_000));
  form.end();

  expectRefused(answer);
  expect(stack.control.uploads).toHaveLength(before);
});

test('a form with a token is accepted', async () => {
  const answer = await sendForm(stack.url, uploadForm(content('pdf', 20_000)), {
    authorization: await stack.issuer.bearer(),
  });

  expect(answer.errors).toBeUndefined();
});

test('health and readiness checks need no token', async () => {
  for (const path of ['/health', '/ready']) {
    const response = await fetch(`${stack.gateway.origin}${path}`);
    expect(response.status).toBe(200);
    await response.arrayBuffer();
  }
});

test('the GraphiQL page needs no token, but its operations do', async () => {
  const page = await fetch(stack.url, { headers: { accept: 'text/html' } });
  const html = await page.text();

  expect(page.status).toBe(200);
  expect(html).toContain('GraphiQL');
  expectRefused(await ask(undefined, '{ __schema { queryType { name } } }'));
});

test('a browser at an allowed origin can read the error for a missing token', async () => {
  const origin = 'https://app.example.com';
  await using open = await startTestGateway(stack.sandbox, { ...stack.issuer.env, CORS_ORIGINS: origin });

  const preflight = await fetch(open.url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  const answer = await graphqlRequest(open.url, OCCUPATIONS, undefined, { origin });

  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  expectRefused(answer);
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
});

test('the log contains no token and no part of one', async () => {
  await using quiet = await startTestGateway(stack.sandbox, stack.issuer.env);
  const good = await stack.issuer.bearer({ claims: { sub: 'canary-subject' } });
  const bad = await stack.issuer.bearer({ claims: { aud: 'canary-audience', sub: 'canary-subject' } });

  for (const authorization of [good, bad, 'Bearer canary-garbage', `${good}canary`]) {
    await graphqlRequest(quiet.url, OCCUPATIONS, undefined, { authorization });
  }

  await expect.poll(() => quiet.logged().match(/"event":"request"/g)).toHaveLength(4);
  for (const part of ['canary', ...good.split(/[ .]/).slice(1), ...bad.split(/[ .]/).slice(1)]) {
    expect(quiet.logged()).not.toContain(part);
  }
});
