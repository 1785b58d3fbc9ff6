import { expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/create-sandbox.ts';
import { type GraphQLAnswer, graphqlRequest } from '../support/graphql-request.ts';
import { content, encodeForm, type OpenForm, openForm, uploadForm } from '../support/multipart.ts';
import { scrape } from '../support/scrape.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { startIssuer } from '../support/start-issuer.ts';

type Headers = Readonly<Record<string, string>>;

const FORM = encodeForm(uploadForm(content('pdf', 200_000)));
const ALICE = { 'x-forwarded-for': '192.0.2.1' };
const BOB = { 'x-forwarded-for': '192.0.2.2' };
/** No form of these tests is to be ended by the gateway. */
const PATIENT = { FIN_TIMEOUT_MS: '60000' };

/** A form that says no more after its beginning. Those that begin one after the other are at work in that order. */
async function openSlowForm(url: string, headers: Headers): Promise<OpenForm & Disposable> {
  const form = openForm(url, headers);
  await form.send(FORM.subarray(0, 150_000));
  return { ...form, [Symbol.dispose]: form.hangUp };
}

function ask(url: string, headers: Headers): Promise<GraphQLAnswer> {
  return graphqlRequest(url, '{ __typename }', undefined, headers);
}

const statusOf = async (url: string, headers: Headers) => (await ask(url, headers)).status;

test('a caller whose slow forms take all its room is refused until one of them ends, and others are served', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, {
    ...issuer.env,
    ...PATIENT,
    METRICS_PORT: '0',
    MAX_REQUESTS_IN_FLIGHT_PER_CALLER: '2',
  });
  const one = { authorization: await issuer.bearer({ claims: { sub: 'app-1' } }) };
  const other = { authorization: await issuer.bearer({ claims: { sub: 'app-2' } }) };
  using first = await openSlowForm(gateway.url, one);
  await expect.poll(() => sandbox.control.count('uploadDocuments')).toBe(1);
  // Whoever is answered gives its place back once, not once for the answer and once for the connection.
  expect([await statusOf(gateway.url, one), await statusOf(gateway.url, one)]).toEqual([200, 200]);
  using _second = await openSlowForm(gateway.url, one);
  await expect.poll(() => sandbox.control.count('uploadDocuments')).toBe(2);

  const refused = await ask(gateway.url, one);

  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(refused.errors).toMatchObject([
    {
      message: expect.stringContaining('which is 2'),
      extensions: { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 1 },
    },
  ]);
  expect(refused.text).not.toContain('app-1');
  expect(await statusOf(gateway.url, other)).toBe(200);
  expect(await scrape(gateway)).toContain(
    'fin_gateway_limits_hit_total{limit="requests_in_flight_per_caller"} 1',
  );

  first.hangUp();
  await expect.poll(() => statusOf(gateway.url, one)).toBe(200);
});

test('a form that comes to its end gives its place back', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox, {
    ...PATIENT,
    MAX_REQUESTS_IN_FLIGHT_PER_CALLER: '1',
  });
  using form = await openSlowForm(gateway.url, {});
  await expect.poll(() => statusOf(gateway.url, {})).toBe(429);

  await form.send(FORM.subarray(150_000));
  form.end();
  const { errors } = await form.answer;

  expect(errors).toBeUndefined();
  expect(await statusOf(gateway.url, {})).toBe(200);
});

test('where callers are not checked, each address has its room', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox, {
    ...PATIENT,
    TRUST_PROXY: '1',
    MAX_REQUESTS_IN_FLIGHT_PER_CALLER: '1',
  });
  using _form = await openSlowForm(gateway.url, ALICE);

  await expect.poll(() => statusOf(gateway.url, ALICE)).toBe(429);
  expect(await statusOf(gateway.url, BOB)).toBe(200);
});

test('one who is let in by nobody takes no room of those who are', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, {
    ...issuer.env,
    ...PATIENT,
    MAX_REQUESTS_IN_FLIGHT_PER_CALLER: '1',
  });
  using form = await openSlowForm(gateway.url, { authorization: await issuer.bearer({ expiresIn: -60 }) });
  expect((await form.answer).status).toBe(401);

  expect(await statusOf(gateway.url, { authorization: await issuer.bearer() })).toBe(200);
});

test('without the setting one caller may have all there is', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox, { ...PATIENT, MAX_REQUESTS_IN_FLIGHT: '3' });
  using _first = await openSlowForm(gateway.url, {});
  using _second = await openSlowForm(gateway.url, {});
  await expect.poll(() => sandbox.control.count('uploadDocuments')).toBe(2);

  expect(await statusOf(gateway.url, {})).toBe(200);
});
