import { readFile } from 'node:fs/promises';
import {
  buildSchema,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { expect, test } from 'vitest';
import type { AnswerInformationRequestInput } from '../../../client/src/operations.ts';
import { findField } from '../../../examples/onboarding-page/form/model/find-field.ts';
import { fieldsOf } from '../../../examples/onboarding-page/form/model/form-fields.ts';
import { toInput } from '../../../examples/onboarding-page/form/model/form-input.ts';
import { planForm, unanswerableRequests } from '../../../examples/onboarding-page/form/model/form-plan.ts';
import type { FormValues } from '../../../examples/onboarding-page/form/model/form-values.ts';
import type { RequestedInformation } from '../../../src/datasources/fin/customers/customer-details.ts';
import { validateRequested } from '../../../src/resolvers/customers/requested-fields.ts';
import { request } from '../../resolvers/customers/requested-information.ts';
import { CUSTOMER_ID, TOS_POLICIES_VALUE } from '../../support/example-data.ts';
import { FILLED, formCustomer, planFor, urisOf } from './form-customer.ts';

const CUSTOMER = { id: CUSTOMER_ID, tosPoliciesValue: TOS_POLICIES_VALUE };
const schema = buildSchema(await readFile('schema.graphql', 'utf8'));

function names(requested: readonly RequestedInformation[], texts: FormValues['texts'] = {}) {
  return fieldsOf(planFor('REINITIATE', requested), { texts }).map(({ name }) => name);
}

/** Whether the input has something at this path. */
function hasPath(type: GraphQLInputType | undefined, steps: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (!type || step === undefined) return type !== undefined;
  const nullable = getNullableType(type);
  if (isListType(nullable)) return /^\d+$/.test(step) && hasPath(nullable.ofType, rest);
  return isInputObjectType(nullable) && hasPath(nullable.getFields()[step]?.type, rest);
}

function inputType(name: string): GraphQLInputType | undefined {
  const type = schema.getType(name);
  return isInputObjectType(type) ? getNamedType(type) : undefined;
}

function withUris({ proofOfIdentity, proofOfAddress, ...input }: AnswerInformationRequestInput) {
  return {
    ...input,
    proofOfIdentity: proofOfIdentity && {
      ...proofOfIdentity,
      files: proofOfIdentity.files && urisOf('identity', proofOfIdentity.files),
    },
    proofOfAddress: proofOfAddress && {
      ...proofOfAddress,
      files:
        proofOfAddress.files &&
        urisOf(
          'address',
          proofOfAddress.files.map(() => ({})),
        ),
    },
  };
}

const LICENSE = { 'proofOfIdentity.type': 'DRIVERS_LICENSE', 'proofOfIdentity.country': 'USA' } as const;

test('the name of every field is its path in the input, so that field errors need no translation', () => {
  const attach = fieldsOf(planFor('INCOMPLETE', [], 'v2'), { texts: LICENSE });
  const answer = fieldsOf(planFor('REVIEWING', [ALL_OF_IDENTITY, ALL_OF_ADDRESS, TERMS]), { texts: {} });

  const missing = [
    ...attach.filter(({ name }) => !hasPath(inputType('AttachIndividualDocumentsInput'), name.split('.'))),
    ...answer.filter(({ name }) => !hasPath(inputType('AnswerInformationRequestInput'), name.split('.'))),
  ];

  expect(missing).toEqual([]);
  expect(attach).toHaveLength(13);
  expect(answer).toHaveLength(11);
});

const field = (fieldName: string) => ({ fieldName });
const ALL_OF_IDENTITY = request(
  'proof_of_identity',
  null,
  ...['type', 'number', 'country', 'issue_date', 'expiry_date', 'files'].map(field),
);
const ALL_OF_ADDRESS = request('proof_of_address', null, ...['type', 'country', 'files'].map(field));
const TERMS = request('tos_policies_value', null, field('tos_policies_value'));

test.each<[RequestedInformation[], string[]]>([
  [[request('proof_of_identity', 'PASSPORT', field('expiry_date'))], ['proofOfIdentity.expiryDate']],
  [[request('proof_of_identity', 'PASSPORT', field('files'))], ['proofOfIdentity.files.0']],
  [
    [request('proof_of_identity', 'NATIONAL_ID', field('files'))],
    ['proofOfIdentity.files.0', 'proofOfIdentity.files.1'],
  ],
  [[request('proof_of_identity', 'NATIONAL_ID', { side: 'BACK' })], ['proofOfIdentity.files.0']],
  [
    [request('proof_of_address', null, field('files'), field('country'))],
    ['proofOfAddress.country', 'proofOfAddress.files.0'],
  ],
  [[TERMS], ['tosPoliciesValue']],
  [
    [request('proof_of_identity', null, field('text'))],
    ['proofOfIdentity.type', 'proofOfIdentity.country', 'proofOfIdentity.number'],
  ],
])('the form asks for exactly what Fin.com requests: %#', (requested, expected) => {
  expect(names(requested)).toEqual(expected);
});

test.each([
  [[ALL_OF_IDENTITY]],
  [[ALL_OF_ADDRESS, TERMS]],
  [[request('proof_of_identity', null, field('text'))]],
])('an answer has what Fin.com requests and nothing else: %#', (requested) => {
  const plan = planFor('REINITIATE', requested);

  const write = toInput(plan, fieldsOf(plan, FILLED), FILLED, CUSTOMER);

  if (write?.mutation !== 'answer') throw new Error('This is not an answer.');
  expect(validateRequested(withUris(write.input), requested)).toEqual([]);
  const answered = Object.entries(write.input).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null ? Object.keys(value).map((key) => `${name}.${key}`) : [name],
  );
  const fields = fieldsOf(plan, FILLED).map(({ name }) => name.replace(/\.\d$/, ''));
  expect(new Set(answered)).toEqual(new Set(['customerId', ...fields]));
});

