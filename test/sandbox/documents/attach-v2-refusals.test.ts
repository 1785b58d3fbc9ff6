import { expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { attach, exampleAttach, type HttpAnswer, read } from '../sandbox-client.ts';
import { attachV2, licenseAndSelfie, passportOnly } from '../v2-examples.ts';

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';
const V2 = { customerApi: 'v2', clock: () => Date.parse('2026-05-04T12:00:00Z') } as const;
const FORBIDDEN = {
  error: { code: 'forbidden', message: 'Customer is not eligible for this operation' },
};
const answerOf = ({ status, json }: HttpAnswer) => [status, json];

it('a customer that v1 created is refused with the 403 of the documentation', async () => {
  await using sandbox = await startSandbox();
  expect(answerOf(await attachV2(sandbox, passportOnly()))).toEqual([403, FORBIDDEN]);
  expect((await attach(sandbox, exampleAttach())).status).toBe(200);
});

it('v1 does not know a customer that v2 created', async () => {
  await using sandbox = await startSandbox(V2);
  const { status, json } = await attach(sandbox, exampleAttach());
  expect([status, json]).toEqual([
    422,
    { message: 'Validation failed', errors: [{ customer_id: 'must be the id of an existing customer' }] },
  ]);
});

it("another client's customer is refused, and cannot be read", async () => {
  await using sandbox = await startSandbox(V2);
  const customerId = sandbox.control.addForeignCustomer();
  expect(answerOf(await attachV2(sandbox, passportOnly(), { customerId }))).toEqual([403, FORBIDDEN]);
  for (const version of ['v1', 'v2']) {
    expect((await read(sandbox, `/${version}/customers/${customerId}`)).status).toBe(404);
  }
});

it.each(['PROCESSING', 'REVIEWING', 'APPROVED', 'IN_COMPLIANCE', 'REJECTED', 'REINITIATE'])(
  'a customer in %s may not attach',
  async (customer_status) => {
    await using sandbox = await startSandbox(V2);
    sandbox.control.setCustomer(CUSTOMER_ID, { customer_status });
    expect(answerOf(await attachV2(sandbox, passportOnly()))).toEqual([403, FORBIDDEN]);
  },
);

it('a file from nowhere is a 403', async () => {
  await using sandbox = await startSandbox(V2);
  const body = licenseAndSelfie();
  body.identifying_documents[0]?.files.splice(0, 1, { uri: '/nowhere.jpg' });
  expect(answerOf(await attachV2(sandbox, body))).toEqual([403, FORBIDDEN]);
});

it.each([
  [UNKNOWN_ID, 404, { message: 'Resource not found' }],
  ['cust-1', 422, { message: 'Validation failed', errors: [{ customer_id: 'must be a UUID' }] }],
])('the customer %s is a %i', async (customerId, status, json) => {
  await using sandbox = await startSandbox(V2);
  expect(answerOf(await attachV2(sandbox, passportOnly(), { customerId }))).toEqual([status, json]);
});

it('a second attach is a 409 while the first one has not been answered, and a 403 afterwards', async () => {
  await using sandbox = await startSandbox(V2);
  const leaving = new AbortController();
  const first = attachV2(sandbox, passportOnly('SANDBOX-SLOW'), { signal: leaving.signal });
  await attachTookEffect(sandbox);
  expect(answerOf(await attachV2(sandbox, passportOnly()))).toEqual([
    409,
    {
      error: { code: 'conflict', message: 'An attach request is already in progress for this customer' },
    },
  ]);
  leaving.abort();
  await expect(first).rejects.toThrow('aborted');
  await sandbox.control.waitForRequest('attachIndividualDocumentsV2', { until: 'settled' });
  expect(answerOf(await attachV2(sandbox, passportOnly()))).toEqual([403, FORBIDDEN]);
  expect(sandbox.control.attachCount()).toBe(1);
});

it.each<[string, number, unknown]>([
  ['SANDBOX-400', 400, { status: 400, message: 'Malformed request body' }],
  ['SANDBOX-403', 403, { error: { code: 'forbidden', message: expect.any(String) } }],
  ['SANDBOX-409', 409, { error: { code: 'conflict', message: expect.any(String) } }],
  [
    'SANDBOX-422',
    422,
    {
      message: 'Validation failed',
      errors: [{ 'identifying_documents.1.number': 'does not match the document' }],
    },
  ],
  ['SANDBOX-429', 429, { message: 'Too many requests' }],
  ['SANDBOX-500', 500, { status: 500, message: 'Internal server error' }],
])('the document number %s works in v2 too, and nothing is attached', async (number, status, json) => {
  await using sandbox = await startSandbox(V2);
  const body = licenseAndSelfie();
  Object.assign(body.identifying_documents[1] ?? {}, { number });
  expect(answerOf(await attachV2(sandbox, body))).toEqual([status, json]);
  expect(sandbox.control.customer(CUSTOMER_ID)).toMatchObject({ customer_status: 'INCOMPLETE' });
});

it('SANDBOX-LOST cuts the connection after the attach', async () => {
  await using sandbox = await startSandbox(V2);
  await expect(attachV2(sandbox, passportOnly('SANDBOX-LOST'))).rejects.toThrow();
  expect([sandbox.control.attachCount(), sandbox.control.customer(CUSTOMER_ID)]).toMatchObject([
    1,
    { customer_status: 'PROCESSING' },
  ]);
});

/** The request takes effect once its body has been read, which nothing announces. */
async function attachTookEffect({ control }: Sandbox): Promise<void> {
  await expect.poll(() => control.attachCount(), { interval: 5 }).toBe(1);
}
