import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  attachIndividualDocumentsV1,
  attachIndividualDocumentsV2,
} from '../../../src/datasources/fin/documents/attach-individual-documents.ts';
import { privateValuesOf } from '../../../src/datasources/fin/wire/private-values.ts';
import { toRequestPath } from '../../../src/datasources/fin/wire/to-request-path.ts';
import { toHttpCall, toWireBody } from '../../../src/datasources/fin/wire/to-wire-request.ts';
import { EXAMPLE_INPUT, LICENSE_INPUT, WIRE_ATTACH, WIRE_LICENSE_V2 } from '../../support/example-data.ts';
import { hasPath } from '../../support/has-path.ts';

const V2 = attachIndividualDocumentsV2;
const pathIn = (upstreamField: string, request: object = LICENSE_INPUT) =>
  toRequestPath(V2.request, request, upstreamField);

test("v2's body is its page's example key for key, and the customer is in the path", () => {
  const { path, json } = toHttpCall(V2, LICENSE_INPUT);
  expect(path).toBe(`v2/customers/${LICENSE_INPUT.customerId}/individual/attach`);
  expect(JSON.stringify(json)).toBe(JSON.stringify(WIRE_LICENSE_V2));
});

test("the input of v1's example has a body in both versions", () => {
  const { proof_of_identity, proof_of_address, tos_policies_value } = WIRE_ATTACH;
  expect(toWireBody(attachIndividualDocumentsV1.request, EXAMPLE_INPUT)).toEqual(WIRE_ATTACH);
  expect(toWireBody(V2.request, EXAMPLE_INPUT)).toEqual({
    identifying_documents: [proof_of_identity],
    address_documents: [proof_of_address],
    tos_policies_value,
  });
});

test('v1 gets no state, no date of the proof of address and no selfie', () => {
  const proofOfAddress = { ...LICENSE_INPUT.proofOfAddress, issueDate: '2026-11-01' };
  const body = toWireBody(attachIndividualDocumentsV1.request, { ...LICENSE_INPUT, proofOfAddress });
  const [{ state: _state, ...identity }, address] = [
    WIRE_LICENSE_V2.identifying_documents[0] ?? {},
    WIRE_LICENSE_V2.address_documents[0],
  ];
  expect(body).toEqual({
    customer_id: LICENSE_INPUT.customerId,
    proof_of_identity: identity,
    proof_of_address: address,
    tos_policies_value: LICENSE_INPUT.tosPoliciesValue,
  });
});

test('null members and a null selfie are not sent', () => {
  const { proofOfIdentity, proofOfAddress } = LICENSE_INPUT;
  const body = toWireBody(V2.request, {
    ...LICENSE_INPUT,
    proofOfIdentity: { ...proofOfIdentity, state: null, files: [{ side: null, uri: '/a' }] },
    proofOfAddress: { ...proofOfAddress, issueDate: null },
    selfie: null,
  });
  expect(JSON.stringify(body)).not.toContain('null');
  expect(body['identifying_documents']).toHaveLength(1);
});

test('the date of the proof of address is sent to v2', () => {
  const proofOfAddress = { ...LICENSE_INPUT.proofOfAddress, issueDate: '2026-11-01' };
  const { address_documents } = toWireBody(V2.request, { ...LICENSE_INPUT, proofOfAddress });
  expect(address_documents).toEqual([
    {
      type: 'BANK_STATEMENT',
      country: 'USA',
      issue_date: '2026-11-01',
      files: [{ uri: '/PoAdef45_0652746727640.pdf' }],
    },
  ]);
});

test.each([
  ['identifying_documents[0].files[1].uri', 'proofOfIdentity.files.1.uri'],
  ['identifying_documents[0].files[1]', 'proofOfIdentity.files.1'],
  ['identifying_documents.0.files.0.side', 'proofOfIdentity.files.0.side'],
  ['identifying_documents[0].expiry_date', 'proofOfIdentity.expiryDate'],
  ['/identifying_documents/0/state', 'proofOfIdentity.state'],
  ["$['identifying_documents'][0]['number']", 'proofOfIdentity.number'],
  ['body.identifying_documents[0]', 'proofOfIdentity'],
  ['identifying_documents[1].files[0].uri', 'selfie.uri'],
  ['identifying_documents[1].files[0]', 'selfie.uri'],
  ['identifying_documents[1].files', 'selfie.uri'],
  ['identifying_documents[1].type', 'selfie.uri'],
  ['identifying_documents[1]', 'selfie.uri'],
  ['address_documents[0].type', 'proofOfAddress.type'],
  ['address_documents[0].files[0].uri', 'proofOfAddress.files.0.uri'],
  ['address_documents[0].issue_date', 'proofOfAddress.issueDate'],
  ['address_documents[0]', 'proofOfAddress'],
  ['customer_id', 'customerId'],
  ['tos_policies_value', 'tosPoliciesValue'],
  ['proofOfIdentity.files[1].uri', 'proofOfIdentity.files.1.uri'],
  ['selfie.uri', 'selfie.uri'],
])("v2's %s is the input's %s", (upstreamField, path) => {
  expect(pathIn(upstreamField).join('.')).toBe(path);
});

