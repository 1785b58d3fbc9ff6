import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod/mini';
import type { Sandbox } from '../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID, EXAMPLE_INPUT, NEW_CUSTOMER } from '../support/example-data.ts';
import { attachOnce } from '../support/idempotent-request.ts';
import { content, filePart, sendForm, uploadFields } from '../support/multipart.ts';
import { type Stack, startStack } from '../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../support/subscribe.ts';

const CREATE =
  'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { id } } }';
const ANSWER =
  'mutation ($input: AnswerInformationRequestInput!) { answerInformationRequest(input: $input) { customer { id } } }';

/** Every key that was ever written, and the remaining lifetimes and values of those that were left. */
let written: ReadonlySet<string>;
let lifetimesMs: readonly number[];
let values: string;
let patterns: readonly RegExp[];
/** All tokens of the sandbox begin with it. */
let tokenHeader: string;

/** All four writes, each under a key, one that is rejected, a webhook, and a subscription on another replica. */
async function useEverything(stack: Stack): Promise<void> {
  const { control, url } = stack;
  await using changes = await subscribe(stack.gateways[1]?.url ?? '', CUSTOMER_CHANGED, { id: CUSTOMER_ID });
  await changes.next();
  const key = (name: string) => ({ idempotencyKey: `key of ${name}` });
  const created = await stack.request(CREATE, { input: { ...NEW_CUSTOMER, ...key('a create') } });
  const attached = await attachOnce(url, 'key of an attach');
  const refused = await attachOnce(url, 'key of a refused attach', {
    proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, number: 'SANDBOX-422' },
  });
  const file = filePart('0', content('pdf', 20_000));
  const uploaded = await sendForm(url, [...uploadFields(1), file], { 'idempotency-key': 'key of an upload' });
  control.setCustomer(CUSTOMER_ID, { customer_status: 'REINITIATE' });
  const { files } = EXAMPLE_INPUT.proofOfIdentity;
  const proofOfIdentity = { expiryDate: '2035-01-15', files };
  const answer = { customerId: CUSTOMER_ID, proofOfIdentity, ...key('an answer') };
  const answered = await stack.request(ANSWER, { input: answer });
  expect([created, attached, uploaded, answered].flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(refused.errors?.[0]?.extensions.code).toBe('FIN_VALIDATION_FAILED');
  await vi.waitFor(
    () => expect(control.webhooks.sent.filter(({ status }) => status === 200).length).toBeGreaterThan(0),
    { timeout: 30_000 },
  );
}

async function readTokenHeader({ url, clientId, clientSecret }: Sandbox): Promise<string> {
  const response = await fetch(`${url}/v1/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: clientId, client_secret: clientSecret }),
  });
  return /"(eyJ[\w-]+)\./.exec(await response.text())?.[1] ?? '';
}

async function readValue({ redis }: Stack, key: string): Promise<string> {
  const isHash = (await redis.command('TYPE', key)) === 'hash';
  return JSON.stringify(await redis.command(...(isHash ? ['HGETALL', key] : ['GET', key])));
}

beforeAll(async () => {
  const page = await readFile('docs/data-protection.md', 'utf8');
  const [table = ''] = /^### Redis$.*?(?=^###)/ms.exec(page) ?? [];
  const rows = [...table.matchAll(/^\| (`.+?`) \|/gm)].flatMap(([, names = '']) => names.split(', '));
  patterns = rows.map((name) => new RegExp(`^${name.replaceAll('`', '').replaceAll('…', '[^:]+')}$`));
  await using stack = await startStack({ redis: true, webhooks: true, replicas: 2 });
  await useEverything(stack);
  tokenHeader = await readTokenHeader(stack.sandbox);
  const { redis } = stack;
  const keys = z.array(z.string()).parse(await redis.command('KEYS', '*'));
  lifetimesMs = await Promise.all(keys.map(async (key) => Number(await redis.command('PTTL', key))));
  values = (await Promise.all(keys.map((key) => readValue(stack, key)))).join('\n');
  const commands = await redis.everWritten();
  const names = Array.from(
    commands.matchAll(/\r\n(\{?fin-gateway\}?:[^\r\n]+)\r\n/g),
    ([, name = '']) => name,
  );
  // Without the prefix.
  written = new Set([...names, ...keys].map((name) => name.slice(name.indexOf(':') + 1)));
}, 60_000);

test('every key in Redis expires', () => {
  expect(lifetimesMs.length).toBeGreaterThan(8);
  // Some have expired since they were listed.
  expect(lifetimesMs.filter((ms) => ms === -1)).toEqual([]);
});

test('docs/data-protection.md lists every key in Redis', () => {
  expect([...written].filter((name) => !patterns.some((pattern) => pattern.test(name)))).toEqual([]);
  // All but the one that follows a loss.
  const unused = patterns.filter((pattern) => ![...written].some((name) => pattern.test(name)));
  expect(unused.map(String)).toEqual(['/^idempotency-state:lost$/']);
});

test('no value in Redis has anything of a customer that can be read', () => {
  const { proofOfIdentity, proofOfAddress, tosPoliciesValue } = EXAMPLE_INPUT;
  const uris = [...proofOfIdentity.files, ...proofOfAddress.files].map(({ uri }) => uri);
  const markers = [CUSTOMER_ID, tosPoliciesValue, proofOfIdentity.number, ...uris, 'key of', tokenHeader];

  // A sealed value may by chance contain a shorter text.
  expect(tokenHeader).toMatch(/^eyJ.{20}/);
  expect(values.length).toBeGreaterThan(1_000);
  expect(markers.filter((marker) => values.includes(marker))).toEqual([]);
});
