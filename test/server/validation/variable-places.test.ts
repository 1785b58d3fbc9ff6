import { expect, test } from 'vitest';
import { schema } from '../../../src/schema/index.ts';
import { spoken, withIdentity } from './example-misfits.ts';
import { ATTACH, EVERYTHING, faultsOf } from './validate-examples.ts';

const VALIDATE = `query Validate($input: AttachIndividualDocumentsInput!) {
  validateIndividualDocuments(input: $input) { code }
}`;

test('an error of a variable inside an object has the path in the argument', () => {
  const source = `mutation ($number: String!, $files: [IdentityDocumentFileInput!]!, $uri: String) {
    attachIndividualDocuments(input: {
      proofOfIdentity: { number: $number, files: $files }
      proofOfAddress: { files: [{ uri: "/a" }, { uri: $uri }] }
    }) { customer { id } }
  }`;
  expect(spoken(faultsOf({ number: 1, files: [{ uri: '/a' }, { uri: 2 }], uri: 3 }, source))).toEqual([
    'input.proofOfIdentity.number INVALID_FORMAT',
    'input.proofOfIdentity.files.1.uri INVALID_FORMAT',
    'input.proofOfAddress.files.1.uri INVALID_FORMAT',
  ]);
});

test('an error of a variable that is used twice has both paths', () => {
  const source = `mutation ($country: CountryCode!) {
    attachIndividualDocuments(input: { proofOfIdentity: { country: $country }, proofOfAddress: { country: $country } }) {
      customer { id }
    }
  }`;
  expect(spoken(faultsOf({ country: 'XKX' }, source))).toEqual([
    'input.proofOfIdentity.country UNKNOWN_VALUE',
    'input.proofOfAddress.country UNKNOWN_VALUE',
  ]);
});

test('two fields with the same path share one error', () => {
  const source = `mutation ($input: AttachIndividualDocumentsInput!) {
    first: attachIndividualDocuments(input: $input) { customer { id } }
    second: attachIndividualDocuments(input: $input) { customer { id } }
  }`;
  expect(spoken(faultsOf({ input: withIdentity({ number: 1 }) }, source))).toEqual([
    'input.proofOfIdentity.number INVALID_FORMAT',
  ]);
});

test('a variable of the same name in another operation of the document is ignored', () => {
  const input = withIdentity({ number: 1 });
  const faults = ['input.proofOfIdentity.number INVALID_FORMAT'];
  expect(spoken(faultsOf({ input }, `${ATTACH}\n${VALIDATE}`, schema, 'Attach'))).toEqual(faults);
  const other =
    'query Other($input: String) { validateIndividualDocuments(input: { tosPoliciesValue: $input }) { code } }';
  expect(spoken(faultsOf({ input }, `${ATTACH}\n${other}`, schema, 'Attach'))).toEqual(faults);
});

test('an error of a variable in a fragment has the path of its use there', () => {
  const source = `query ($number: String!) { ...Check }
    fragment Check on Query {
      validateIndividualDocuments(input: { proofOfIdentity: { number: $number } }) { code }
    }`;
  expect(spoken(faultsOf({ number: 1 }, source))).toEqual(['input.proofOfIdentity.number INVALID_FORMAT']);
});

test('an error of an unused variable has its own name as the path', () => {
  expect(spoken(faultsOf({ unused: 'x' }, 'query ($unused: Int) { __typename }'))).toEqual([
    'unused INVALID_FORMAT',
  ]);
});

test("an error of a variable in a directive has the path of the directive's argument", () => {
  const source = 'query ($on: Boolean!) { __typename @include(if: $on) }';
  expect(spoken(faultsOf({ on: 'yes' }, source))).toEqual(['if INVALID_FORMAT']);
});

test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__'])(
  'a missing variable named %s counts as missing, although every object inherits such a member',
  (name) => {
    const source = (type: string) => `query ($${name}: ${type}) { f(i: $${name}) }`;
    expect(faultsOf({}, source('ID'), EVERYTHING)).toEqual([]);
    expect(faultsOf({}, source('ID! = "x"'), EVERYTHING)).toEqual([]);
    expect(spoken(faultsOf({}, source('ID!'), EVERYTHING))).toEqual(['i REQUIRED']);
  },
);

test('a default replaces a missing variable, but not null', () => {
  const source = 'query ($e: Int! = 1) { f(e: $e) }';
  expect(faultsOf({}, source, EVERYTHING)).toEqual([]);
  expect(spoken(faultsOf({ e: null }, source, EVERYTHING))).toEqual(['e REQUIRED']);
});

test('a document without the operation, or without variables, has no errors', () => {
  expect(faultsOf({ input: 1 }, ATTACH, schema, 'Other')).toEqual([]);
  expect(faultsOf({ input: 1 }, '{ __typename }')).toEqual([]);
  expect(faultsOf({ input: 1 }, 'fragment F on Query { __typename }')).toEqual([]);
});
