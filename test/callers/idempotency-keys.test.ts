import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, inputWithNumber } from '../support/example-data.ts';
import { attachOnce, attachOutcome, outcomeRequest, replayedFields } from '../support/idempotent-request.ts';
import { startStack } from '../support/start-stack.ts';

const KEY = 'a key that two callers use';
const OWN = EXAMPLE_INPUT.customerId;

test('callers that use the same key do not share its record, with the same input or another', async () => {
  await using stack = await startStack({ issuer: true });
  const as = async (sub: string) => ({ authorization: await stack.issuer.bearer({ claims: { sub } }) });
  const [first, second, third] = [await as('app-1'), await as('app-2'), await as('app-3')];

  const attached = await attachOnce(stack.url, KEY, {}, first);
  expect(await attachOutcome(stack.url, KEY, second)).toEqual({ state: 'NOT_FOUND', customer: null });
  const same = await attachOnce(stack.url, KEY, {}, second);
  const other = await attachOnce(stack.url, KEY, inputWithNumber('B7654321'), third);

  for (const answer of [attached, same, other]) {
    expect(answer.errors).toBeUndefined();
    expect(replayedFields(answer)).toEqual([]);
  }
  expect(stack.control.count('attachIndividualDocuments')).toBe(3);
  // With a new token, the caller is still the same.
  const again = await attachOnce(stack.url, KEY, {}, await as('app-1'));
  expect(replayedFields(again)).toEqual(['attachIndividualDocuments']);
  expect((await attachOutcome(stack.url, KEY, await as('app-1'))).state).toBe('SUCCEEDED');
  expect(stack.control.count('attachIndividualDocuments')).toBe(3);
});

test("a caller does not wait for another caller's attach with the same key", async () => {
  await using stack = await startStack({ issuer: true });
  const as = async (sub: string) => ({ authorization: await stack.issuer.bearer({ claims: { sub } }) });
  stack.control.faults.script('attachIndividualDocuments', { hang: true });
  const hanging = attachOnce(stack.url, KEY, {}, await as('app-1'));
  await stack.control.waitForRequest('attachIndividualDocuments');

  const other = await attachOnce(stack.url, KEY, {}, await as('app-2'));

  expect(other.errors).toBeUndefined();
  expect(await attachOutcome(stack.url, KEY, await as('app-1'))).toEqual({
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
  'a caller that has lost access to the customer learns nothing about an attach that %s',
  async (_what, fault) => {
    const claim = { AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' };
    await using stack = await startStack({ env: { ...claim }, issuer: true });
    const actingFor = async (...ids: string[]) => ({
      authorization: await stack.issuer.bearer({ claims: { customer_ids: ids } }),
    });
    if (fault) stack.control.faults.script('attachIndividualDocuments', fault);
    await attachOnce(stack.url, KEY, {}, await actingFor(OWN));
    const sent = stack.control.requests.length;

    const answer = await outcomeRequest(stack.url, KEY, await actingFor(randomUUID()));

    expect(answer.data).toEqual({ attachOutcome: null });
    expect(answer.errors).toMatchObject([
      {
        message: 'The access token does not give access to this customer.',
        extensions: { code: 'FORBIDDEN', retryable: false },
      },
    ]);
    expect(answer.text).not.toContain(OWN);
    const replay = await attachOnce(stack.url, KEY, {}, await actingFor(randomUUID()));
    expect(replay.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(stack.control.requests).toHaveLength(sent);
    expect((await attachOutcome(stack.url, KEY, await actingFor(OWN))).customer?.id).toBe(OWN);
  },
);
