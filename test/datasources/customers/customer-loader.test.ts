import { expect, test } from 'vitest';
import type { CustomerDetails } from '../../../src/datasources/fin/customers/customer-details.ts';
import { createCustomerLoader } from '../../../src/datasources/fin/customers/customer-loader.ts';
import { GatewayError } from '../../../src/errors.ts';

const UNTOLD: Omit<CustomerDetails, 'id'> = {
  firstName: null,
  lastName: null,
  email: null,
  phone: null,
  countryOfResidence: null,
  status: null,
  verificationType: null,
  tosPoliciesUrl: null,
  tosPoliciesValue: null,
  createdAt: null,
  updatedAt: null,
  lastStatusUpdatedAt: null,
  capabilities: null,
  rejectionReason: null,
  requestedInformation: null,
};

/** Counts its reads, and fails for ids that say so. */
function createUpstream() {
  const upstream = {
    reads: [] as string[],
    running: 0,
    mostAtOnce: 0,
    async readIndividualCustomer(id: string): Promise<CustomerDetails> {
      upstream.reads.push(id);
      upstream.running += 1;
      upstream.mostAtOnce = Math.max(upstream.mostAtOnce, upstream.running);
      await new Promise((resolve) => setImmediate(resolve));
      upstream.running -= 1;
      if (id.startsWith('bad')) throw new GatewayError('NOT_FOUND');
      return { id, ...UNTOLD };
    },
  };
  return upstream;
}

const OPTIONS = { requestId: 'r' };

test('one customer asked for many times is read once, however its id is written', async () => {
  const upstream = createUpstream();
  const loader = createCustomerLoader(upstream, OPTIONS);

  await Promise.all(['abc', 'ABC', 'abc'].map(loader.load));
  await loader.load('aBc');

  expect(upstream.reads).toEqual(['abc']);
});

test('a customer that was written to is read anew', async () => {
  const upstream = createUpstream();
  const loader = createCustomerLoader(upstream, OPTIONS);

  await loader.load('abc');
  loader.forget('ABC');
  await loader.load('abc');

  expect(upstream.reads).toEqual(['abc', 'abc']);
});

test('at most eight reads run at once, and all customers come, also if some fail', async () => {
  const upstream = createUpstream();
  const loader = createCustomerLoader(upstream, OPTIONS);
  const ids = Array.from({ length: 50 }, (_, index) => `${index % 5 === 0 ? 'bad' : 'good'}${index}`);

  const results = await Promise.allSettled(ids.map(loader.load));

  expect(upstream.mostAtOnce).toBe(8);
  expect(upstream.reads).toHaveLength(50);
  expect(results.map(({ status }) => status)).toEqual(
    ids.map((id) => (id.startsWith('bad') ? 'rejected' : 'fulfilled')),
  );
});

test('of two loaders neither knows what the other has read', async () => {
  const upstream = createUpstream();

  await createCustomerLoader(upstream, OPTIONS).load('abc');
  await createCustomerLoader(upstream, OPTIONS).load('abc');

  expect(upstream.reads).toEqual(['abc', 'abc']);
});
