import { expect, it } from 'vitest';
import { startSandbox } from '../../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { attachV2, licenseAndSelfie, passportOnly } from '../v2-examples.ts';

it.each([licenseAndSelfie(), passportOnly()])(
  'the documented example is accepted, and the customer is processed: %#',
  async (body) => {
    await using sandbox = await startSandbox({ customerApi: 'v2' });
    const { status, json } = await attachV2(sandbox, body);
    expect([status, json]).toEqual([200, { data: { customer_id: CUSTOMER_ID }, meta: null }]);
    expect(sandbox.control.attached).toEqual([{ customerId: CUSTOMER_ID, body }]);
    expect(sandbox.control.customer(CUSTOMER_ID)).toMatchObject({ customer_status: 'PROCESSING' });
  },
);
