import { describe, expect, test } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { type Stack, startStack } from '../support/start-stack.ts';
import { LIVE_CLIENTS, listen } from './live-listeners.ts';

const CLAIM = { AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' };
const FOREIGN_ID = '00000000-0000-4000-8000-000000000000';

const withStatus = (status: string) => ({ individualCustomerChanged: { id: CUSTOMER_ID, status } });

/** Returns tokens that give access to the example customer. */
function tokensOf({ issuer }: Stack): () => Promise<string> {
  const claims = { customer_ids: [CUSTOMER_ID] };
  return async () => (await issuer.bearer({ claims })).replace('Bearer ', '');
}

describe.each(Object.entries(LIVE_CLIENTS))('%s', (_, connect) => {
  test('receives the current state and two changes', async () => {
    await using stack = await startStack({ issuer: true, webhooks: true });
    using customer = listen(connect(stack.url, tokensOf(stack)), CUSTOMER_ID);

    expect(await customer.next()).toMatchObject(withStatus('INCOMPLETE'));
    stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'QUEUED' });
    expect(await customer.next()).toMatchObject(withStatus('QUEUED'));
    stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
    expect(await customer.next()).toMatchObject(withStatus('APPROVED'));
  });

  test("sees the code if it may not listen to another caller's customer", async () => {
    await using stack = await startStack({ issuer: true, env: CLAIM });
    using customer = listen(connect(stack.url, tokensOf(stack)), FOREIGN_ID);

    expect(await customer.next()).toMatchObject({ code: 'FORBIDDEN', retryable: false });
    expect(stack.control.count('getCustomer')).toBe(0);
  });

  test('sees the fields to correct', async () => {
    await using stack = await startStack({ issuer: true });
    using customer = listen(connect(stack.url, tokensOf(stack)), 'nobody');

    expect(await customer.next()).toMatchObject({ code: 'BAD_USER_INPUT', fieldErrors: [{ path: ['id'] }] });
  });
});
