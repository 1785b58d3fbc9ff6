import { expect, test } from 'vitest';
import type { Sandbox } from '../../../sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { graphqlRequest } from '../../support/graphql-request.ts';
import { startStack } from '../../support/start-stack.ts';

const ID = EXAMPLE_INPUT.customerId;
const URI = '/AbAcQ4hn_0652746727637.pdf';
const ASKED = `query ($id: UUID!) {
  individualCustomer(id: $id) {
    status
    requestedFieldErrors { path code params message }
    requiredDocuments { kind label acceptedTypes { type label sides } }
  }
}`;
const GOOD = { proofOfIdentity: { expiryDate: '2035-01-15', files: [{ side: 'FRONT', uri: URI }] } };

const answerRequest = (url: string, answer: object) =>
  graphqlRequest(
    url,
    `mutation ($input: AnswerInformationRequestInput!) {
      answerInformationRequest(input: $input) { customer { id status } }
    }`,
    { input: { customerId: ID, ...answer } },
  );

/** As after a review that found the passport wanting. */
function askForAnotherPassport({ control }: Sandbox): void {
  control.setCustomer(ID, { customer_status: 'REINITIATE' });
}

function ask({ control }: Sandbox, section: string, document_type: string, ...field_names: string[]): void {
  const fields = field_names.map((field_name) => ({ field_name, data_type: 'TEXT', status: 'MISSING' }));
  const request_for_information = [{ section, categories: [{ document_type, fields }] }];
  control.setCustomer(ID, { customer_status: 'ACTION_REQUIRED', request_for_information });
}

test('what Fin.com asks for is shown as field errors, answered at those paths, and reviewed anew', async () => {
  await using stack = await startStack();
  askForAnotherPassport(stack.sandbox);

  const { data } = await stack.request(ASKED, { id: ID });
  const answer = await answerRequest(stack.url, GOOD);

  expect(data).toMatchObject({
    individualCustomer: {
      status: 'REINITIATE',
      requestedFieldErrors: [
        { path: ['input', 'proofOfIdentity', 'files'], code: 'EXPIRED' },
        { path: ['input', 'proofOfIdentity', 'expiryDate'], code: 'REFUSED', params: { dataType: 'DATE' } },
      ],
      requiredDocuments: [{ kind: 'PROOF_OF_IDENTITY', label: 'Proof of identity' }],
    },
  });
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({ answerInformationRequest: { customer: { id: ID, status: 'QUEUED' } } });
  const sent = stack.control.requests.find(({ operation }) => operation === 'updateCustomer');
  expect(sent?.body).toEqual({
    proof_of_identity: { expiry_date: '2035-01-15', files: [{ side: 'FRONT', uri: URI }] },
  });
});

test('what nobody asked for is refused field by field, and nothing is sent', async () => {
  await using stack = await startStack();
  askForAnotherPassport(stack.sandbox);

  const { data, errors } = await answerRequest(stack.url, {
    proofOfIdentity: { ...GOOD.proofOfIdentity, number: 'A1', country: 'USA', type: null },
    proofOfAddress: { type: 'UTILITY_BILL' },
    tosPoliciesValue: 'x',
  });

  expect(data).toEqual({ answerInformationRequest: null });
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.extensions.fieldErrors?.map(({ path, code }) => [path.join('.'), code])).toEqual([
    ['input.proofOfIdentity.number', 'NOT_REQUESTED'],
    ['input.proofOfIdentity.country', 'NOT_REQUESTED'],
    ['input.proofOfAddress.type', 'NOT_REQUESTED'],
    ['input.tosPoliciesValue', 'NOT_REQUESTED'],
  ]);
  expect(stack.control.count('updateCustomer')).toBe(0);
});

test('when Fin.com asks for nothing, nothing is accepted', async () => {
  await using stack = await startStack();

  const { errors } = await answerRequest(stack.url, GOOD);

  expect(errors?.[0]?.extensions.fieldErrors?.map(({ code }) => code)).toEqual([
    'NOT_REQUESTED',
    'NOT_REQUESTED',
  ]);
  expect(stack.control.count('updateCustomer')).toBe(0);
});

