import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT, inputWithNumber } from '../support/graphql-request.ts';
import { attachOnce, attachOutcome, outcomeRequest, replayedFields } from '../support/idempotent-request.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { startIssuer } from '../support/start-issuer.ts';

const KEY = 'a key that two callers use';
const OWN = EXAMPLE_INPUT.customerId;

test('a key is its caller’s: another one attaches under it, with the same input or another, and is told nothing', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const as = async (sub: string) => ({ authorization: await issuer.bearer({ claims: { sub } }) });
  const [first, second, third] = [await as('app-1'), await as('app-2'), await as('app-3')];

  const attached = await attachOnce(gateway.url, KEY, {}, first);
  expect(await attachOutcome(gateway.url, KEY, second)).toEqual({ state: 'NOT_FOUND', customer: null });
  const same = await attachOnce(gateway.url, KEY, {}, second);
  const other = await attachOnce(gateway.url, KEY, inputWithNumber('B7654321'), third);

  for (const answer of [attached, same, other]) {
    expect(answer.errors).toBeUndefined();
    expect(replayedFields(answer)).toEqual([]);
  }
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(3);
  // With a new token, the caller is still the same.
  const again = await attachOnce(gateway.url, KEY, {}, await as('app-1'));
  expect(replayedFields(again)).toEqual(['attachIndividualDocuments']);
  expect((await attachOutcome(gateway.url, KEY, await as('app-1'))).state).toBe('SUCCEEDED');
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(3);
});

test('an attach under way is nothing that another caller waits for', async () => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const as = async (sub: string) => ({ authorization: await issuer.bearer({ claims: { sub } }) });
  sandbox.control.faults.script('attachIndividualDocuments', { hang: true });
  const hanging = attachOnce(gateway.url, KEY, {}, await as('app-1'));
  await sandbox.control.waitForRequest('attachIndividualDocuments');

  const other = await attachOnce(gateway.url, KEY, {}, await as('app-2'));

  expect(other.errors).toBeUndefined();
  expect(await attachOutcome(gateway.url, KEY, await as('app-1'))).toEqual({
    state: 'IN_FLIGHT',
    customer: { id: OWN, status: 'QUEUED' },
  });
  expect((await hanging).errors?.[0]?.extensions.outcome).toBe('UNKNOWN');
});

test.each([
  ['succeeded', undefined],
  ['was refused', { status: 422, body: { message: 'No' } }],
  ['has an unknown outcome', { reset: 'before-headers' }],
] as const)(
  'a caller that may no longer act for the customer is not told of an attach that %s',
  async (_what, fault) => {
    await using sandbox = await startSandbox();
    await using issuer = await startIssuer();
    const claim = { AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' };
    await using gateway = await startTestGateway(sandbox, { ...issuer.env, ...claim });
    const actingFor = async (...ids: string[]) => ({
      authorization: await issuer.bearer({ claims: { customer_ids: ids } }),
    });
    if (fault) sandbox.control.faults.script('attachIndividualDocuments', fault);
    await attachOnce(gateway.url, KEY, {}, await actingFor(OWN));
    const sent = sandbox.control.requests.length;

    const answer = await outcomeRequest(gateway.url, KEY, await actingFor(randomUUID()));

    expect(answer.data).toEqual({ attachOutcome: null });
    expect(answer.errors).toMatchObject([
      {
        message: 'The access token does not give access to this customer.',
        extensions: { code: 'FORBIDDEN', retryable: false },
      },
    ]);
    expect(answer.text).not.toContain(OWN);
    const replay = await attachOnce(gateway.url, KEY, {}, await actingFor(randomUUID()));
    expect(replay.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(sandbox.control.requests).toHaveLength(sent);
    expect((await attachOutcome(gateway.url, KEY, await actingFor(OWN))).customer?.id).toBe(OWN);
  },
);
