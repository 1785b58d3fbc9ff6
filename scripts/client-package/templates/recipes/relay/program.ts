import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import {
  createOperationDescriptor,
  fetchQuery,
  getRequest,
  graphql,
  requestSubscription,
} from 'relay-runtime';
import type { AttachIndividualDocumentsInput } from './__generated__/attachDocumentsMutation.graphql';
import type { programListsQuery } from './__generated__/programListsQuery.graphql';
import { attachDocuments } from './attach-documents';
import { customerStatusQuery } from './customer-status';
import { createEnvironment } from './environment';

const {
  GATEWAY_URL: url = '',
  ACCESS_TOKEN: token = '',
  REJECTED_INPUT: rejectedInput = '',
  ACCEPTED_INPUT: acceptedInput = '',
} = process.env;
const environment = createEnvironment(url, () => token);

const paths = process.argv.slice(2);
const files = await Promise.all(paths.map(async (path) => new File([await readFile(path)], 'document')));
const [front, back, bill] = files;
assert(front && back && bill);
const uploadables = {
  'input.proofOfIdentity.files.0.upload': front,
  'input.proofOfIdentity.files.1.upload': back,
  'input.proofOfAddress.files.0.upload': bill,
};
const attach = (input: string) =>
  attachDocuments(environment, JSON.parse(input) as AttachIndividualDocumentsInput, uploadables);

const rejected = await attach(rejectedInput);
assert.deepEqual(rejected[0]?.fieldErrors[0]?.path, ['input', 'proofOfIdentity', 'number']);

assert.deepEqual(await attach(acceptedInput), []);

// The query finds the customer of the mutation in the store.
const id: string = JSON.parse(acceptedInput).customerId;
const known = graphql`
  query programCustomerQuery($id: UUID!) {
    individualCustomer(id: $id) {
      id
      status
    }
  }
`;
const operation = createOperationDescriptor(getRequest(known), { id });
assert.equal(environment.check(operation).status, 'available');
assert.equal(
  environment.check(createOperationDescriptor(getRequest(known), { id: 'other' })).status,
  'missing',
);

const status = await fetchQuery(environment, customerStatusQuery, { id }).toPromise();
assert.partialDeepStrictEqual(status, { individualCustomer: { status: 'QUEUED', nextStep: 'WAIT' } });

// Both lists have objects with the id 1.
const lists = graphql`
  query programListsQuery {
    occupations {
      id
      title
    }
    purposes {
      id
      title
    }
  }
`;
const { occupations, purposes } =
  (await fetchQuery<programListsQuery>(environment, lists, {}).toPromise()) ?? {};
assert(occupations && purposes);
const titleOf = (list: typeof occupations) => list.find((item) => item.id === 1)?.title;
assert.notEqual(titleOf(occupations), titleOf(purposes));

// A subscription emits the current state first.
const live = graphql`
  subscription programSubscription($id: UUID!) {
    individualCustomerChanged(id: $id) {
      id
      status
    }
  }
`;
const first = await new Promise((onNext, onError) => {
  requestSubscription(environment, { subscription: live, variables: { id }, onNext, onError });
});
assert.partialDeepStrictEqual(first, { individualCustomerChanged: { id } });
process.exit();