test('a rule that is broken is told before Fin.com is asked anything', async () => {
  await using stack = await startStack();

  const broken = await answerRequest(stack.url, {
    proofOfIdentity: { number: ' ', issueDate: '2099-01-01', expiryDate: '2001-01-01', files: [] },
    proofOfAddress: { files: [{}] },
    tosPoliciesValue: '',
  });
  const empty = await answerRequest(stack.url, { proofOfIdentity: { number: null }, proofOfAddress: {} });

  const told = ({ errors }: typeof broken) =>
    errors?.[0]?.extensions.fieldErrors?.map(({ path, code }) => [path.join('.'), code]);
  expect(told(broken)).toEqual([
    ['input.proofOfIdentity.number', 'REQUIRED'],
    ['input.proofOfIdentity.issueDate', 'OUT_OF_RANGE'],
    ['input.proofOfIdentity.expiryDate', 'EXPIRED'],
    ['input.proofOfIdentity.expiryDate', 'OUT_OF_RANGE'],
    ['input.proofOfIdentity.files', 'REQUIRED'],
    ['input.proofOfAddress.files.0', 'REQUIRED'],
    ['input.tosPoliciesValue', 'REQUIRED'],
  ]);
  expect(told(empty)).toEqual([['input', 'REQUIRED']]);
  expect(stack.control.requests).toHaveLength(0);
});

test('the terms can be asked for and answered alone', async () => {
  await using stack = await startStack();
  ask(stack.sandbox, 'tos_policies_value', 'TOS', 'tos_policies_value');

  const answer = await answerRequest(stack.url, { tosPoliciesValue: EXAMPLE_INPUT.tosPoliciesValue });

  expect(answer.errors).toBeUndefined();
  const sent = stack.control.requests.find(({ operation }) => operation === 'updateCustomer');
  expect(sent?.body).toEqual({ tos_policies_value: EXAMPLE_INPUT.tosPoliciesValue });
});

test('a field that is only called text lets the texts of its proof through', async () => {
  await using stack = await startStack();
  ask(stack.sandbox, 'proof_of_identity', 'GOVERNMENT_ID', 'text');

  const answer = await answerRequest(stack.url, { proofOfIdentity: { number: 'B7654321' } });

  expect(answer.errors).toBeUndefined();
});

test("a 400 of Fin.com's points at the fields by its map", async () => {
  await using stack = await startStack();
  askForAnotherPassport(stack.sandbox);
  const { proofOfIdentity } = GOOD;

  const { errors } = await answerRequest(stack.url, {
    proofOfIdentity: { ...proofOfIdentity, files: [{ uri: '/nobody-has-this.pdf' }] },
  });

  const { code, fieldErrors, upstream } = errors?.[0]?.extensions ?? {};
  expect({ code, upstream }).toEqual({
    code: 'FIN_VALIDATION_FAILED',
    upstream: { operation: 'updateCustomer', status: 400 },
  });
  expect(fieldErrors?.map(({ path }) => path)).toEqual([['input', 'proofOfIdentity', 'files', 0, 'uri']]);
});

test.each([
  ['a lost answer', { reset: 'before-headers', afterProcessing: true }],
  ['503', { status: 503 }],
  ["another customer's id", { body: { data: { customer_id: '00000000-0000-4000-8000-000000000000' } } }],
] as const)(
  'after %s the outcome of an answer is unknown, and it is not sent again',
  async (_what, fault) => {
    await using stack = await startStack();
    askForAnotherPassport(stack.sandbox);
    stack.control.faults.script('updateCustomer', fault);

    const { errors } = await answerRequest(stack.url, GOOD);

    expect(errors?.[0]?.extensions.outcome).toBe('UNKNOWN');
    expect(errors?.[0]?.extensions.retryable).toBe(false);
    expect(stack.control.count('updateCustomer')).toBe(1);
  },
);

test('an answer for a customer that does not exist is NOT_FOUND', async () => {
  await using stack = await startStack();

  const { data, errors } = await answerRequest(stack.url, {
    ...GOOD,
    customerId: '00000000-0000-4000-8000-000000000000',
  });

  expect(data).toEqual({ answerInformationRequest: null });
  expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});
