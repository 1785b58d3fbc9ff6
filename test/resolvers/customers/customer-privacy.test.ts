import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

const PERSON = {
  firstName: 'Canarya',
  lastName: 'Featherstone-Quill',
  dob: '1987-06-05',
  email: 'canarya.quill@birds.example',
  phone: '+14155559753',
  tin: '987-65-4329',
};
/** Five digits alone occur in one of some ten thousand random ids and hashes. */
const HOME = { street: '77 Aviary Crescent', city: 'Birdsville', state: 'US-OR', postalCode: '97035-2681' };
const REFERENCE = 'CANARY-REF-4711';
const CANARIES = [...Object.values(PERSON), ...Object.values(HOME), REFERENCE];

const INPUT = {
  ...NEW_CUSTOMER,
  basicInfo: { ...NEW_CUSTOMER.basicInfo, ...PERSON },
  address: { ...NEW_CUSTOMER.address, ...HOME },
  metaData: { nested: [{ reference: REFERENCE }] },
};
const CREATE =
  'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { id } } }';
const READ = 'query ($id: UUID!) { individualCustomer(id: $id) { status } }';

/** Whatever a client and an operator get to see. */
async function seenAfter(
  operation: 'createIndividualCustomer' | 'getCustomer',
  fault: object | undefined,
  request: object,
): Promise<string> {
  const env = { FIN_TIMEOUT_MS: fault && 'hang' in fault ? '2000' : '20000' };
  await using stack = await startStack({ env });
  if (fault) stack.control.faults.script(operation, fault);
  const response = await fetch(stack.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  await expect.poll(() => stack.logged()).toContain('"event":"request"');
  return `${text}\n${JSON.stringify([...response.headers])}\n${stack.logged()}`;
}

function expectNoCanary(text: string): void {
  for (const canary of CANARIES) expect(text).not.toContain(canary);
}

const echo = { message: `no: ${CANARIES.join(' | ')}`, errors: [{ [PERSON.email]: CANARIES.join('\n') }] };

test.each([
  ['a 422 that echoes everything', { status: 422, body: echo }],
  ['a 423 that echoes everything', { status: 423, body: echo }],
  ['a 409 that echoes everything', { status: 409, body: { error: echo } }],
  ['a 500 that echoes everything', { status: 500, body: echo }],
  ['a 200 of the wrong shape', { status: 200, body: echo }],
  ['an HTML page', { status: 502, body: `<html>${CANARIES.join()}`, contentType: 'text/html' }],
  ['a cut', { reset: 'before-headers' }],
  ['silence', { hang: true }],
])('nothing of a new customer gets out after %s', async (_what, fault) => {
  const seen = await seenAfter('createIndividualCustomer', fault, {
    query: CREATE,
    variables: { input: INPUT },
  });

  expect(seen).toContain('"errors"');
  expectNoCanary(seen);
});

test.each<[string, object]>([
  ['names in another script', { basicInfo: { ...INPUT.basicInfo, firstName: `${PERSON.firstName}Ж` } }],
  ['an e-mail address in capitals', { basicInfo: { ...INPUT.basicInfo, email: PERSON.email.toUpperCase() } }],
  ['a day that does not exist', { basicInfo: { ...INPUT.basicInfo, dob: `${PERSON.dob}9` } }],
  ['a name for a country', { basicInfo: { ...INPUT.basicInfo, nationality: PERSON.lastName } }],
  ['text for a number', { financialProfile: { ...INPUT.financialProfile, purposeId: PERSON.tin } }],
  ['text for free data', { metaData: REFERENCE }],
  ['a missing field', { verificationType: null }],
])('nothing of a new customer is in the answer to %s, nor in the log', async (_what, changes) => {
  const variables = { input: { ...INPUT, ...changes } };
  const seen = await seenAfter('createIndividualCustomer', undefined, { query: CREATE, variables });

  expect(seen).toContain('BAD_USER_INPUT');
  expectNoCanary(seen);
});

test('a customer that was created leaves nothing of the person in the log', async () => {
  const seen = await seenAfter('createIndividualCustomer', undefined, {
    query: CREATE,
    variables: { input: { ...INPUT, address: NEW_CUSTOMER.address } },
  });

  expect(seen).toContain('"customer":{"id"');
  expectNoCanary(seen);
});

test.each([
  [
    'a status, and much that was not asked for',
    { status: 200, body: { data: wireCustomer({}) } },
    '"status":',
  ],
  [
    'a wrong shape',
    { status: 200, body: { data: wireCustomer({ first_name: [PERSON.firstName] }) } },
    'BAD_RESPONSE',
  ],
  ['broken JSON', { status: 200, body: JSON.stringify(wireCustomer({})).slice(1) }, 'BAD_RESPONSE'],
  ['a 500 that tells all', { status: 500, body: wireCustomer({}) }, 'UPSTREAM_UNAVAILABLE'],
])('what Fin.com tells of a person stays out of answer and log: %s', async (_what, fault, expected) => {
  const seen = await seenAfter('getCustomer', fault, {
    query: READ,
    variables: { id: EXAMPLE_INPUT.customerId },
  });

  expect(seen).toContain(expected);
  expectNoCanary(seen);
});

test.each([
  [
    'a 400 that echoes everything',
    { status: 400, body: { status: 400, message: echo.message, data: { x: echo.message } } },
  ],
  ['a 500 that echoes everything', { status: 500, body: echo }],
  ['a 200 of the wrong shape', { status: 200, body: echo }],
])('nothing of an answer to Fin.com gets out after %s', async (_what, fault) => {
  await using stack = await startStack();
  const { customerId, tosPoliciesValue } = EXAMPLE_INPUT;
  const fields = ['number', 'files'].map((field_name) => ({ field_name }));
  const terms = { section: 'tos_policies_value', categories: [] };
  const request_for_information = [{ section: 'proof_of_identity', categories: [{ fields }] }, terms];
  stack.control.setCustomer(customerId, { request_for_information });
  const number = 'CANARYNUMBER99';
  const uri = '/canary7uri_Ada-Lovelace.pdf';
  const canaries = [number, uri, tosPoliciesValue];
  const said = JSON.stringify(fault).replaceAll(CANARIES.join(' | '), canaries.join(' | '));
  stack.control.faults.script('updateCustomer', JSON.parse(said));
  const proofOfIdentity = { number, files: [{ uri }] };
  const response = await fetch(stack.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query:
        'mutation ($input: AnswerInformationRequestInput!) { answerInformationRequest(input: $input) { customer { id } } }',
      variables: { input: { customerId, proofOfIdentity, tosPoliciesValue } },
    }),
  });
  const seen = `${await response.text()}\n${stack.logged()}`;

  expect(stack.control.count('updateCustomer')).toBe(1);
  expect(seen).toContain('"errors"');
  for (const canary of canaries) expect(seen).not.toContain(canary);
});

function wireCustomer(members: object): object {
  return {
    customer_id: EXAMPLE_INPUT.customerId,
    first_name: PERSON.firstName,
    last_name: PERSON.lastName,
    email: PERSON.email,
    phone: PERSON.phone,
    customer_status: PERSON.lastName,
    ...members,
  };
}
