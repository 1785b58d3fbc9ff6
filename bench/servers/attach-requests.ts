import { randomUUID } from 'node:crypto';
import type { LoadRequest } from '../processes/load/load-request.ts';

export const CUSTOMER_ID = '55bd6b4e-c20a-4cc8-9535-91d5557a67d9';
const TERMS = 'e9414388-fbdf-4407-b5c2-bc39eae3645b';
const IDENTITY = { type: 'PASSPORT', number: 'A12345678', country: 'USA' };
const IDENTITY_FILES = [{ side: 'FRONT', uri: '/AbAcQ4hn_0652746727637.pdf' }];
const ADDRESS = { type: 'BANK_STATEMENT', country: 'USA', files: [{ uri: '/AbAcQ4hn_0652746727638.pdf' }] };

export const ATTACH_INPUT = {
  customerId: CUSTOMER_ID,
  proofOfIdentity: { ...IDENTITY, issueDate: '2020-01-15', expiryDate: '2099-01-15', files: IDENTITY_FILES },
  proofOfAddress: ADDRESS,
  tosPoliciesValue: TERMS,
};

export const ATTACH_QUERY =
  'mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) { attachIndividualDocuments(input: $input) { customer { id } } }';

export const ATTACH_RESPONSE = JSON.stringify({
  data: { attachIndividualDocuments: { customer: { id: CUSTOMER_ID } } },
});

export const REST_ATTACH: LoadRequest = {
  body: JSON.stringify({
    customer_id: CUSTOMER_ID,
    proof_of_identity: {
      ...IDENTITY,
      issue_date: '2020-01-15',
      expiry_date: '2099-01-15',
      files: IDENTITY_FILES,
    },
    proof_of_address: ADDRESS,
    tos_policies_value: TERMS,
  }),
  expected: JSON.stringify({ success: true, data: { customer_id: CUSTOMER_ID } }),
};

export const GRAPHQL_ATTACH = graphqlAttach(ATTACH_INPUT);

const KEY = randomUUID();
/** Each request has an idempotency key of its own. */
export const KEYED_ATTACH: LoadRequest = {
  ...graphqlAttach({ idempotencyKey: KEY, ...ATTACH_INPUT }),
  idempotencyKey: KEY,
};

export const GRAPHQL_READ: LoadRequest = {
  body: JSON.stringify({
    query: 'query IndividualCustomer($id: UUID!) { individualCustomer(id: $id) { id status } }',
    variables: { id: CUSTOMER_ID },
  }),
  expected: JSON.stringify({ data: { individualCustomer: { id: CUSTOMER_ID, status: 'INCOMPLETE' } } }),
};

function graphqlAttach(input: object): LoadRequest {
  return {
    body: JSON.stringify({ query: ATTACH_QUERY, variables: { input } }),
    expected: ATTACH_RESPONSE,
  };
}
