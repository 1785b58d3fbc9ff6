import { expect, test } from 'vitest';
import type { AttachIndividualDocumentsInput } from '../../../src/resolvers/documents/document-inputs.ts';
import { validateAnswer, validateDocuments } from '../../../src/resolvers/documents/validate-documents.ts';
import type { CustomerApi } from '../../../src/rules/rule-context.ts';
import { EXAMPLE_INPUT, LICENSE_INPUT } from '../../support/example-data.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const FRONT = { side: 'FRONT' as const, uri: '/front.pdf' };
const BACK = { side: 'BACK' as const, uri: '/back.pdf' };
const UPLOAD = new Promise<never>(() => undefined);
const CARD = { type: 'NATIONAL_ID' as const, files: [FRONT, BACK] };

interface Changes {
  readonly identity?: Partial<AttachIndividualDocumentsInput['proofOfIdentity']>;
  readonly address?: Partial<AttachIndividualDocumentsInput['proofOfAddress']>;
  readonly selfie?: AttachIndividualDocumentsInput['selfie'];
}

function errorsOf({ identity, address, selfie }: Changes, customerApi: CustomerApi = 'v2', now = NOW) {
  const input = {
    ...EXAMPLE_INPUT,
    proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, ...identity },
    proofOfAddress: { ...EXAMPLE_INPUT.proofOfAddress, ...address },
    selfie,
  };
  return validateDocuments(input, { now, customerApi });
}

/** Each broken rule as `path CODE params`. */
function brokenRules(...given: Parameters<typeof errorsOf>): string[] {
  return errorsOf(...given).map(({ path, code, params }) =>
    [path.slice(1).join('.'), code, ...(Object.keys(params).length > 0 ? [JSON.stringify(params)] : [])].join(
      ' ',
    ),
  );
}

test("the examples of both versions' pages break no rule of v2", () => {
  for (const input of [EXAMPLE_INPUT, LICENSE_INPUT])
    expect(validateDocuments(input, { now: NOW, customerApi: 'v2' })).toEqual([]);
});

test('all broken rules of v2 come at once, in the order of the fields', () => {
  const changes: Changes = {
    identity: {
      type: 'DRIVERS_LICENSE',
      country: 'USA',
      number: ' ',
      issueDate: '2026-03-01',
      expiryDate: '2026-03-01',
      files: [FRONT],
    },
    address: { type: 'PASSPORT', issueDate: '2025-01-01', files: [{ uri: '/front.pdf' }, { uri: '/b.pdf' }] },
    selfie: {},
  };
  expect(brokenRules(changes)).toEqual([
    'proofOfIdentity.number REQUIRED',
    'proofOfIdentity.state REQUIRED',
    'proofOfIdentity.expiryDate EXPIRED {"notBefore":"2026-03-11"}',
    'proofOfIdentity.expiryDate OUT_OF_RANGE {"afterField":"issueDate"}',
    'proofOfIdentity.files REQUIRED {"side":"BACK"}',
    'proofOfAddress.type UNKNOWN_VALUE {"allowed":["UTILITY_BILL","GOVERNMENT_LETTER","BANK_STATEMENT"]}',
    'proofOfAddress.issueDate OUT_OF_RANGE {"notBefore":"2025-12-10"}',
    'proofOfAddress.files OUT_OF_RANGE {"max":1,"unit":"ITEMS"}',
    'proofOfAddress.files.0.uri DUPLICATE',
    'selfie REQUIRED {"oneOf":["uri","upload"]}',
  ]);
});

const MISSING_FRONT = 'proofOfIdentity.files REQUIRED {"side":"FRONT"}';
const MISSING_BACK = 'proofOfIdentity.files REQUIRED {"side":"BACK"}';
const TWO_AT_MOST = 'proofOfIdentity.files OUT_OF_RANGE {"max":2,"unit":"ITEMS"}';

