import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIndividualCustomerV1 } from '../../../src/datasources/fin/customers/create-individual-customer.ts';
import { attachIndividualDocumentsV1 } from '../../../src/datasources/fin/documents/attach-individual-documents.ts';
import { type AnyShape, wireNameOf } from '../../../src/datasources/fin/wire/shape.ts';
import { toRequestPath } from '../../../src/datasources/fin/wire/to-request-path.ts';
import { toWireBody } from '../../../src/datasources/fin/wire/to-wire-request.ts';
import type { FieldPath } from '../../../src/errors.ts';
import { EXAMPLE_INPUT, NEW_CUSTOMER, WIRE_ATTACH } from '../../support/example-data.ts';
import { hasPath } from '../../support/has-path.ts';

const { request: ATTACH_INDIVIDUAL_DOCUMENTS } = attachIndividualDocumentsV1;
const { request: CREATE_INDIVIDUAL_CUSTOMER } = createIndividualCustomerV1;

const withFiles = (identity: number, address: number) => ({
  ...EXAMPLE_INPUT,
  proofOfIdentity: {
    ...EXAMPLE_INPUT.proofOfIdentity,
    files: Array.from({ length: identity }, (_, index) => ({ side: 'FRONT', uri: `/identity-${index}` })),
  },
  proofOfAddress: {
    ...EXAMPLE_INPUT.proofOfAddress,
    files: Array.from({ length: address }, (_, index) => ({ uri: `/address-${index}` })),
  },
});

const inputPath = (shape: AnyShape, input: object, upstreamField: string) => {
  const path = toRequestPath(shape, input, upstreamField);
  return path.length === 0 ? [] : ['input', ...path];
};
const pathIn = (input: object, upstreamField: string) =>
  inputPath(ATTACH_INDIVIDUAL_DOCUMENTS, input, upstreamField);

test("the body equals the example on the API's page, key by key and in the same order", () => {
  const body = toWireBody(ATTACH_INDIVIDUAL_DOCUMENTS, EXAMPLE_INPUT);
  expect(JSON.stringify(body)).toBe(JSON.stringify(WIRE_ATTACH));
});

test('the order of the input does not affect the order of the body', () => {
  const { files, ...identity } = EXAMPLE_INPUT.proofOfIdentity;
  const shuffled = {
    tosPoliciesValue: EXAMPLE_INPUT.tosPoliciesValue,
    proofOfAddress: Object.fromEntries(Object.entries(EXAMPLE_INPUT.proofOfAddress).reverse()),
    proofOfIdentity: { files: [{ uri: files[0]?.uri, side: 'FRONT' }], ...identity },
    customerId: EXAMPLE_INPUT.customerId,
  };
  expect(JSON.stringify(toWireBody(ATTACH_INDIVIDUAL_DOCUMENTS, shuffled))).toBe(JSON.stringify(WIRE_ATTACH));
});

test('null and missing members are not sent, and empty ones are', () => {
  const body = toWireBody(ATTACH_INDIVIDUAL_DOCUMENTS, {
    customerId: null,
    proofOfIdentity: { number: '', files: [{ side: null, uri: '/a' }, { side: undefined, uri: '/b' }, {}] },
    proofOfAddress: { files: [] },
  });
  expect(body).toEqual({
    proof_of_identity: { number: '', files: [{ uri: '/a' }, { uri: '/b' }, {}] },
    proof_of_address: { files: [] },
  });
  expect(JSON.stringify(body)).not.toContain('null');
});

test('members without a name in the API are not sent', () => {
  const file = { uri: '/a', upload: 'x', side: 'FRONT' };
  const body = toWireBody(ATTACH_INDIVIDUAL_DOCUMENTS, {
    ...EXAMPLE_INPUT,
    idempotencyKey: 'x',
    proofOfAddress: { files: [file] },
  });
  expect(body).toEqual({ ...WIRE_ATTACH, proof_of_address: { files: [{ uri: '/a' }] } });
});

test('building the body does not change the input', () => {
  const before = structuredClone(EXAMPLE_INPUT);
  toWireBody(ATTACH_INDIVIDUAL_DOCUMENTS, EXAMPLE_INPUT);
  expect(EXAMPLE_INPUT).toEqual(before);
});

const FILE_URI: FieldPath = ['input', 'proofOfIdentity', 'files', 0, 'uri'];

