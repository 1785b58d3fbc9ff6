import { expect, test } from 'vitest';
import {
  CUSTOMER_STATUSES,
  type CustomerStatus,
  type RequestedInformation,
} from '../../../src/datasources/fin/customers/customer-details.ts';
import { type NextStep, nextStep } from '../../../src/resolvers/customers/next-step.ts';
import { request } from './requested-information.ts';

const NONE: RequestedInformation[] = [];
const ANSWERABLE = {
  'a file of v1': [request('proof_of_identity', 'PASSPORT', {})],
  'a date of v2': [request('identifying_documents', 'PASSPORT', { fieldName: 'expiry_date' })],
  'an address of v2': [request('address_documents', 'PROOF_OF_ADDRESS', {})],
  'the terms': [request('tos_policies_value', 'TOS', { fieldName: 'tos_policies_value' })],
  'the terms without fields': [{ ...request('tos_policies_value', null), categories: [] }],
  'tax information and a file': [request('tax_info', null, {}), request('proof_of_address', null, {})],
} satisfies Record<string, RequestedInformation[]>;
const UNANSWERABLE = {
  'only a selfie': [request('identifying_documents', 'SELFIE', {})],
  'a selfie and a file': [
    request('identifying_documents', 'SELFIE', {}),
    request('address_documents', 'UTILITY_BILL', {}),
  ],
  'a selfie by the name of its field': [
    request('proof_of_identity', 'GOVERNMENT_ID', { fieldName: 'selfie' }),
  ],
  'only tax information': [request('tax_info', null, { fieldName: 'document_id' })],
  'a section without fields': [request('proof_of_identity', 'PASSPORT')],
} satisfies Record<string, RequestedInformation[]>;

type Row = readonly [
  CustomerStatus | null,
  none: NextStep | null,
  answerable: NextStep | null,
  NextStep | null,
];
const TABLE: readonly Row[] = [
  ['INCOMPLETE', 'ATTACH_DOCUMENTS', 'ATTACH_DOCUMENTS', 'ATTACH_DOCUMENTS'],
  ['QUEUED', 'WAIT', 'ANSWER_REQUEST', 'ANSWER_REQUEST'],
  ['PROCESSING', 'WAIT', 'ANSWER_REQUEST', 'ANSWER_REQUEST'],
  ['REVIEWING', 'WAIT', 'ANSWER_REQUEST', 'ANSWER_REQUEST'],
  ['ON_HOLD', 'WAIT', 'ANSWER_REQUEST', 'ANSWER_REQUEST'],
  ['IN_COMPLIANCE', 'WAIT', 'ANSWER_REQUEST', 'ANSWER_REQUEST'],
  ['ASSOCIATED_PARTIES_REMAINING', 'WAIT', 'ANSWER_REQUEST', 'ANSWER_REQUEST'],
  ['REINITIATE', 'ATTACH_DOCUMENTS', 'ANSWER_REQUEST', 'ATTACH_DOCUMENTS'],
  ['ACTION_REQUIRED', 'ATTACH_DOCUMENTS', 'ANSWER_REQUEST', 'ATTACH_DOCUMENTS'],
  ['APPROVED', 'DONE', 'ANSWER_REQUEST', 'ANSWER_REQUEST'],
  ['REJECTED', 'CONTACT_SUPPORT', 'CONTACT_SUPPORT', 'CONTACT_SUPPORT'],
  ['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN'],
  [null, null, null, null],
];

const named = (requests: Record<string, RequestedInformation[]>) => Object.entries(requests);

test('the table has every status', () => {
  const all = new Set([...CUSTOMER_STATUSES, 'UNKNOWN', null]);
  expect(new Set(TABLE.map(([status]) => status))).toEqual(all);
});

test.each(TABLE)('a customer who is %s, of whom nothing is asked, has the step %s', (status, none) => {
  expect(nextStep(status, NONE)).toBe(none);
  expect(nextStep(status, null)).toBe(none);
});

test.each(
  TABLE.flatMap(([status, , step]) =>
    named(ANSWERABLE).map(([what, asked]) => ({ status, step, what, asked })),
  ),
)('a customer who is $status, of whom $what is asked, has the step $step', ({ status, step, asked }) => {
  expect(nextStep(status, asked)).toBe(step);
});

test.each(
  TABLE.flatMap(([status, , , step]) =>
    named(UNANSWERABLE).map(([what, asked]) => ({ status, step, what, asked })),
  ),
)('a customer who is $status, of whom $what is asked, has the step $step', ({ status, step, asked }) => {
  expect(nextStep(status, asked)).toBe(step);
});
