import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../support/subscribe.ts';

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

test('a subscriber gets the current state at once, then the state after an attach through the gateway', async () => {
  await using stack = await startStack();
  await using subscription = await subscribe(stack.url, CUSTOMER_CHANGED, { id: CUSTOMER_ID });
  expect((await subscription.next()).data).toMatchObject({
    individualCustomerChanged: { id: CUSTOMER_ID, status: 'INCOMPLETE' },
  });

  expect((await stack.attach()).errors).toBeUndefined();
  expect((await subscription.next()).data).toMatchObject({
    individualCustomerChanged: { id: CUSTOMER_ID, status: 'QUEUED' },
  });
});

test('a subscription to a customer that does not exist fails with NOT_FOUND', async () => {
  await using stack = await startStack();
  await using subscription = await subscribe(stack.url, CUSTOMER_CHANGED, { id: UNKNOWN_ID });

  const { data, errors } = await subscription.next();
  expect(data ?? null).toBeNull();
  expect(errors).toMatchObject([{ path: ['individualCustomerChanged'], extensions: { code: 'NOT_FOUND' } }]);
});

test('a malformed id is reported as a field error, and nothing is read', async () => {
  await using stack = await startStack();
  await using subscription = await subscribe(stack.url, CUSTOMER_CHANGED, { id: 'nobody' });

  const { errors } = await subscription.next();
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fieldErrors: [{ path: ['id'] }] });
  expect(stack.control.count('getCustomer')).toBe(0);
});
