import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

const ID = EXAMPLE_INPUT.customerId;
const QUERY = `mutation ($input: AnswerInformationRequestInput!) {
  answerInformationRequest(input: $input) { customer { id } }
}`;

async function answerWithFile(url: string, identity: object = {}): Promise<unknown> {
  const files = [{ side: 'FRONT', upload: null }];
  const input = {
    customerId: ID,
    proofOfIdentity: { expiryDate: '2035-01-15', ...identity, files },
  };
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: QUERY, variables: { input } }));
  form.set('map', JSON.stringify({ 0: ['variables.input.proofOfIdentity.files.0.upload'] }));
  form.set('0', new Blob(['%PDF-1.7\n', 'x'.repeat(5_000)]), 'passport.pdf');
  const headers = { 'graphql-preflight': '1' };
  const response = await fetch(url, { method: 'POST', headers, body: form });
  return response.json();
}

test('a file is uploaded and its URI becomes part of the answer', async () => {
  await using stack = await startStack();
  stack.control.setCustomer(ID, { customer_status: 'REINITIATE' });

  const answer = await answerWithFile(stack.url);

  expect(answer).toEqual({ data: { answerInformationRequest: { customer: { id: ID } } } });
  const [upload] = stack.control.uploads;
  const sent = stack.control.requests.find(({ operation }) => operation === 'updateCustomer');
  expect(sent?.body).toEqual({
    proof_of_identity: { expiry_date: '2035-01-15', files: [{ side: 'FRONT', uri: upload?.uri }] },
  });
});

test('an answer to a request that Fin.com did not make stores no file', async () => {
  await using stack = await startStack();
  stack.control.setCustomer(ID, { customer_status: 'REINITIATE' });

  const answer = await answerWithFile(stack.url, { number: 'A1' });

  expect(answer).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  expect(stack.control.count('uploadDocuments')).toBe(0);
});

test('an answer that fails after its file was stored returns the URI for the next attempt', async () => {
  await using stack = await startStack();
  stack.control.setCustomer(ID, { customer_status: 'REINITIATE' });
  stack.control.faults.script('updateCustomer', {
    status: 400,
    body: { status: 400, message: 'x', data: { 'proof_of_identity.files[0].uri': 'blurred' } },
  });

  const answer = await answerWithFile(stack.url);

  const path = ['input', 'proofOfIdentity', 'files', 0];
  expect(answer).toMatchObject({
    errors: [
      {
        extensions: {
          fieldErrors: [{ path: [...path, 'upload'] }],
          uploadedFiles: [{ path, uri: stack.control.uploads[0]?.uri }],
        },
      },
    ],
  });
});