test('one side that Fin.com requests is sent as that side', () => {
  const plan = planFor('REINITIATE', [request('proof_of_identity', 'NATIONAL_ID', { side: 'BACK' })]);

  const write = toInput(plan, fieldsOf(plan, FILLED), FILLED, CUSTOMER);

  expect(write?.input.proofOfIdentity?.files).toEqual([
    { side: 'BACK', upload: FILLED.files['proofOfIdentity.files.0']?.file },
  ]);
});

test.each([
  ['INCOMPLETE', [], 'attach'],
  ['REINITIATE', [], 'attach'],
  ['REINITIATE', [TERMS], 'answer'],
  ['ACTION_REQUIRED', [request('identifying_documents', 'SELFIE', field('files'))], 'attach'],
  ['REVIEWING', [TERMS], 'answer'],
  ['APPROVED', [TERMS], 'answer'],
  ['REVIEWING', [], undefined],
  ['APPROVED', [], undefined],
  ['REJECTED', [TERMS], undefined],
  ['UNKNOWN', [], undefined],
  ['REVIEWING', [request('identifying_documents', 'SELFIE', field('files'))], undefined],
  ['REVIEWING', [request('tax_info', null, field('document_id'))], undefined],
] as const)('with the status %s and %j the form is for: %s', (status, requested, mutation) => {
  expect(planForm(formCustomer(status, requested))?.mutation).toBe(mutation);
});

test('a request that the form has no field for is named beside the others', () => {
  const tax = request('tax_info', null, { fieldName: 'document_id', reason: 'Please send your tax number.' });

  const plan = planFor('REVIEWING', [TERMS, tax]);

  expect(unanswerableRequests(plan).map(({ reason }) => reason)).toEqual(['Please send your tax number.']);
});

test("only Fin.com's own words are a reason: the gateway's messages are for developers", () => {
  const reason = 'The photo is too dark.';
  const { requests } = planFor('REINITIATE', [
    request(
      'proof_of_identity',
      null,
      { reason, status: 'INVALID' },
      { fieldName: 'number', status: 'INVALID' },
    ),
  ]);

  expect(requests.map((requested) => requested.reason)).toEqual([reason, undefined]);
});

test('the state is asked for and sent only with the licenses that need it', () => {
  const plan = planFor('INCOMPLETE');
  const inputFor = (texts: FormValues['texts']) => {
    const values = { ...FILLED, texts: { ...FILLED.texts, 'proofOfIdentity.state': 'US-CA', ...texts } };
    return toInput(plan, fieldsOf(plan, values), values, CUSTOMER)?.input.proofOfIdentity;
  };

  expect(inputFor(LICENSE)).toHaveProperty('state', 'US-CA');
  expect(inputFor({ ...LICENSE, 'proofOfIdentity.country': 'DEU' })).not.toHaveProperty('state');
  expect(inputFor({ 'proofOfIdentity.type': 'PASSPORT' })).not.toHaveProperty('state');
});

test('a passport has no back side, even if one was chosen before', () => {
  const plan = planFor('INCOMPLETE');
  const values = { ...FILLED, texts: { ...FILLED.texts, 'proofOfIdentity.type': 'PASSPORT' } } as const;

  const write = toInput(plan, fieldsOf(plan, values), values, CUSTOMER);

  expect(write?.input.proofOfIdentity?.files).toEqual([
    { side: 'FRONT', upload: values.files['proofOfIdentity.files.0']?.file },
  ]);
});

test('an error is shown at the field at its path, at the one around it, or at the first one below it', () => {
  const fields = fieldsOf(planFor('INCOMPLETE', [], 'v2'), FILLED);
  const find = (path: string, params = {}) =>
    findField({ path: ['input', ...path.split('.')], params }, fields);

  expect(find('proofOfIdentity.number')).toBe('proofOfIdentity.number');
  expect(find('proofOfIdentity.files.1.upload')).toBe('proofOfIdentity.files.1');
  expect(find('proofOfIdentity.files')).toBe('proofOfIdentity.files.0');
  expect(find('proofOfIdentity.files', { side: 'BACK' })).toBe('proofOfIdentity.files.1');
  expect(find('proofOfAddress')).toBe('proofOfAddress.type');
  expect(find('selfie.upload')).toBe('selfie');
  expect(find('customerId')).toBeUndefined();
  expect(findField({ path: ['input'], params: {} }, fields)).toBeUndefined();
  expect(findField({ path: [], params: {} }, fields)).toBeUndefined();
});

test('an attach is incomplete without the terms', () => {
  const plan = planFor('INCOMPLETE');

  expect(toInput(plan, fieldsOf(plan, FILLED), { ...FILLED, hasConsent: false }, CUSTOMER)).toBeUndefined();
});