test.each([
  ['both sides', [FRONT, BACK], []],
  ['both sides, the back first', [BACK, FRONT], []],
  ['no file', [], [MISSING_FRONT, MISSING_BACK]],
  ['the front', [FRONT], [MISSING_BACK]],
  ['the back', [BACK], [MISSING_FRONT]],
  ['two fronts', [FRONT, { ...FRONT, uri: '/other.pdf' }], [MISSING_BACK]],
  ['a file without a side', [FRONT, { uri: '/other.pdf' }], [MISSING_BACK]],
  [
    'two files whose side is null',
    [
      { uri: '/a', side: null },
      { uri: '/b', side: null },
    ],
    [MISSING_FRONT, MISSING_BACK],
  ],
  ['a third file', [FRONT, BACK, { uri: '/other.pdf' }], [TWO_AT_MOST]],
  ['three fronts', [FRONT, { ...FRONT, uri: '/a' }, { ...FRONT, uri: '/b' }], [MISSING_BACK, TWO_AT_MOST]],
])('of a document with two sides, v2 takes one front and one back: %s', (_what, files, expected) => {
  for (const type of ['NATIONAL_ID', 'DRIVERS_LICENSE', 'RESIDENCE_PERMIT'] as const)
    expect(brokenRules({ identity: { type, country: 'DEU', files } })).toEqual(expected);
});

test.each([
  ['without a side', [{ uri: '/a' }], []],
  ['with the front', [FRONT], []],
  ['with the back', [BACK], []],
  ['without a file', [], ['proofOfIdentity.files REQUIRED {"min":1}']],
  ['with two files', [FRONT, BACK], ['proofOfIdentity.files OUT_OF_RANGE {"max":1,"unit":"ITEMS"}']],
])('of a passport, v2 takes exactly one file: %s', (_what, files, expected) => {
  expect(brokenRules({ identity: { type: 'PASSPORT', files } })).toEqual(expected);
});

test('v1 takes any number of files and any side of any document', () => {
  for (const files of [[FRONT], [FRONT, BACK, { uri: '/c' }]]) {
    for (const type of ['PASSPORT', 'NATIONAL_ID'] as const)
      expect(
        brokenRules({ identity: { type, files }, address: { files: [{ uri: '/a' }, { uri: '/b' }] } }, 'v1'),
      ).toEqual([]);
  }
});

// At 12:00 UTC it is the 10th all over the world but for UTC+12 to UTC+14. At 11:59 UTC, UTC-12 still has the 9th.
test.each([
  ['2026-03-10T11:59:59.999Z', '2026-03-09', ['EXPIRED {"notBefore":"2026-03-10"}']],
  ['2026-03-10T11:59:59.999Z', '2026-03-10', []],
  ['2026-03-10T12:00:00.000Z', '2026-03-10', ['EXPIRED {"notBefore":"2026-03-11"}']],
  ['2026-03-10T12:00:00.000Z', '2026-03-11', []],
  ['2026-12-31T12:00:00.000Z', '2026-12-31', ['EXPIRED {"notBefore":"2027-01-01"}']],
  ['2028-02-28T12:00:00.000Z', '2028-02-28', ['EXPIRED {"notBefore":"2028-02-29"}']],
])('at %s, v2 finds a document that is valid until %s', (now, expiryDate, errors) => {
  expect(brokenRules({ identity: { expiryDate } }, 'v2', new Date(now))).toEqual(
    errors.map((error) => `proofOfIdentity.expiryDate ${error}`),
  );
});

test('v2 needs a document that expires after the day of its issue', () => {
  const dates = { issueDate: '2026-03-11', expiryDate: '2026-03-11' };
  expect(brokenRules({ identity: dates })).toEqual([
    'proofOfIdentity.expiryDate OUT_OF_RANGE {"afterField":"issueDate"}',
  ]);
  expect(brokenRules({ identity: dates }, 'v1')).toEqual([]);
  expect(brokenRules({ identity: { ...dates, expiryDate: '2026-03-12' } })).toEqual([]);
});

