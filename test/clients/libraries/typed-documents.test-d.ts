/** The mistakes that the compiler reports to authors of clients. `npm run check:types` is the test. */
import { ApolloClient, InMemoryCache } from '@apollo/client';
import { Client } from '@urql/core';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import type { BracketName, DottedName } from '../../../client/src/errors.ts';
import {
  AttachIndividualDocumentsDocument,
  type AttachIndividualDocumentsInput,
  CustomerStatusDocument,
  CustomersDocument,
  FormListsDocument,
  type IdentityDocumentFileInput,
  UploadDocumentsDocument,
  ValidateIndividualDocumentsDocument,
} from '../../../examples/generated/graphql.ts';
import { CUSTOMER_ID, TOS_POLICIES_VALUE } from '../../support/example-data.ts';

const url = 'http://127.0.0.1:4000/graphql';
const apollo = new ApolloClient({ cache: new InMemoryCache(), link: new UploadHttpLink({ uri: url }) });
const urql = new Client({ url, exchanges: [] });

declare const file: File;
declare const blob: Blob;

const input: AttachIndividualDocumentsInput = {
  customerId: CUSTOMER_ID,
  proofOfIdentity: {
    type: 'PASSPORT',
    number: 'A12345678',
    country: 'USA',
    issueDate: '2020-01-15',
    expiryDate: '2030-01-15',
    files: [{ side: 'FRONT', upload: file }, { uri: '/AbAcQ4hn_0652746727637.pdf' }],
  },
  proofOfAddress: { type: 'UTILITY_BILL', country: 'USA', files: [{ upload: blob }] },
  tosPoliciesValue: TOS_POLICIES_VALUE,
};
const { proofOfIdentity, proofOfAddress } = input;

export const wrongEnumValues: AttachIndividualDocumentsInput[] = [
  // @ts-expect-error A bank statement does not show who somebody is.
  { ...input, proofOfIdentity: { ...proofOfIdentity, type: 'BANK_STATEMENT' } },
  // @ts-expect-error Countries have three letters.
  { ...input, proofOfAddress: { ...proofOfAddress, country: 'DE' } },
  // @ts-expect-error Kosovo has no code of its own in the list.
  { ...input, proofOfAddress: { ...proofOfAddress, country: 'XKX' } },
  // @ts-expect-error Enum values are in capitals.
  { ...input, proofOfAddress: { ...proofOfAddress, type: 'utility_bill' } },
];

const { tosPoliciesValue: _consent, ...withoutConsent } = input;
const { expiryDate: _date, ...withoutExpiry } = proofOfIdentity;

export const missingFields: AttachIndividualDocumentsInput[] = [
  // @ts-expect-error Consent is not optional.
  withoutConsent,
  // @ts-expect-error Neither is the end of validity.
  { ...input, proofOfIdentity: withoutExpiry },
  // @ts-expect-error Null is no number.
  { ...input, proofOfIdentity: { ...proofOfIdentity, number: null } },
];

export const wrongScalars: AttachIndividualDocumentsInput[] = [
  // @ts-expect-error Dates travel as YYYY-MM-DD.
  { ...input, proofOfIdentity: { ...proofOfIdentity, issueDate: new Date() } },
  // @ts-expect-error A document's number may have leading zeros and letters.
  { ...input, proofOfIdentity: { ...proofOfIdentity, number: 12_345_678 } },
  // @ts-expect-error A customer's id is a UUID, as a string.
  { ...input, customerId: 7 },
];

export const wrongFiles: IdentityDocumentFileInput[] = [
  // @ts-expect-error Bytes want to be in a Blob, else a client sends them as JSON.
  { upload: new Uint8Array(3) },
  // @ts-expect-error The content in base64 is no upload.
  { upload: 'JVBERi0xLjcK' },
  // @ts-expect-error URIs are named uri.
  { url: '/AbAcQ4hn_0652746727637.pdf' },
];

export async function whatClientsMayAskAndRead() {
  const attached = await apollo.mutate({
    mutation: AttachIndividualDocumentsDocument,
    variables: { input },
  });
  // @ts-expect-error A mutation that failed has no payload: ask before reading.
  attached.data?.attachIndividualDocuments.customer;
  // @ts-expect-error Only what the document selects can be read.
  attached.data?.attachIndividualDocuments?.customer.firstName;
  const id: string | undefined = attached.data?.attachIndividualDocuments?.customer.id;

  // @ts-expect-error Variables are not optional.
  await apollo.mutate({ mutation: AttachIndividualDocumentsDocument });
  // @ts-expect-error The variable is named input.
  await urql.mutation(AttachIndividualDocumentsDocument, { request: input });
  const { customerId } = input;
  // @ts-expect-error A list of files, not of URIs.
  await urql.mutation(UploadDocumentsDocument, { input: { customerId, files: ['/a.pdf'] } });

  const checked = await urql.query(ValidateIndividualDocumentsDocument, { input });
  const [fault] = checked.data?.validateIndividualDocuments ?? [];
  const path: (string | number)[] | undefined = fault?.path;
  const isExpired = fault?.code === 'EXPIRED';
  // @ts-expect-error Codes of field errors are a closed list.
  const isLate = fault?.code === 'LATE';
  return { id, path, isExpired, isLate };
}

export async function whatClientsMayAskOfTheExamples() {
  // @ts-expect-error Countries have three letters, in the variables of queries too.
  await urql.query(FormListsDocument, { country: 'DE' });
  // @ts-expect-error A page has a size.
  await urql.query(CustomersDocument, { page: 1 });
  // @ts-expect-error Pages are counted in numbers.
  await urql.query(CustomersDocument, { page: '1', perPage: 10 });
  // @ts-expect-error A customer's id is a UUID, as a string.
  await urql.query(CustomerStatusDocument, { id: 7 });

  const { data } = await urql.query(CustomerStatusDocument, { id: input.customerId });
  // @ts-expect-error There may be no customer of that id.
  data?.individualCustomer.status;
  const isApproved = data?.individualCustomer?.status === 'APPROVED';
  // @ts-expect-error Statuses are a closed list, in capitals.
  const isPaused = data?.individualCustomer?.status === 'paused';
  return { isApproved, isPaused };
}

export const namesOfFields: DottedName<AttachIndividualDocumentsInput>[] = [
  'proofOfIdentity.number',
  'proofOfIdentity.files.0.uri',
  // @ts-expect-error The input has no such field.
  'proofOfIdentity.issuedAt',
  // @ts-expect-error Positions in a list are numbers.
  'proofOfIdentity.files.first.uri',
];

export const namesInBrackets: BracketName<AttachIndividualDocumentsInput>[] = [
  'proofOfIdentity.number',
  'proofOfIdentity.files[0].uri',
  // @ts-expect-error That is how React Hook Form writes it.
  'proofOfIdentity.files.0.uri',
];
