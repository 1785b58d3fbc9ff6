import { type GatewayClient, ResponseError } from '@fin-gateway/client/client';
import { createWriter } from '@fin-gateway/client/write';
import { expect, test } from 'vitest';
import { CUSTOMER_ID, EXAMPLE_INPUT, NEW_CUSTOMER } from '../../support/example-data.ts';

/** A client behind a router that cannot read a field of the result. The gateway itself never fails this way. */
function createClient(field: string): { client: GatewayClient; writes: () => number } {
  let writes = 0;
  const extensions = { code: 'FORBIDDEN', requestId: 'r-1', retryable: false };
  const execute: GatewayClient['execute'] = async (operation) => {
    const isWrite = String(operation).startsWith('mutation');
    if (isWrite) writes += 1;
    const path = isWrite ? [field, 'customer', 'status'] : ['uploadLimits'];
    throw new ResponseError({ errors: [{ message: 'No', path, extensions }], statusCode: 200 });
  };
  return { client: { execute, subscribe: () => () => undefined }, writes: () => writes };
}

test('a field of the result that cannot be read does not hide that the documents are attached', async () => {
  const { client, writes } = createClient('attachIndividualDocuments');

  const result = await createWriter({ client }).attachDocuments({
    ...EXAMPLE_INPUT,
    proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, files: [...EXAMPLE_INPUT.proofOfIdentity.files] },
  });

  expect(result).toMatchObject({
    state: 'SUCCEEDED',
    data: { customer: { id: CUSTOMER_ID, status: null } },
  });
  expect(writes()).toBe(1);
});

test('a new customer whose id cannot be read does not count as rejected', async () => {
  const { client } = createClient('createIndividualCustomer');

  const result = await createWriter({ client, wait: async () => undefined }).createCustomer(NEW_CUSTOMER);

  expect(result).toMatchObject({ state: 'UNKNOWN', reason: 'OTHER_RESPONSE' });
});