test.each(['UTILITY_BILL', 'GOVERNMENT_LETTER', 'BANK_STATEMENT'] as const)(
  'a %s proves the address in both versions',
  (type) => {
    for (const version of ['v1', 'v2'] as const)
      expect(brokenRules({ address: { type } }, version)).toEqual([]);
  },
);

test.each(['PASSPORT', 'NATIONAL_ID', 'DRIVERS_LICENSE', 'RESIDENCE_PERMIT'] as const)(
  'a %s proves the address in v1 only',
  (type) => {
    expect(brokenRules({ address: { type } }, 'v1')).toEqual([]);
    expect(errorsOf({ address: { type } })).toMatchObject([
      {
        path: ['input', 'proofOfAddress', 'type'],
        code: 'UNKNOWN_VALUE',
        params: { allowed: ['UTILITY_BILL', 'GOVERNMENT_LETTER', 'BANK_STATEMENT'] },
      },
    ]);
  },
);

test('a proof of address has at least one file in v1, and exactly one in v2', () => {
  const [none, two] = [[], [{ uri: '/a' }, { uri: '/b' }]];
  for (const version of ['v1', 'v2'] as const)
    expect(brokenRules({ address: { files: none } }, version)).toEqual([
      'proofOfAddress.files REQUIRED {"min":1}',
    ]);
  expect(brokenRules({ address: { files: two } }, 'v1')).toEqual([]);
  expect(brokenRules({ address: { files: two } }, 'v2')).toEqual([
    'proofOfAddress.files OUT_OF_RANGE {"max":1,"unit":"ITEMS"}',
  ]);
});

test.each([
  ['2026-03-10T12:00:00Z', '2025-12-10', []],
  ['2026-03-10T12:00:00Z', '2025-12-09', ['OUT_OF_RANGE {"notBefore":"2025-12-10"}']],
  // In the westernmost time zone it is still the 9th.
  ['2026-03-10T11:59:59Z', '2025-12-09', []],
  ['2026-03-10T11:59:59Z', '2025-12-08', ['OUT_OF_RANGE {"notBefore":"2025-12-09"}']],
  // Three months before the end of May is the end of February.
  ['2026-05-31T12:00:00Z', '2026-02-28', []],
  ['2026-05-31T12:00:00Z', '2026-02-27', ['OUT_OF_RANGE {"notBefore":"2026-02-28"}']],
  ['2028-05-31T12:00:00Z', '2028-02-28', ['OUT_OF_RANGE {"notBefore":"2028-02-29"}']],
  ['2026-01-31T12:00:00Z', '2025-10-31', []],
  ['2026-01-31T12:00:00Z', '2025-10-30', ['OUT_OF_RANGE {"notBefore":"2025-10-31"}']],
  // In the easternmost time zone it is the 11th.
  ['2026-03-10T10:00:00Z', '2026-03-11', []],
  ['2026-03-10T10:00:00Z', '2026-03-12', ['OUT_OF_RANGE {"notAfter":"2026-03-11"}']],
])('at %s, both versions find a proof of address of %s', (now, issueDate, errors) => {
  for (const version of ['v1', 'v2'] as const) {
    expect(brokenRules({ address: { issueDate } }, version, new Date(now))).toEqual(
      errors.map((error) => `proofOfAddress.issueDate ${error}`),
    );
  }
});

test('in v2, a URI may occur once in the request, except in a selfie', () => {
  const changes: Changes = {
    identity: { ...CARD, files: [FRONT, { ...BACK, uri: FRONT.uri }] },
    address: { files: [{ uri: FRONT.uri }] },
    selfie: { uri: '/me.jpg' },
  };
  expect(brokenRules(changes)).toEqual([
    'proofOfIdentity.files.1.uri DUPLICATE',
    'proofOfAddress.files.0.uri DUPLICATE',
  ]);
  expect(brokenRules({ ...changes, selfie: null }, 'v1')).toEqual(['proofOfIdentity.files.1.uri DUPLICATE']);
  const picture = { uri: '/me.jpg' };
  expect(brokenRules({ address: { files: [picture] }, selfie: picture })).toEqual([]);
});

