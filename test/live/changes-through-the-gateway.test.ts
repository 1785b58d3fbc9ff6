import { expect, test } from 'vitest';
import { CUSTOMER_ID, EXAMPLE_INPUT } from '../support/example-data.ts';
import { attachOnce } from '../support/idempotent-request.ts';
import { type Stack, startStack } from '../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../support/subscribe.ts';

const ANSWER = `mutation ($input: AnswerInformationRequestInput!) {
  answerInformationRequest(input: $input) { customer { id } }
}`;

const watch = ({ url }: Stack) => subscribe(url, CUSTOMER_CHANGED, { id: CUSTOMER_ID });
const withStatus = (status: string) => ({ individualCustomerChanged: { id: CUSTOMER_ID, status } });

test('a subscriber learns of an attach through the gateway, in any notation of the id', async () => {
  await using stack = await startStack();
  await using subscription = await watch(stack);
  expect((await subscription.next()).data).toMatchObject(withStatus('INCOMPLETE'));

  await stack.attach({ ...EXAMPLE_INPUT, customerId: `{${CUSTOMER_ID.toUpperCase()}}` });

  expect((await subscription.next()).data).toMatchObject(withStatus('QUEUED'));
});

test('a subscriber learns of an answer through the gateway', async () => {
  await using stack = await startStack();
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'REINITIATE' });
  await using subscription = await watch(stack);
  expect((await subscription.next()).data).toMatchObject(withStatus('REINITIATE'));

  const { files } = EXAMPLE_INPUT.proofOfIdentity;
  const input = { customerId: CUSTOMER_ID, proofOfIdentity: { expiryDate: '2035-01-15', files } };
  expect((await stack.request(ANSWER, { input })).errors).toBeUndefined();

  expect((await subscription.next()).data).toMatchObject(withStatus('QUEUED'));
});

test('a subscriber learns of an attach whose response was lost', async () => {
  await using stack = await startStack();
  await using subscription = await watch(stack);
  await subscription.next();
  stack.control.faults.script('attachIndividualDocuments', {
    reset: 'before-headers',
    afterProcessing: true,
  });

  expect((await stack.attach()).errors?.[0]?.extensions.outcome).toBe('UNKNOWN');

  expect((await subscription.next()).data).toMatchObject(withStatus('QUEUED'));
});

test('an attach that Fin.com rejects, and one that is replayed, cause no read', async () => {
  await using stack = await startStack();
  await using subscription = await watch(stack);
  await subscription.next();

  stack.control.faults.script('attachIndividualDocuments', { status: 409 });
  expect((await stack.attach()).errors).toHaveLength(1);
  await attachOnce(stack.url, 'a-key');
  await subscription.next();
  await attachOnce(stack.url, 'a-key');
  stack.control.advanceClock(1_000);
  await stack.attach();
  await subscription.next();

  expect(stack.control.count('attachIndividualDocuments')).toBe(3);
  expect(stack.control.count('getCustomer')).toBe(3);
});
