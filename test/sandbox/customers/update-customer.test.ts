import { expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID, TOS_POLICIES_VALUE } from '../../support/example-data.ts';
import { answerOf, attach, customerOf, exampleNumbered, update } from '../sandbox-client.ts';

const [URI, OTHER_URI] = ['/AbAcQ4hn_0652746727637.pdf', '/AbAcQ4hn_0652746727638.pdf'];
const goodAnswer = { proof_of_identity: { files: [{ uri: URI, side: 'FRONT' }], expiry_date: '2035-01-15' } };

/** A sandbox whose example customer was asked for a new picture and its date. */
async function startAsked(): Promise<Sandbox> {
  const sandbox = await startSandbox({ clock: () => 1_800_000_000_000 });
  await attach(sandbox, exampleNumbered('SANDBOX-RFI'));
  sandbox.control.advanceClock(6_000);
  return sandbox;
}

it('a whole answer closes the request, and the review goes on to the end', async () => {
  await using sandbox = await startAsked();
  const { status, json } = await update(sandbox, CUSTOMER_ID.toUpperCase(), goodAnswer);
  expect([status, json]).toEqual([200, { data: { customer_id: CUSTOMER_ID } }]);
  expect(await customerOf(sandbox, CUSTOMER_ID)).toMatchObject({
    customer_status: 'QUEUED',
    request_for_information: [],
  });
  sandbox.control.advanceClock(6_000);
  expect(await customerOf(sandbox, CUSTOMER_ID)).toMatchObject({ customer_status: 'APPROVED' });
  expect(sandbox.control.attachCount()).toBe(1);
});

const { proof_of_identity: given } = goodAnswer;
it.each<[string, unknown, Record<string, string>]>([
  [
    'a field that nobody asked for',
    { proof_of_identity: { ...given, number: 'A1' } },
    { 'proof_of_identity.number': 'was not requested' },
  ],
  [
    'a section that nobody asked for',
    { ...goodAnswer, proof_of_address: { type: 'UTILITY_BILL' }, customer_id: CUSTOMER_ID },
    { proof_of_address: 'was not requested', customer_id: 'was not requested' },
  ],
  [
    'half of what was asked for',
    { proof_of_identity: { files: given.files } },
    { 'proof_of_identity.expiry_date': 'is required' },
  ],
  ['nothing', {}, { proof_of_identity: 'is required' }],
  ['a list', { proof_of_identity: [given] }, { proof_of_identity: 'must be an object' }],
  [
    'no file',
    { proof_of_identity: { ...given, files: [] } },
    { 'proof_of_identity.files': 'must contain at least one file' },
  ],
  [
    'a file from nowhere',
    { proof_of_identity: { ...given, files: [{ uri: URI }, { uri: '/nowhere.pdf' }] } },
    { 'proof_of_identity.files[1].uri': 'must be a file uploaded for this customer' },
  ],
  [
    'a side that no card has',
    { proof_of_identity: { ...given, files: [{ uri: URI, side: 'LEFT' }] } },
    { 'proof_of_identity.files[0].side': 'must be one of FRONT, BACK' },
  ],
  [
    'a day that no calendar has',
    { proof_of_identity: { ...given, expiry_date: '2035-02-30' } },
    { 'proof_of_identity.expiry_date': 'must be a valid date in the format YYYY-MM-DD' },
  ],
])('an answer with %s is a 400, and the request stays open', async (_, body, data) => {
  await using sandbox = await startAsked();
  const { status, json } = await update(sandbox, CUSTOMER_ID, body);
  expect([status, json]).toEqual([400, { status: 400, message: 'Validation failed', data }]);
  expect(await customerOf(sandbox, CUSTOMER_ID)).toMatchObject({
    customer_status: 'REINITIATE',
    request_for_information: [expect.anything()],
  });
});

it.each<[unknown, Record<string, string>]>([
  [goodAnswer, { proof_of_identity: 'was not requested' }],
  [{}, { request_for_information: 'is not open' }],
])('where nothing is asked, the answer %j is a 400', async (body, data) => {
  await using sandbox = await startSandbox();
  const { status, json } = await update(sandbox, CUSTOMER_ID, body);
  expect([status, json]).toEqual([400, { status: 400, message: 'Validation failed', data }]);
  expect(sandbox.control.customer(CUSTOMER_ID)).toMatchObject({ customer_status: 'INCOMPLETE' });
});

it('an answer is accepted once', async () => {
  await using sandbox = await startAsked();
  await update(sandbox, CUSTOMER_ID, goodAnswer);
  expect((await update(sandbox, CUSTOMER_ID, goodAnswer)).status).toBe(400);
});