test.each([
  ['missing', {}, ['proofOfIdentity.state REQUIRED']],
  ['null', { state: null }, ['proofOfIdentity.state REQUIRED']],
  ['blank', { state: ' ' }, ['proofOfIdentity.state REQUIRED']],
  ['given', { state: 'US-CA' }, []],
  ['64 characters long', { state: 'x'.repeat(64) }, []],
  [
    'longer',
    { state: 'x'.repeat(65) },
    ['proofOfIdentity.state OUT_OF_RANGE {"max":64,"unit":"CHARACTERS"}'],
  ],
])("v2 needs the state of a driver's license of the USA: %s", (_what, state, expected) => {
  const license = { ...CARD, type: 'DRIVERS_LICENSE' as const, country: 'USA' as const, ...state };
  expect(brokenRules({ identity: license })).toEqual(expected);
  expect(brokenRules({ identity: license }, 'v1')).toEqual([]);
});

test.each([
  ["a driver's license of another country", { type: 'DRIVERS_LICENSE', country: 'DEU' }],
  ['an identity card of the USA', { type: 'NATIONAL_ID', country: 'USA' }],
] as const)('v2 needs no state of %s', (_what, identity) => {
  expect(brokenRules({ identity: { ...CARD, ...identity } })).toEqual([]);
});

test.each([
  ['nothing', {}, ['selfie REQUIRED {"oneOf":["uri","upload"]}']],
  ['a URI and an upload', { uri: '/a.jpg', upload: UPLOAD }, ['selfie.upload CONFLICTING {"with":["uri"]}']],
  [
    'a URI that is none',
    { uri: 'https://example.com/a.jpg' },
    ['selfie.uri INVALID_FORMAT {"format":"UPLOAD_URI"}'],
  ],
  ['a blank URI', { uri: '' }, ['selfie.uri REQUIRED']],
  ["a URI that ends in .pdf, as in Fin.com's documentation", { uri: '/AbAcQ4hn_0652746727637.pdf' }, []],
  ['a URI of a picture', { uri: '/a.jpg' }, []],
  ['a URI without an ending', { uri: '/a' }, []],
  ['an upload', { upload: UPLOAD }, []],
])('v2 takes one picture as a selfie: %s', (_what, selfie, expected) => {
  expect(brokenRules({ selfie })).toEqual(expected);
});

test('v1 has no field for a selfie, whatever it is', () => {
  for (const selfie of [{}, { uri: '/a.jpg' }, { uri: 'x' }]) {
    expect(brokenRules({ selfie }, 'v1')).toEqual(['selfie UNKNOWN_FIELD {"customerApi":"v1"}']);
  }
  expect(brokenRules({ selfie: null }, 'v1')).toEqual([]);
});

test('an answer follows the rules of v1 in both versions, since it may be about one side or one date', () => {
  const answer = {
    customerId: EXAMPLE_INPUT.customerId,
    proofOfIdentity: { type: 'NATIONAL_ID' as const, expiryDate: '2026-03-10', files: [BACK] },
    proofOfAddress: { type: 'NATIONAL_ID' as const, files: [{ uri: BACK.uri }, { uri: '/b' }] },
  };
  for (const customerApi of ['v1', 'v2'] as const)
    expect(validateAnswer(answer, { now: NOW, customerApi })).toEqual([]);
  const broken = { ...answer, proofOfIdentity: { number: '', files: [] } };
  for (const customerApi of ['v1', 'v2'] as const) {
    expect(
      validateAnswer(broken, { now: NOW, customerApi }).map(({ path, code }) => [path.at(-1), code]),
    ).toEqual([
      ['number', 'REQUIRED'],
      ['files', 'REQUIRED'],
    ]);
  }
});

test('of a hundred thousand mistakes, v2 reports fifty', () => {
  const files = Array.from({ length: 100_000 }, () => ({}));
  expect(brokenRules({ identity: { ...CARD, files } })).toHaveLength(50);
});