test.each<[form: string, upstreamField: string, path: FieldPath]>([
  ['dotted', 'proof_of_identity.files.0.uri', FILE_URI],
  ['bracketed', 'proof_of_identity.files[0].uri', FILE_URI],
  ['bracketed throughout', 'proof_of_identity[files][0][uri]', FILE_URI],
  ['a pointer', '/proof_of_identity/files/0/uri', FILE_URI],
  ['camelCase', 'proofOfIdentity.files[0].uri', FILE_URI],
  ['mixed', 'proofOfIdentity.expiry_date', ['input', 'proofOfIdentity', 'expiryDate']],
  ['JSONPath', "$['proof_of_identity']['files'][0]['uri']", FILE_URI],
  ['a pointer in a fragment', '#/proof_of_identity/files/0/uri', FILE_URI],
  ['a pointer of JSON:API', '/data/attributes/proof_of_identity/files/0/uri', FILE_URI],
  ['of the body', 'body.proof_of_identity.files.0.uri', FILE_URI],
  ['of the body, with a leading dot', '.body.expiry_date', ['input', 'proofOfIdentity', 'expiryDate']],
  ['of the root', 'customer_id', ['input', 'customerId']],
  ['of the root, camelCase', 'tosPoliciesValue', ['input', 'tosPoliciesValue']],
  ['a section', 'proof_of_address', ['input', 'proofOfAddress']],
  ['a list', 'proof_of_address.files', ['input', 'proofOfAddress', 'files']],
  ['a list item', 'proof_of_address.files[0]', ['input', 'proofOfAddress', 'files', 0]],
  ['a leaf', 'expiry_date', ['input', 'proofOfIdentity', 'expiryDate']],
  ['a leaf, camelCase', 'issueDate', ['input', 'proofOfIdentity', 'issueDate']],
  ['a leaf that only one section has', 'number', ['input', 'proofOfIdentity', 'number']],
  ['a leaf in a list, without index', 'side', ['input', 'proofOfIdentity', 'files']],
])('the field name "%s" (%s) is found in the input', (_form, upstreamField, path) => {
  expect(pathIn(EXAMPLE_INPUT, upstreamField)).toEqual(path);
});

test.each(['files[1].uri', 'files.1.uri', 'files[1]'])(
  '%s matches only the proof with enough files',
  (field) => {
    const [, , ...inner] = ['input', '', 'files', 1, ...(field.endsWith('uri') ? ['uri'] : [])];
    expect(pathIn(withFiles(2, 1), field)).toEqual(['input', 'proofOfIdentity', ...inner]);
    expect(pathIn(withFiles(1, 2), field)).toEqual(['input', 'proofOfAddress', ...inner]);
    expect(pathIn(withFiles(2, 2), field)).toEqual([]);
  },
);

test('an index identifies a side, because only identity documents have sides', () => {
  expect(pathIn(withFiles(2, 2), 'files[1].side')).toEqual(['input', 'proofOfIdentity', 'files', 1, 'side']);
});

test.each(['country', 'type', 'files', 'uri', 'files.0', 'files[0].uri'])(
  '%s exists in both proofs, so no path is guessed',
  (field) => {
    expect(pathIn(EXAMPLE_INPUT, field)).toEqual([]);
  },
);

test.each([
  'proof_of_identity.files[1].uri',
  'proof_of_identity.files[1]',
  'proof_of_identity.files[-1].uri',
  'proof_of_identity.files[0.5].uri',
  'proof_of_identity.files[1e0].uri',
  'proof_of_identity.files[99999999999999999999].uri',
  'proof_of_identity.files[].uri',
  'proof_of_identity.files[uri]',
  'proof_of_identity.files.length',
  'proof_of_identity.files[0].uri.x',
  'proof_of_identity.number.0',
  'proof_of_address.number',
  'proof_of_address.files[0].side',
  'proof_of_identity.proof_of_identity',
  'customer_id.0',
  'basic_info.email',
  'Number',
  ' number',
  '',
  '.',
  '[]',
  '0',
  'body',
  '$.',
  'body.body.nothing',
])('%j matches no path in the input', (field) => {
  expect(pathIn(EXAMPLE_INPUT, field)).toEqual([]);
});

test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'])(
  '%s, which every object inherits, is not a field of the input',
  (key) => {
    for (const field of [
      key,
      `proof_of_identity.${key}`,
      `proof_of_identity.files.${key}`,
      `proof_of_identity.files[0].${key}`,
      `${key}.number`,
      `${key}.${key}`,
    ]) {
      expect(pathIn(EXAMPLE_INPUT, field)).toEqual([]);
    }
    expect(toWireBody(ATTACH_INDIVIDUAL_DOCUMENTS, JSON.parse(`{"${key}":"x"}`))).toEqual({});
  },
);