test.each([
  ['identifying_documents.number', 'proofOfIdentity.number'],
  ['identifying_documents.files[1].uri', 'proofOfIdentity.files.1.uri'],
  ['identifying_documents[].number', 'proofOfIdentity.number'],
  ['address_documents', 'proofOfAddress'],
  ['address_documents.country', 'proofOfAddress.country'],
  ['expiry_date', 'proofOfIdentity.expiryDate'],
  ['state', 'proofOfIdentity.state'],
  ['files[1].uri', 'proofOfIdentity.files.1.uri'],
])('without an index, %s is found because only %s fits', (upstreamField, path) => {
  expect(pathIn(upstreamField).join('.')).toBe(path);
});

test.each([
  'identifying_documents',
  'identifying_documents.files',
  'identifying_documents.files[0].uri',
  'files[0].uri',
  'uri',
  'type',
  'country',
  'issue_date',
  'identifying_documents[2]',
  'identifying_documents[2].files[0].uri',
  'identifying_documents[-1]',
  'identifying_documents[0].files[2].uri',
  'identifying_documents[0].files[0].mime',
  'address_documents[1]',
  'address_documents[0].number',
  'address_documents[0].files[0].side',
  'selfies[0]',
])('%s could be several places of the input, or none: no guess is made', (upstreamField) => {
  expect(pathIn(upstreamField)).toEqual([]);
});

test('without a selfie, the list of identifying documents means the proof of identity', () => {
  const { selfie: _selfie, ...request } = LICENSE_INPUT;
  for (const given of [request, { ...request, selfie: null }]) {
    expect(pathIn('identifying_documents', given)).toEqual(['proofOfIdentity']);
    expect(pathIn('identifying_documents.files[0].uri', given)).toEqual([
      'proofOfIdentity',
      'files',
      0,
      'uri',
    ]);
    expect(pathIn('identifying_documents[1]', given)).toEqual([]);
  }
});

test('a missing element in the request does not count', () => {
  const { proofOfIdentity: _identity, ...request } = LICENSE_INPUT;
  expect(pathIn('identifying_documents[0].files[0].uri', request)).toEqual(['selfie', 'uri']);
  expect(toWireBody(V2.request, request)['identifying_documents']).toEqual([
    { type: 'SELFIE', files: [{ uri: '/AbAcQ4hn_0652746727637.jpg' }] },
  ]);
});

test('private members stay private inside a list, and constants reveal nothing', () => {
  const proofOfAddress = { ...LICENSE_INPUT.proofOfAddress, issueDate: '2026-11-01' };
  expect(new Set(privateValuesOf(V2.request, { ...LICENSE_INPUT, proofOfAddress }))).toEqual(
    new Set([
      LICENSE_INPUT.customerId,
      'DL987654321',
      'US-CA',
      '2019-06-01',
      '2029-06-01',
      '2026-11-01',
      '/AbAcQ4hn_0652746727638.pdf',
      '/XyZ123mn_0652746727639.pdf',
      '/PoAdef45_0652746727640.pdf',
      '/AbAcQ4hn_0652746727637.jpg',
      LICENSE_INPUT.tosPoliciesValue,
    ]),
  );
});

test('for any field name of v2, the path is one that the input has, or none', () => {
  const word = fc.constantFrom(
    ...[
      'identifying_documents',
      'address_documents',
      'selfie',
      'files',
      'uri',
      'type',
      'number',
      '0',
      '1',
      '2',
    ],
    ...['__proto__', 'constructor'],
  );
  const nearly = fc
    .array(fc.tuple(word, fc.constantFrom('.', '[', ']', '].', '/', '')), { maxLength: 6 })
    .map((parts) => parts.flat().join(''));
  fc.assert(
    fc.property(nearly, (field) => {
      const path = pathIn(field);
      expect(path.length === 0 || hasPath(LICENSE_INPUT, path)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
