import { expect, it } from 'vitest';
import { startSandbox } from '../../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { customerOf, get, read } from '../sandbox-client.ts';
import { readV2 } from '../v2-examples.ts';

it('v2 returns the members of its documentation, and capabilities are not among them', async () => {
  await using sandbox = await startSandbox({ customerApi: 'v2' });
  const customer = await readV2(sandbox, `/v2/customers/${CUSTOMER_ID.toUpperCase()}`);
  expect(Object.keys(customer)).toEqual([
    'customer_id',
    'type',
    'first_name',
    'last_name',
    'email',
    'phone',
    'country_of_residence',
    'verification_type',
    'customer_status',
    'tos_policies_url',
    'created_at',
    'updated_at',
    'last_status_updated_at',
    'rejection_reason',
    'request_for_information',
  ]);
  expect(customer).toMatchObject({
    customer_id: CUSTOMER_ID,
    type: 'INDIVIDUAL',
    first_name: 'Clara',
    customer_status: 'INCOMPLETE',
    rejection_reason: null,
    request_for_information: [],
  });
});

it('capabilities are listed by rail and by corridor, and come with the approval', async () => {
  await using sandbox = await startSandbox({ customerApi: 'v2' });
  const path = `/v2/customers/${CUSTOMER_ID}/capabilities`;
  const shape = (status: boolean) => ({
    on_ramp: expect.arrayContaining([{ currency: 'USD', rail: 'FEDWIRE', status }]),
    off_ramp: expect.arrayContaining([
      {
        corridor: 'BGD',
        currency_wise_rail: [
          { currency: 'BDT', rails: [{ rail: 'LOCAL', status }] },
          { currency: 'USD', rails: [{ rail: 'SWIFT', status }] },
        ],
      },
    ]),
  });
  expect(await readV2(sandbox, path)).toEqual(shape(false));
  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  expect(await readV2(sandbox, path)).toEqual(shape(true));
  sandbox.control.setCustomer(CUSTOMER_ID, { capabilities: { on_ramp: [] } });
  expect(await readV2(sandbox, path)).toEqual({ on_ramp: [] });
});

it('each version knows only the customers that it created, and the list has both', async () => {
  await using sandbox = await startSandbox();
  const { customerId, version } = sandbox.control.addCustomer({ version: 'v2' });
  expect(version).toBe('v2');
  const unknownToV2 = { status: 404, json: { message: 'Resource not found' } };
  expect(await read(sandbox, `/v1/customers/${customerId}`)).toMatchObject({
    status: 404,
    json: { message: 'Customer not found' },
  });
  expect(await read(sandbox, `/v2/customers/${CUSTOMER_ID}`)).toMatchObject(unknownToV2);
  expect(await read(sandbox, `/v2/customers/${CUSTOMER_ID}/capabilities`)).toMatchObject(unknownToV2);
  expect(await customerOf(sandbox, CUSTOMER_ID)).toHaveProperty('capabilities');
  expect(await readV2(sandbox, `/v2/customers/${customerId}`)).toMatchObject({ customer_id: customerId });
  const { customers } = await readV2(sandbox, '/v2/customers?type=INDIVIDUAL');
  expect(customers).toMatchObject([{ customer_id: CUSTOMER_ID }, { customer_id: customerId }]);
});

it('customers are added in the version of the setting unless they state one', async () => {
  await using sandbox = await startSandbox();
  const { control } = sandbox;
  control.settings.customerApi = 'v2';
  const versions = [control.addCustomer(), control.addCustomer({ version: 'v1' })].map(
    (added) => added.version,
  );
  expect(versions).toEqual(['v2', 'v1']);
});

it.each([`/v2/customers/${CUSTOMER_ID}`, `/v2/customers/${CUSTOMER_ID}/capabilities`])(
  'GET %s needs a token and a UUID',
  async (path) => {
    await using sandbox = await startSandbox({ customerApi: 'v2' });
    expect(await get(sandbox, path)).toMatchObject({
      status: 401,
      json: { message: 'Authentication failed' },
    });
    expect(await read(sandbox, path.replace(CUSTOMER_ID, 'cust-1'))).toMatchObject({
      status: 422,
      json: { errors: [{ customer_id: 'must be a UUID' }] },
    });
  },
);