test('an input without a section causes no error', () => {
  for (const input of [{}, { proofOfIdentity: null }, { proofOfIdentity: { files: 'x' } }]) {
    expect(pathIn(input, 'proof_of_identity.files[0].uri')).toEqual([]);
    expect(pathIn(input, 'tos_policies_value')).toEqual(['input', 'tosPoliciesValue']);
  }
});

interface Place {
  readonly wirePath: FieldPath;
  readonly inputPath: FieldPath;
}

/** Every place that an input of this shape has, with lists of the given length. */
function placesOf(shape: AnyShape, length: number): Place[] {
  return Object.entries(shape).flatMap(([name, member]) => {
    const wireName = wireNameOf(member);
    const at = (tail: FieldPath) => (place: Place) => ({
      wirePath: [wireName, ...tail, ...place.wirePath],
      inputPath: [name, ...tail, ...place.inputPath],
    });
    const itself = at([])({ wirePath: [], inputPath: [] });
    if (typeof member === 'string') return [itself];
    if ('members' in member) return [itself, ...placesOf(member.members, length).map(at([]))];
    if (!('items' in member)) return [itself];
    const items = Array.from({ length }, (_, index) => [
      at([index])({ wirePath: [], inputPath: [] }),
      ...placesOf(member.items, length).map(at([index])),
    ]);
    return [itself, ...items.flat()];
  });
}

const dotted = (path: FieldPath) => path.join('.');
const bracketed = (path: FieldPath) =>
  path
    .map((segment, index) => (typeof segment === 'number' ? `[${segment}]` : index ? `.${segment}` : segment))
    .join('');

test('the full path of every place, in each notation that Fin.com may use, leads back to that place', () => {
  const lengths = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(lengths, fc.nat(), (length, choice) => {
      const input = withFiles(length, length);
      const places = placesOf(ATTACH_INDIVIDUAL_DOCUMENTS, length);
      // 4 of the root, 6 and 3 of the proofs, and each file with its members.
      expect(places).toHaveLength(13 + 5 * length);
      const { wirePath, inputPath } = places[choice % places.length] ?? { wirePath: [], inputPath: [] };
      for (const written of [wirePath, inputPath].flatMap((path) => [dotted(path), bracketed(path)])) {
        expect(pathIn(input, written)).toEqual(['input', ...inputPath]);
      }
    }),
    { numRuns: 500 },
  );
});

test('the same is true for every place of a new customer, and for each leaf by its last name alone', () => {
  const places = placesOf(CREATE_INDIVIDUAL_CUSTOMER, 0);
  expect(places).toHaveLength(22);
  for (const { wirePath, inputPath } of places) {
    for (const written of [dotted(wirePath), dotted(inputPath), String(wirePath.at(-1))]) {
      expect(toRequestPath(CREATE_INDIVIDUAL_CUSTOMER, NEW_CUSTOMER, written)).toEqual(inputPath);
    }
  }
});

test('metaData is sent exactly as the client wrote it', () => {
  const metaData = { camelCase: 1, nested: { snake_case: [null, { deep: true }] } };
  expect(toWireBody(CREATE_INDIVIDUAL_CUSTOMER, { metaData })).toEqual({ meta_data: metaData });
});

test('for any field name, the path is one that the input has, or none', () => {
  const word = fc.constantFrom(
    ...[
      'proof_of_identity',
      'proofOfAddress',
      'files',
      'uri',
      'side',
      'number',
      'country',
      '0',
      '1',
      '2',
      '__proto__',
    ],
  );
  const nearly = fc
    .array(fc.tuple(word, fc.constantFrom('.', '[', ']', '].', '/', '')), { maxLength: 6 })
    .map((parts) => parts.flat().join(''));
  const input = withFiles(2, 1);
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearly), (field) => {
      const path = pathIn(input, field);
      expect(path.length === 0 || hasPath({ input }, path)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test('a name with a million segments takes no noticeable time', () => {
  // Processor time, which other processes on the machine do not use up.
  const before = process.cpuUsage();
  expect(pathIn(EXAMPLE_INPUT, 'files.'.repeat(1_000_000))).toEqual([]);
  expect(pathIn(EXAMPLE_INPUT, '['.repeat(1_000_000))).toEqual([]);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(5_000);
});
