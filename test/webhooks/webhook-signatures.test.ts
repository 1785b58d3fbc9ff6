import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../support/start-stack.ts';
import { postWebhook, resultsIn, SECRET, signed, webhookEvent } from './signed-webhook.ts';

const OLD_SECRET = 'whsec-9d1f7a0cb3e84526';
let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ env: { FIN_WEBHOOK_SECRET: ` ${SECRET} ,, ${OLD_SECRET},` } });
});
afterAll(() => stack[Symbol.asyncDispose]());

const post = (webhook: ReturnType<typeof signed>) => postWebhook(stack.gateway.origin, webhook);
const withHeaders = (headers: Readonly<Record<string, string | undefined>>) => {
  const webhook = signed();
  const all = { ...webhook.headers, ...headers };
  const set = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return { ...webhook, headers: Object.fromEntries(set) };
};
const signatureOf = (webhook: ReturnType<typeof signed>) => String(webhook.headers['x-fin-signature']);

test.each(['sha256', 'sha384', 'sha512'])(
  'a webhook that was signed with %s is accepted',
  async (algorithm) => {
    expect((await post(signed(webhookEvent(), { algorithm }))).status).toBe(200);
  },
);

test('without a header for the algorithm, the signature counts as sha256', async () => {
  expect((await post(withHeaders({ 'x-fin-signature-algorithm': undefined }))).status).toBe(200);

  const other = signed(webhookEvent(), { algorithm: 'sha512' });
  const { 'x-fin-signature-algorithm': _algorithm, ...headers } = other.headers;
  expect((await post({ ...other, headers })).status).toBe(401);
});

test('the signature may be in capital letters', async () => {
  const webhook = signed();
  const headers = { ...webhook.headers, 'x-fin-signature': signatureOf(webhook).toUpperCase() };
  expect((await post({ ...webhook, headers })).status).toBe(200);
});

test('during a rotation, webhooks that were signed with either secret are accepted', async () => {
  expect((await post(signed(webhookEvent(), { secret: SECRET }))).status).toBe(200);
  expect((await post(signed(webhookEvent(), { secret: OLD_SECRET }))).status).toBe(200);
});

test.each([
  ['the empty text, which is between two commas', ''],
  ['the whole list', ` ${SECRET} ,, ${OLD_SECRET},`],
  ['the secret with the blank around it', ` ${SECRET} `],
  ['a secret that was retired', 'whsec-0000aaaa1111bbbb'],
])('%s is no secret', async (_what, secret) => {
  expect((await post(signed(webhookEvent(), { secret }))).status).toBe(401);
});

test.each<[string, () => ReturnType<typeof signed>]>([
  ['no signature', () => withHeaders({ 'x-fin-signature': undefined })],
  ['an empty signature', () => withHeaders({ 'x-fin-signature': '' })],
  ['half of the signature', () => withHeaders({ 'x-fin-signature': signatureOf(signed()).slice(0, 32) })],
  ['an odd number of digits', () => withHeaders({ 'x-fin-signature': signatureOf(signed()).slice(1) })],
  ['a longer signature', () => withHeaders({ 'x-fin-signature': `${signatureOf(signed())}00` })],
  ['a signature that is not hex', () => withHeaders({ 'x-fin-signature': 'z'.repeat(64) })],
  ['the signature of another body', () => withHeaders({ 'x-fin-signature': signatureOf(signed()) })],
  [
    'a prefix that is not documented',
    () => {
      const webhook = signed();
      const headers = { ...webhook.headers, 'x-fin-signature': `sha256=${signatureOf(webhook)}` };
      return { ...webhook, headers };
    },
  ],
  ['md5', () => signed(webhookEvent(), { algorithm: 'md5' })],
  ['sha1', () => signed(webhookEvent(), { algorithm: 'sha1' })],
  ['sha512-256', () => signed(webhookEvent(), { algorithm: 'sha512-256' })],
  ['an algorithm that does not exist', () => withHeaders({ 'x-fin-signature-algorithm': 'none' })],
  ['an algorithm named after a method', () => withHeaders({ 'x-fin-signature-algorithm': 'constructor' })],
  ['an empty algorithm', () => withHeaders({ 'x-fin-signature-algorithm': '' })],
  ['another algorithm than the signature has', () => withHeaders({ 'x-fin-signature-algorithm': 'sha384' })],
])('a webhook with %s gets a 401 that does not say why', async (_what, create) => {
  const { status, text } = await post(create());

  expect(status).toBe(401);
  expect(JSON.parse(text)).toEqual({
    errors: [
      {
        message: 'The webhook was rejected.',
        extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String), retryable: false },
      },
    ],
  });
});

test('a body that differs by one byte gets a 401, wherever the byte is', async () => {
  const { body, headers } = signed();
  const handedOn = resultsIn(stack.logged()).filter((result) => result === 'handed_on').length;

  for (const index of [0, Math.floor(body.length / 2), body.length - 1]) {
    const changed = Buffer.from(body);
    changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
    expect((await post({ body: changed, headers })).status).toBe(401);
  }
  for (const changed of [Buffer.concat([body, Buffer.from('\n')]), body.subarray(0, -1), Buffer.alloc(0)]) {
    expect((await post({ body: changed, headers })).status).toBe(401);
  }
  expect(resultsIn(stack.logged()).filter((result) => result === 'handed_on')).toHaveLength(handedOn);
  expect((await post({ body, headers })).status).toBe(200);
});

test('the signature covers the bytes as they were sent, not the JSON that they mean', async () => {
  const spaced = Buffer.from(JSON.stringify(webhookEvent(), null, 2));
  const webhook = signed(spaced);

  expect((await post(webhook)).status).toBe(200);
  const compact = Buffer.from(JSON.stringify(JSON.parse(spaced.toString())));
  expect((await post({ ...webhook, body: compact })).status).toBe(401);
});