it('a forced request is answered by all that it asks for, in every section', async () => {
  await using sandbox = await startSandbox();
  const field = (field_name: string, side?: string) => ({
    field_name,
    data_type: 'TEXT',
    status: 'MISSING',
    side,
  });
  const section = (name: string, ...fields: unknown[]) => ({
    section: name,
    categories: [{ document_type: 'GOVERNMENT_ID', fields }],
  });
  sandbox.control.setCustomer(CUSTOMER_ID, {
    customer_status: 'APPROVED',
    request_for_information: [
      section('proof_of_identity', field('files', 'FRONT'), field('files', 'BACK'), field('text')),
      section('proof_of_address', field('files'), field('type')),
      section('tos_policies_value', field('tos_policies_value')),
    ],
  });
  const body = {
    proof_of_identity: {
      files: [
        { uri: URI, side: 'FRONT' },
        { uri: URI, side: 'BACK' },
      ],
      number: 'A2',
    },
    proof_of_address: { files: [{ uri: OTHER_URI }], type: 'BANK_STATEMENT' },
  };
  const refusal = await update(sandbox, CUSTOMER_ID, { ...body, tos_policies_value: 'x' });
  expect(refusal.json).toMatchObject({
    data: { tos_policies_value: "must match the value in the customer's tos_policies_url" },
  });
  const value = TOS_POLICIES_VALUE;
  expect((await update(sandbox, CUSTOMER_ID, { ...body, tos_policies_value: value })).status).toBe(200);
});

it('a field that is asked for by its name is required, whatever else is asked for', async () => {
  await using sandbox = await startSandbox();
  const fields = [{ field_name: 'number' }, { field_name: 'text' }];
  sandbox.control.setCustomer(CUSTOMER_ID, {
    request_for_information: [{ section: 'proof_of_identity', categories: [{ fields }] }],
  });
  const { json } = await update(sandbox, CUSTOMER_ID, { proof_of_identity: { country: 'USA' } });
  expect(json).toMatchObject({ data: { 'proof_of_identity.number': 'is required' } });
});

it.each(['nonsense', [{ section: 7 }], null])(
  'a forced request of another shape, %j, asks for nothing',
  async (odd) => {
    await using sandbox = await startSandbox();
    sandbox.control.setCustomer(CUSTOMER_ID, { request_for_information: odd });
    expect((await update(sandbox, CUSTOMER_ID, goodAnswer)).status).toBe(400);
  },
);

it.each<[string, unknown, number, unknown]>([
  ['00000000-0000-4000-8000-000000000000', goodAnswer, 404, { message: 'Resource not found' }],
  ['x', goodAnswer, 422, { message: 'Validation failed', errors: [{ customer_id: 'must be a UUID' }] }],
  [CUSTOMER_ID, [], 422, { message: 'Validation failed: must be an object' }],
])('PATCH %s with %j is a %i', async (customerId, body, status, json) => {
  await using sandbox = await startSandbox();
  const answer = await update(sandbox, customerId, body);
  expect([answer.status, answer.json]).toEqual([status, json]);
});

it('an answer without a token is a 401, and changes nothing', async () => {
  await using sandbox = await startAsked();
  const init = { method: 'PATCH', body: JSON.stringify(goodAnswer) };
  expect((await answerOf(fetch(`${sandbox.url}/v1/customers/${CUSTOMER_ID}`, init))).status).toBe(401);
  expect(await customerOf(sandbox, CUSTOMER_ID)).toMatchObject({ customer_status: 'REINITIATE' });
});

it("another customer's file is no answer", async () => {
  await using sandbox = await startSandbox();
  const { customerId } = sandbox.control.addCustomer();
  sandbox.control.setCustomer(customerId, { customer_status: 'REINITIATE' });
  const { status, json } = await update(sandbox, customerId, goodAnswer);
  expect([status, json]).toMatchObject([
    400,
    { data: { 'proof_of_identity.files[0].uri': expect.any(String) } },
  ]);
});

it('a lost answer has closed the request', async () => {
  await using sandbox = await startAsked();
  sandbox.control.faults.script('updateCustomer', { reset: 'before-headers', afterProcessing: true });
  await expect(update(sandbox, CUSTOMER_ID, goodAnswer)).rejects.toThrow();
  expect(sandbox.control.customer(CUSTOMER_ID)).toMatchObject({ customer_status: 'QUEUED' });
});

it('a request for the proof of address is closed by a recent one', async () => {
  await using sandbox = await startSandbox({ clock: () => 1_800_000_000_000 });
  await attach(sandbox, exampleNumbered('SANDBOX-ADDRESS'));
  sandbox.control.advanceClock(6_000);
  expect(await customerOf(sandbox, CUSTOMER_ID)).toMatchObject({ customer_status: 'REINITIATE' });

  const proof_of_address = { type: 'UTILITY_BILL', files: [{ uri: OTHER_URI }] };
  expect((await update(sandbox, CUSTOMER_ID, { proof_of_address })).status).toBe(200);

  sandbox.control.advanceClock(6_000);
  expect(await customerOf(sandbox, CUSTOMER_ID)).toMatchObject({ customer_status: 'APPROVED' });
});
