import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../support/subscribe.ts';

const CLAIM = { AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' };

test.each([
  [
    'without the scope',
    { scope: 'customers:write documents:write' },
    'The access token lacks the required scope customers:read.',
  ],
  [
    'for other customers',
    { scope: 'customers:read', customer_ids: [randomUUID()] },
    'The access token does not give access to this customer.',
  ],
])('a token %s does not let its caller subscribe, and nothing is read', async (_, claims, message) => {
  await using stack = await startStack({ env: CLAIM, issuer: true });
  const authorization = await stack.issuer.bearer({ claims });

  const id = CUSTOMER_ID;
  await using subscription = await subscribe(stack.url, CUSTOMER_CHANGED, { id }, { authorization });

  const { data, errors } = await subscription.next();
  expect(data ?? null).toBeNull();
  expect(errors).toMatchObject([{ message, extensions: { code: 'FORBIDDEN' } }]);
  expect(stack.control.count('getCustomer')).toBe(0);
});

test('a caller subscribes to a customer of its own', async () => {
  await using stack = await startStack({ env: CLAIM, issuer: true });
  const claims = { scope: 'customers:read', customer_ids: [CUSTOMER_ID] };
  const authorization = await stack.issuer.bearer({ claims });

  const id = CUSTOMER_ID;
  await using subscription = await subscribe(stack.url, CUSTOMER_CHANGED, { id }, { authorization });

  expect((await subscription.next()).data).toMatchObject({ individualCustomerChanged: { id } });
});
