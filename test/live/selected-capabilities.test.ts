import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../support/subscribe.ts';

const WITH_CAPABILITIES = `subscription Changed($id: UUID!) {
  individualCustomerChanged(id: $id) { status capabilities { onRamp { currency status } } }
}`;

test('capabilities are read again for each emission that selects them, and never for others', async () => {
  await using stack = await startStack({ env: { FIN_CUSTOMER_API: 'v2', STATUS_POLL_SECONDS: '1' } });
  await using plain = await subscribe(stack.url, CUSTOMER_CHANGED, { id: CUSTOMER_ID });
  await plain.next();
  expect(stack.control.count('getCustomerCapabilities')).toBe(0);
  await using detailed = await subscribe(stack.url, WITH_CAPABILITIES, { id: CUSTOMER_ID });
  const before = await detailed.next();

  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  await plain.next();
  const after = await detailed.next();

  expect(stack.control.count('getCustomerCapabilities')).toBe(2);
  expect(before.data).toMatchObject({ individualCustomerChanged: { status: 'INCOMPLETE' } });
  expect(after.data).toMatchObject({
    individualCustomerChanged: {
      status: 'APPROVED',
      capabilities: { onRamp: expect.arrayContaining([expect.objectContaining({ status: true })]) },
    },
  });
  expect(before.text).not.toContain('"status":true');
});

test('an emission whose capabilities cannot be read has an error with a code, and the next one is complete', async () => {
  await using stack = await startStack({ env: { FIN_CUSTOMER_API: 'v2', STATUS_POLL_SECONDS: '1' } });
  stack.control.faults.script('getCustomerCapabilities', { status: 500, times: 1 });
  await using subscription = await subscribe(stack.url, WITH_CAPABILITIES, { id: CUSTOMER_ID });

  const { data, errors } = await subscription.next();
  expect(data).toEqual({ individualCustomerChanged: { status: 'INCOMPLETE', capabilities: null } });
  expect(errors).toMatchObject([
    {
      path: ['individualCustomerChanged', 'capabilities'],
      extensions: { code: 'UPSTREAM_UNAVAILABLE', requestId: expect.any(String) },
    },
  ]);

  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  expect((await subscription.next()).errors).toBeUndefined();
});
