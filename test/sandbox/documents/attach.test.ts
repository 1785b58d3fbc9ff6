import { expect, it } from 'vitest';
import { COUNTRY_CODES } from '../../../sandbox/catalogue/countries.ts';
import { startSandbox } from '../../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { attach, exampleAttach, formOf, issue, PDF, post, upload } from '../sandbox-client.ts';

it("the API page's own example works as it stands, twice", async () => {
  await using sandbox = await startSandbox();
  for (const _ of [1, 2]) {
    const { status, json } = await attach(sandbox, exampleAttach());
    expect([status, json]).toEqual([200, { data: { customer_id: CUSTOMER_ID } }]);
  }
  const once = { customerId: CUSTOMER_ID, body: exampleAttach() };
  expect(sandbox.control.attached).toEqual([once, once]);
});

const example = exampleAttach();
const { proof_of_identity: identity, proof_of_address: address } = example;

it.each<[string, unknown, string]>([
  ['customer_id', { ...example, customer_id: undefined }, 'is required'],
  ['customer_id', { ...example, customer_id: 'cust-uuid-1234' }, 'must be a UUID'],
  [
    'customer_id',
    { ...example, customer_id: '00000000-0000-4000-8000-000000000000' },
    'must be the id of an existing customer',
  ],
  ['tos_policies_value', { ...example, tos_policies_value: null }, 'must be a string'],
  [
    'tos_policies_value',
    { ...example, tos_policies_value: 'x' },
    "must match the value in the customer's tos_policies_url",
  ],
  ['proof_of_identity', { ...example, proof_of_identity: [identity] }, 'must be an object'],
  [
    'proof_of_identity.type',
    { ...example, proof_of_identity: { ...identity, type: 'SELFIE' } },
    'must be one of PASSPORT, NATIONAL_ID, DRIVERS_LICENSE, RESIDENCE_PERMIT',
  ],
  [
    'proof_of_identity.type',
    { ...example, proof_of_identity: { ...identity, type: undefined } },
    'is required',
  ],
  [
    'proof_of_identity.number',
    { ...example, proof_of_identity: { ...identity, number: ' ' } },
    'must not be blank',
  ],
  [
    'proof_of_identity.country',
    { ...example, proof_of_identity: { ...identity, country: 'XKX' } },
    'must be an ISO 3166-1 alpha-3 country code',
  ],
  [
    'proof_of_identity.issue_date',
    { ...example, proof_of_identity: { ...identity, issue_date: '2021-02-29' } },
    'must be a valid date in the format YYYY-MM-DD',
  ],
  [
    'proof_of_identity.expiry_date',
    { ...example, proof_of_identity: { ...identity, expiry_date: '2030-1-5' } },
    'must be a valid date in the format YYYY-MM-DD',
  ],
  [
    'proof_of_identity.files',
    { ...example, proof_of_identity: { ...identity, files: {} } },
    'must be an array',
  ],
  [
    'proof_of_identity.files.0.uri',
    { ...example, proof_of_identity: { ...identity, files: [{}] } },
    'is required',
  ],
  [
    'proof_of_identity.files.0.uri',
    { ...example, proof_of_identity: { ...identity, files: [{ uri: '/nowhere.pdf' }] } },
    'must be a file uploaded for this customer',
  ],
  [
    'proof_of_identity.files.0.side',
    { ...example, proof_of_identity: { ...identity, files: [{ ...identity.files[0], side: 'LEFT' }] } },
    'must be one of FRONT, BACK',
  ],
  [
    'proof_of_address.country',
    { ...example, proof_of_address: { ...address, country: 'usa' } },
    'must be an ISO 3166-1 alpha-3 country code',
  ],
])('a mistake in %s alone is a 422 that names it', async (field, body, message) => {
  await using sandbox = await startSandbox();
  const { status, json } = await attach(sandbox, body);
  expect([status, json]).toEqual([422, { message: 'Validation failed', errors: [{ [field]: message }] }]);
  expect(sandbox.control.attachCount()).toBe(0);
});

it('all mistakes are told at once', async () => {
  await using sandbox = await startSandbox();
  const { json } = await attach(sandbox, {
    ...example,
    proof_of_identity: { ...identity, number: 7, expiry_date: '2030-02-31' },
    proof_of_address: { ...address, type: 'SELFIE' },
  });
  const { errors } = json as { errors: Record<string, string>[] };
  expect(errors.flatMap((error) => Object.keys(error))).toEqual([
    'proof_of_identity.number',
    'proof_of_identity.expiry_date',
    'proof_of_address.type',
  ]);
});

it.each(['PASSPORT', 'RESIDENCE_PERMIT', 'BANK_STATEMENT', 'GOVERNMENT_LETTER'])(
  'an address is proven with %s',
  async (type) => {
    await using sandbox = await startSandbox();
    expect((await attach(sandbox, { ...example, proof_of_address: { ...address, type } })).status).toBe(200);
  },
);

it('249 countries are known, and Kosovo is not among them', () => {
  expect(COUNTRY_CODES.size).toBe(249);
  expect(COUNTRY_CODES.has('XKX')).toBe(false);
});

it.each(['', '{"customer_id": ', '[]', 'null'])('the body %j is a 422', async (body) => {
  await using sandbox = await startSandbox();
  const { access_token: token } = await issue(sandbox);
  const { status, json } = await post(sandbox, '/v1/customers/individual/attach', { body, token });
  expect(status).toBe(422);
  expect(json).toHaveProperty('message');
});

it('what was uploaded for one customer is attached for that customer, and for no other', async () => {
  await using sandbox = await startSandbox();
  const { customerId, tosPoliciesValue } = sandbox.control.addCustomer();
  await upload(sandbox, formOf(['customer_id', customerId], ['file0', PDF]));
  const uri = sandbox.control.uploads[0]?.uri;
  const body = {
    customer_id: customerId.toUpperCase(),
    proof_of_identity: { ...identity, files: [{ uri }] },
    proof_of_address: { ...address, files: [{ uri }] },
    tos_policies_value: tosPoliciesValue,
  };
  expect((await attach(sandbox, body)).json).toEqual({ data: { customer_id: customerId } });
  const { status } = await attach(sandbox, { ...example, proof_of_address: body.proof_of_address });
  expect(status).toBe(422);
});

it.each([
  ['GET', '/v1/customers/individual/attach', 405, 'Method not allowed'],
  ['GET', '/v1/customers/upload', 405, 'Method not allowed'],
  ['POST', '/v1/customers/business', 405, 'Method not allowed'],
  ['POST', '/v1/customers', 404, 'Resource not found'],
  ['GET', '/v1/customers/', 404, 'Resource not found'],
  ['POST', '/', 404, 'Resource not found'],
])('%s %s is a %i', async (method, path, status, message) => {
  await using sandbox = await startSandbox();
  const response = await fetch(sandbox.url + path, { method });
  expect([response.status, await response.json()]).toEqual([status, { message }]);
  expect(sandbox.control.requests).toMatchObject([{ method, path, status }]);
});

it('each sandbox has its own memory', async () => {
  await using one = await startSandbox();
  await using other = await startSandbox();
  await attach(one, exampleAttach());
  const { access_token: token } = await issue(one);
  expect(
    (await post(other, '/v1/customers/individual/attach', { body: exampleAttach(), token })).status,
  ).toBe(401);
  expect([one.control.attachCount(), other.control.attachCount()]).toEqual([1, 0]);
});
