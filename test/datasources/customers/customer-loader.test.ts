import { expect, test } from 'vitest';
import type {
  CustomerCapabilities,
  CustomerDetails,
  ReadCustomer,
} from '../../../src/datasources/fin/customers/customer-details.ts';
import { createCustomerLoader } from '../../../src/datasources/fin/customers/customer-loader.ts';
import type { ReadCustomerOptions } from '../../../src/datasources/fin/customers/read-individual-customer.ts';
import { GatewayError } from '../../../src/errors.ts';
import type { CustomerApi } from '../../../src/rules/rule-context.ts';

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

const CAPABILITIES: CustomerCapabilities = { onRamp: [], offRamp: [] };

/** Counts its reads, fails for ids that say so, and has created ids that start with `old` through v1. */
function createUpstream(customerApi: CustomerApi = 'v1') {
  const upstream = {
    reads: [] as string[],
    firstVersions: [] as (CustomerApi | undefined)[],
    capabilityReads: [] as string[],
    running: 0,
    mostAtOnce: 0,
    async run(): Promise<void> {
      upstream.running += 1;
      upstream.mostAtOnce = Math.max(upstream.mostAtOnce, upstream.running);
      await new Promise((resolve) => setImmediate(resolve));
      upstream.running -= 1;
    },
    async readIndividualCustomer(
      id: string,
      { firstVersion }: Pick<ReadCustomerOptions, 'firstVersion'>,
    ): Promise<ReadCustomer> {
      upstream.reads.push(id);
      upstream.firstVersions.push(firstVersion);
      await upstream.run();
      if (id.startsWith('bad')) throw new GatewayError('NOT_FOUND');
      return customerApi === 'v2' && !id.startsWith('old')
        ? { id, ...UNTOLD, capabilities: undefined, customerApi: 'v2' }
        : { id, ...UNTOLD, capabilities: CAPABILITIES, customerApi: 'v1' };
    },
    async readCustomerCapabilities(id: string): Promise<CustomerCapabilities | null> {
      upstream.capabilityReads.push(id);
      await upstream.run();
      return id.startsWith('old') ? null : CAPABILITIES;
    },
  };
  return upstream;
}

const OPTIONS = { requestId: 'r', customerApi: 'v1' } as const;
const OPTIONS_V2 = { requestId: 'r', customerApi: 'v2' } as const;

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

test('in v1 the capabilities come with the customer, so no other endpoint is asked', async () => {
  const upstream = createUpstream();
  const loader = createCustomerLoader(upstream, OPTIONS);

  expect(await loader.loadCapabilities('abc')).toBe(CAPABILITIES);
  expect(upstream).toMatchObject({ reads: ['abc'], capabilityReads: [] });
});

test('in v2 the capabilities are read once, without the customer', async () => {
  const upstream = createUpstream('v2');
  const loader = createCustomerLoader(upstream, OPTIONS_V2);

  const [first, second] = await Promise.all(['abc', 'ABC'].map(loader.loadCapabilities));

  expect([first, second]).toEqual([CAPABILITIES, CAPABILITIES]);
  expect(upstream).toMatchObject({ reads: [], capabilityReads: ['abc'] });
});

test('in v2 a customer that v1 created is asked for at v1 once its capabilities are not found', async () => {
  const upstream = createUpstream('v2');
  const loader = createCustomerLoader(upstream, OPTIONS_V2);

  expect(await loader.loadCapabilities('old')).toBe(CAPABILITIES);
  expect(upstream).toMatchObject({ capabilityReads: ['old'], reads: ['old'], firstVersions: ['v1'] });
});

test('in v2 a customer that was read before, and came from v1, brought its capabilities along', async () => {
  const upstream = createUpstream('v2');
  const loader = createCustomerLoader(upstream, OPTIONS_V2);

  const [, capabilities] = await Promise.all([loader.load('old'), loader.loadCapabilities('old')]);

  expect(capabilities).toBe(CAPABILITIES);
  expect(upstream).toMatchObject({ reads: ['old'], capabilityReads: [] });
});

test('a write makes customer and capabilities be read anew, at the version that knew the customer', async () => {
  const upstream = createUpstream('v2');
  const loader = createCustomerLoader(upstream, OPTIONS_V2);

  await loader.load('old');
  await loader.loadCapabilities('new');
  loader.forget('OLD');
  loader.forget('NEW');
  await loader.load('old');
  await loader.loadCapabilities('new');

  expect(upstream).toMatchObject({ firstVersions: [undefined, 'v1'], capabilityReads: ['new', 'new'] });
});

test('reads of capabilities count among the eight at once', async () => {
  const upstream = createUpstream('v2');
  const loader = createCustomerLoader(upstream, OPTIONS_V2);
  const ids = Array.from({ length: 20 }, (_, index) => `${index}`);

  await Promise.all(ids.flatMap((id) => [loader.loadCapabilities(id), loader.load(`x${id}`)]));

  expect(upstream.mostAtOnce).toBe(8);
  expect(upstream.capabilityReads).toHaveLength(20);
});
