import { expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { answerOf, attach, customerOf, exampleAttach, issue, post } from './sandbox-client.ts';

function ask({ url }: Sandbox, method: string, path: string, body?: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return answerOf(fetch(`${url}/_sandbox/${path}`, { method, body: text ?? null }));
}

it('a fault is put, used and deleted', async () => {
  await using sandbox = await startSandbox();
  const fault = { status: 500, times: 'always' };
  const { status, json } = await ask(sandbox, 'PUT', 'faults/attachIndividualDocuments', fault);
  expect([status, json]).toEqual([200, { operation: 'attachIndividualDocuments', waiting: 1 }]);
  expect((await attach(sandbox, exampleAttach())).status).toBe(500);
  expect((await ask(sandbox, 'DELETE', 'faults')).status).toBe(200);
  expect((await attach(sandbox, exampleAttach())).status).toBe(200);
});

it('a list of faults replaces those that waited', async () => {
  await using sandbox = await startSandbox();
  await ask(sandbox, 'PUT', 'faults/attachIndividualDocuments', { status: 500 });
  await ask(sandbox, 'PUT', 'faults/attachIndividualDocuments', [{ status: 429 }, { status: 503 }]);
  const statuses = [];
  for (let i = 0; i < 3; i += 1) statuses.push((await attach(sandbox, exampleAttach())).status);
  expect(statuses).toEqual([429, 503, 200]);
});

it('requests and counts are told', async () => {
  await using sandbox = await startSandbox();
  await attach(sandbox, exampleAttach());
  const { json } = await ask(sandbox, 'GET', 'requests');
  expect(json).toMatchObject({
    requests: [
      { operation: 'issueToken', status: 200, body: { client_id: 'sandbox-client' } },
      { operation: 'attachIndividualDocuments', number: 1, status: 200, body: exampleAttach() },
    ],
  });
  expect((await ask(sandbox, 'GET', 'counts')).json).toEqual({
    requests: {
      issueToken: 1,
      refreshToken: 0,
      uploadDocuments: 0,
      attachIndividualDocuments: 1,
      attachIndividualDocumentsV2: 0,
      createIndividualCustomer: 0,
      createIndividualCustomerV2: 0,
      getCustomer: 0,
      getCustomerV2: 0,
      getCustomerCapabilities: 0,
      updateCustomer: 0,
      listCustomers: 0,
      listOccupations: 0,
      listPurposes: 0,
      listSourceOfFunds: 0,
      listCountries: 0,
      listSubdivisions: 0,
    },
    customers: 1,
    attached: 1,
    uploads: 0,
    abortedUploads: 0,
    openConnections: expect.any(Number),
  });
});

it('tokens are revoked: both kinds, or one', async () => {
  await using sandbox = await startSandbox();
  const { access_token: token, refresh_token } = await issue(sandbox);
  expect((await ask(sandbox, 'POST', 'tokens/revoke', { refresh: false })).status).toBe(200);
  const path = '/v1/customers/individual/attach';
  expect((await post(sandbox, path, { body: exampleAttach(), token })).status).toBe(401);
  expect((await ask(sandbox, 'POST', 'tokens/revoke')).json).toEqual({ access: true, refresh: true });
  expect((await post(sandbox, '/v1/oauth/refresh-token', { body: { refresh_token } })).status).toBe(401);
});

it('settings are changed one by one', async () => {
  await using sandbox = await startSandbox();
  const { json } = await ask(sandbox, 'PUT', 'settings', { errorReading: 'E', clockOffsetMs: -60_000 });
  expect(json).toMatchObject({ errorReading: 'E', clockOffsetMs: -60_000, tokenEnvelope: 'wrapped' });
  expect((await ask(sandbox, 'GET', 'settings')).json).toEqual(json);
  expect((await attach(sandbox, {})).json).toMatchObject({
    errors: expect.arrayContaining([{ field: 'customer_id', message: 'is required' }]),
  });
});

it('a customer is added, and may attach nothing yet', async () => {
  await using sandbox = await startSandbox();
  const { json } = await ask(sandbox, 'POST', 'customers');
  const { customerId, tosPoliciesValue } = json as { customerId: string; tosPoliciesValue: string };
  const body = { ...exampleAttach(), customer_id: customerId, tos_policies_value: tosPoliciesValue };
  expect((await attach(sandbox, body)).json).toMatchObject({
    errors: [{ 'proof_of_identity.files.0.uri': expect.any(String) }, expect.anything()],
  });
});

it('a customer of either version is added', async () => {
  await using sandbox = await startSandbox();
  const byDefault = await ask(sandbox, 'POST', 'customers');
  const ofV2 = await ask(sandbox, 'POST', 'customers', { version: 'v2' });
  expect([byDefault.json, ofV2.json]).toMatchObject([{ version: 'v1' }, { version: 'v2' }]);
});

it("a customer's members are forced and removed, and a stranger's are not", async () => {
  await using sandbox = await startSandbox();
  const change = { customerId: CUSTOMER_ID, members: { customer_status: 'PAUSED' }, missing: ['phone'] };
  const { status, json } = await ask(sandbox, 'PATCH', 'customers', change);
  expect(status).toBe(200);
  expect(await customerOf(sandbox, CUSTOMER_ID)).toEqual(json);
  expect(json).toMatchObject({ customer_status: 'PAUSED', first_name: 'Clara' });
  expect(json).not.toHaveProperty('phone');
  const stranger = { ...change, customerId: '00000000-0000-4000-8000-000000000000' };
  expect((await ask(sandbox, 'PATCH', 'customers', stranger)).status).toBe(404);
});

it('the clock is advanced, and reviews go on', async () => {
  await using sandbox = await startSandbox({ clock: () => Date.parse('2026-05-04T12:00:00Z') });
  await attach(sandbox, exampleAttach());
  const { json } = await ask(sandbox, 'POST', 'clock', { advanceMs: 6_000 });
  expect(json).toEqual({ now: '2026-05-04T12:00:06.000Z' });
  expect(await customerOf(sandbox, CUSTOMER_ID)).toMatchObject({ customer_status: 'APPROVED' });
});

it.each<[string, string, unknown, unknown]>([
  [
    'faults/issueToken',
    'PUT',
    { status: 99 },
    { path: '0.status', message: 'must be a whole number from 200 to 599' },
  ],
  ['faults/issueToken', 'PUT', { statsu: 500 }, { path: '0', message: 'has unknown properties: statsu' }],
  [
    'faults/issueToken',
    'PUT',
    [{}, { reset: 'later' }],
    { path: '1.reset', message: 'must be one of before-headers, mid-body, before-reading' },
  ],
  [
    'faults/issueToken',
    'PUT',
    { times: 0 },
    { path: '0.times', message: "must be a positive whole number or 'always'" },
  ],
  [
    'faults/issueToken',
    'PUT',
    { headers: { 'x y': '' } },
    { path: '0.headers', message: 'must be valid HTTP headers' },
  ],
  [
    'settings',
    'PUT',
    { tokenEnvelope: 'both' },
    { path: 'tokenEnvelope', message: 'must be one of wrapped, bare' },
  ],
  [
    'settings',
    'PUT',
    { maxFileBytes: '5' },
    { path: 'maxFileBytes', message: `must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}` },
  ],
  ['settings', 'PUT', { createStatus: 204 }, { path: 'createStatus', message: 'must be one of 200, 201' }],
  ['settings', 'PUT', { customerApi: 'v3' }, { path: 'customerApi', message: 'must be one of v1, v2' }],
  ['customers', 'POST', { version: 2 }, { path: 'version', message: 'must be one of v1, v2' }],
  ['tokens/revoke', 'POST', { access: 1 }, { path: 'access', message: 'must be a boolean' }],
  ['customers', 'POST', { customerId: 'x' }, { path: 'customerId', message: 'must be a UUID' }],
  [
    'customers',
    'PATCH',
    { customerId: CUSTOMER_ID, members: [] },
    { path: 'members', message: 'must be an object' },
  ],
  [
    'clock',
    'POST',
    { advanceMs: -1 },
    { path: 'advanceMs', message: 'must be a whole number from 0 to 3162240000000' },
  ],
])('%s, %s: a mistake is a 400 that says what is wrong', async (path, method, body, problem) => {
  await using sandbox = await startSandbox();
  const { status, json } = await ask(sandbox, method, path, body);
  expect([status, json]).toEqual([400, { message: 'Invalid control request', problems: [problem] }]);
});

it.each([
  ['PUT', 'faults/issueToken', '{"status":', 400, 'The body must be JSON'],
  [
    'PUT',
    'faults/createCustomer',
    '{}',
    404,
    'Unknown operation. Known operations: issueToken, refreshToken, uploadDocuments, attachIndividualDocuments, attachIndividualDocumentsV2, createIndividualCustomer, createIndividualCustomerV2, getCustomer, getCustomerV2, getCustomerCapabilities, updateCustomer, listCustomers, listOccupations, listPurposes, listSourceOfFunds, listCountries, listSubdivisions',
  ],
  ['PUT', 'constructor', '{}', 404, 'Resource not found'],
  ['POST', 'faults', '{}', 405, 'Method not allowed'],
  ['PUT', 'settings', `"${'x'.repeat(1_100_000)}"`, 413, 'Request body too large'],
])('%s %s is refused when it cannot be understood', async (method, path, body, status, message) => {
  await using sandbox = await startSandbox();
  const answer = await ask(sandbox, method, path, body);
  expect([answer.status, answer.json]).toEqual([status, { message }]);
});
