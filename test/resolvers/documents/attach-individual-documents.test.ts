import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, inputWithNumber, WIRE_ATTACH } from '../../support/example-data.ts';
import { ATTACH } from '../../support/graphql-request.ts';
import { startStack } from '../../support/start-stack.ts';

test("the example documents are attached, and the body is the API page's example key for key", async () => {
  await using stack = await startStack();

  const answer = await stack.attach();

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({ attachIndividualDocuments: { customer: { id: EXAMPLE_INPUT.customerId } } });
  const sent = stack.control.requests.find(({ operation }) => operation === 'attachIndividualDocuments');
  expect(JSON.stringify(sent?.body)).toBe(JSON.stringify(WIRE_ATTACH));
});

test('a refused document number is a field error of that field, and its neighbour in the document succeeds', async () => {
  await using stack = await startStack();

  const answer = await stack.request(
    `mutation Two($good: AttachIndividualDocumentsInput!, $bad: AttachIndividualDocumentsInput!) {
      good: attachIndividualDocuments(input: $good) { customer { id } }
      bad: attachIndividualDocuments(input: $bad) { customer { id } }
    }`,
    { good: EXAMPLE_INPUT, bad: inputWithNumber('SANDBOX-422') },
  );

  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ good: { customer: { id: EXAMPLE_INPUT.customerId } }, bad: null });
  expect(answer.errors).toHaveLength(1);
  const [error] = answer.errors ?? [];
  expect(error?.path).toEqual(['bad']);
  expect(error?.extensions.code).toBe('FIN_VALIDATION_FAILED');
  expect(error?.extensions.fieldErrors?.map(({ path, code }) => ({ path, code }))).toEqual([
    { path: ['input', 'proofOfIdentity', 'number'], code: 'REFUSED' },
  ]);
});

test('broken rules are told all at once, and nothing is sent', async () => {
  await using stack = await startStack();
  const { proofOfIdentity, proofOfAddress } = EXAMPLE_INPUT;
  const input = {
    ...EXAMPLE_INPUT,
    proofOfIdentity: {
      ...proofOfIdentity,
      number: ' ',
      issueDate: '2020-01-15',
      expiryDate: '2019-01-15',
      files: [],
    },
    proofOfAddress: { ...proofOfAddress, files: [{ uri: 'no-slash.pdf' }, {}] },
    tosPoliciesValue: '',
  };

  const answer = await stack.attach(input);
  const asked = await stack.request(
    `query ($input: AttachIndividualDocumentsInput!) {
      validateIndividualDocuments(input: $input) { path code params message }
    }`,
    { input },
  );

  const [error] = answer.errors ?? [];
  expect(error?.extensions.code).toBe('BAD_USER_INPUT');
  expect(error?.extensions.fieldErrors?.map(({ path, code }) => [path.join('.'), code])).toEqual([
    ['input.proofOfIdentity.number', 'REQUIRED'],
    ['input.proofOfIdentity.expiryDate', 'EXPIRED'],
    ['input.proofOfIdentity.expiryDate', 'OUT_OF_RANGE'],
    ['input.proofOfIdentity.files', 'REQUIRED'],
    ['input.proofOfAddress.files.0.uri', 'INVALID_FORMAT'],
    ['input.proofOfAddress.files.1', 'REQUIRED'],
    ['input.tosPoliciesValue', 'REQUIRED'],
  ]);
  expect(error?.extensions.fieldErrors?.[5]?.params).toEqual({ oneOf: ['uri', 'upload'] });
  expect(asked.data).toEqual({ validateIndividualDocuments: error?.extensions.fieldErrors });
  expect(stack.control.requests).toHaveLength(0);
});

test('a valid input has no field errors, and asking sends nothing', async () => {
  await using stack = await startStack();

  const answer = await stack.request(
    'query ($input: AttachIndividualDocumentsInput!) { validateIndividualDocuments(input: $input) { code } }',
    { input: EXAMPLE_INPUT },
  );

  expect(answer.data).toEqual({ validateIndividualDocuments: [] });
  expect(stack.control.requests).toHaveLength(0);
});

test("a caller's well-formed request id comes back in the header, the error and the log; another is replaced", async () => {
  await using stack = await startStack();
  const variables = { input: inputWithNumber('SANDBOX-422') };

  const kept = await stack.request(ATTACH, variables, { 'x-request-id': 'checkout-7f3a.1' });
  const replaced = await stack.request(ATTACH, variables, {
    'x-request-id': 'no spaces, please',
  });

  expect(kept.headers.get('x-request-id')).toBe('checkout-7f3a.1');
  expect(kept.errors?.[0]?.extensions.requestId).toBe('checkout-7f3a.1');
  expect(stack.logged()).toContain('"requestId":"checkout-7f3a.1"');
  expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(stack.logged()).not.toContain('no spaces');
});
