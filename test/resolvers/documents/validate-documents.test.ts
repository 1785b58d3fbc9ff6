import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateDocuments } from '../../../src/resolvers/documents/validate-documents.ts';
import type { AttachIndividualDocumentsInput } from '../../../src/schema/documents/attach-individual-documents-input.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';

type ProofOfIdentity = AttachIndividualDocumentsInput['proofOfIdentity'];
type ProofOfAddress = AttachIndividualDocumentsInput['proofOfAddress'];

const NOW = new Date('2026-03-10T12:00:00Z');
const V1 = { now: NOW, customerApi: 'v1' } as const;

const GOOD: AttachIndividualDocumentsInput = EXAMPLE_INPUT;

interface Changes {
  readonly identity?: Partial<ProofOfIdentity>;
  readonly address?: Partial<ProofOfAddress>;
  readonly tosPoliciesValue?: string;
}

function changed({ identity, address, tosPoliciesValue = GOOD.tosPoliciesValue }: Changes) {
  return {
    ...GOOD,
    proofOfIdentity: { ...GOOD.proofOfIdentity, ...identity },
    proofOfAddress: { ...GOOD.proofOfAddress, ...address },
    tosPoliciesValue,
  };
}

/** Each broken rule as `path CODE`, in the order in which a form would list them. */
function brokenRules(changes: Changes, now = NOW): string[] {
  return validateDocuments(changed(changes), { now, customerApi: 'v1' }).map(
    ({ path, code }) => `${path.join('.')} ${code}`,
  );
}

test("the API page's own example breaks no rule", () => {
  expect(validateDocuments(GOOD, V1)).toEqual([]);
});

test('all broken rules come at once, in the order of the fields', () => {
  const changes = {
    identity: {
      number: ' ',
      issueDate: '2027-01-01',
      expiryDate: '2026-01-01',
      files: [{ uri: '/a' }, { uri: '/a' }, { side: 'BACK' as const }],
    },
    address: { files: [] },
    tosPoliciesValue: '',
  };
  expect(brokenRules(changes)).toEqual([
    'input.proofOfIdentity.number REQUIRED',
    'input.proofOfIdentity.issueDate OUT_OF_RANGE',
    'input.proofOfIdentity.expiryDate EXPIRED',
    'input.proofOfIdentity.expiryDate OUT_OF_RANGE',
    'input.proofOfIdentity.files.1.uri DUPLICATE',
    'input.proofOfIdentity.files.2 REQUIRED',
    'input.proofOfAddress.files REQUIRED',
    'input.tosPoliciesValue REQUIRED',
  ]);
});

test('list indexes in paths are numbers, so that a form can use them', () => {
  const [fault] = validateDocuments(changed({ address: { files: [{ uri: '/a' }, { uri: 'b' }] } }), V1);
  expect(fault?.path).toEqual(['input', 'proofOfAddress', 'files', 1, 'uri']);
});

// At 12:00 UTC it is the 10th all over the world but for UTC+12 to UTC+14. At 11:59 UTC, UTC-12 still has the 9th.
test.each([
  { now: '2026-03-10T11:59:59.999Z', expiryDate: '2026-03-09', expired: false },
  { now: '2026-03-10T12:00:00.000Z', expiryDate: '2026-03-09', expired: true },
  { now: '2026-03-10T12:00:00.000Z', expiryDate: '2026-03-10', expired: false },
  { now: '2026-03-11T11:59:59.999Z', expiryDate: '2026-03-10', expired: false },
  { now: '2026-03-11T12:00:00.000Z', expiryDate: '2026-03-10', expired: true },
  { now: '2027-01-01T11:00:00.000Z', expiryDate: '2026-12-31', expired: false },
  { now: '2028-03-01T11:00:00.000Z', expiryDate: '2028-02-29', expired: false },
  { now: '2028-03-01T12:00:00.000Z', expiryDate: '2028-02-29', expired: true },
])(
  'a document valid until $expiryDate is past everywhere at $now: $expired',
  ({ now, expiryDate, expired }) => {
    const broken = brokenRules({ identity: { expiryDate } }, new Date(now));
    expect(broken).toEqual(expired ? ['input.proofOfIdentity.expiryDate EXPIRED'] : []);
  },
);

test.each([
  { now: '2026-03-10T09:59:59.999Z', issueDate: '2026-03-11', future: true },
  { now: '2026-03-10T10:00:00.000Z', issueDate: '2026-03-11', future: false },
  { now: '2026-03-10T10:00:00.000Z', issueDate: '2026-03-12', future: true },
  { now: '2026-12-31T10:00:00.000Z', issueDate: '2027-01-01', future: false },
  { now: '2026-12-31T09:59:00.000Z', issueDate: '2027-01-01', future: true },
])(
  'a document issued on $issueDate is in the future everywhere at $now: $future',
  ({ now, issueDate, future }) => {
    const broken = brokenRules({ identity: { issueDate } }, new Date(now));
    expect(broken).toEqual(future ? ['input.proofOfIdentity.issueDate OUT_OF_RANGE'] : []);
  },
);

test('a date fault says which bound would be accepted, and never the date that was sent', () => {
  const identity = { issueDate: '2099-12-31', expiryDate: '1999-12-31' };
  const faults = validateDocuments(changed({ identity }), V1);
  expect(faults.map(({ params }) => params)).toEqual([
    { notAfter: '2026-03-11' },
    { notBefore: '2026-03-10' },
    { notBeforeField: 'issueDate' },
  ]);
  expect(JSON.stringify(faults)).not.toMatch(/2099|1999/);
});

test('a document that ends on the day of its issue is let through', () => {
  expect(brokenRules({ identity: { issueDate: '2026-03-10', expiryDate: '2026-03-10' } })).toEqual([]);
  expect(brokenRules({ identity: { issueDate: '2026-03-11', expiryDate: '2026-03-10' } })).toEqual([
    'input.proofOfIdentity.expiryDate OUT_OF_RANGE',
  ]);
});

test.each([
  ['nothing', ''],
  ['spaces', '   '],
  ['a tab and a line end', '\t\r\n'],
  ['a no-break space', '\u00a0'],
  ['an em space', '\u2003'],
  ['an ideographic space', '\u3000'],
  ['a line separator', '\u2028'],
  ['a byte order mark', '\ufeff'],
])('a number or a consent that is %s is missing', (_what, blank) => {
  expect(brokenRules({ identity: { number: blank }, tosPoliciesValue: blank })).toEqual([
    'input.proofOfIdentity.number REQUIRED',
    'input.tosPoliciesValue REQUIRED',
  ]);
});

test('a fault that needs no params has none', () => {
  const faults = validateDocuments(changed({ tosPoliciesValue: ' ', address: { files: [{ uri: '' }] } }), V1);
  expect(faults).toEqual([
    {
      path: ['input', 'proofOfAddress', 'files', 0, 'uri'],
      code: 'REQUIRED',
      params: {},
      message: 'Must not be blank.',
    },
    { path: ['input', 'tosPoliciesValue'], code: 'REQUIRED', params: {}, message: 'Must not be blank.' },
  ]);
});

test.each(['0', ' A 1 ', '№ 45-67/8', 'Ä', '居留-1', '-'])(
  '%j is a number: only Fin.com knows them all',
  (number) => {
    expect(brokenRules({ identity: { number } })).toEqual([]);
  },
);

test.each([
  ['a scheme', 'https://example.com/a.pdf'],
  ['a scheme after the slash', '/https://example.com/a.pdf'],
  ['a script', 'javascript:alert(1)'],
  ['a data URL', 'data:application/pdf;base64,AAAA'],
  ['no slash first', 'AbAcQ4hn_0652746727637.pdf'],
  ['a slash alone', '/'],
  ['a blank before the slash', ' /a.pdf'],
  ['a blank inside', '/a b.pdf'],
  ['a blank at the end', '/a.pdf '],
  ['a no-break space', '/a\u00a0b.pdf'],
  ['a tab', '/a\tb.pdf'],
  ['a line end', '/a.pdf\r\nx: y'],
  ['a null character', '/a\u0000.pdf'],
  ['an escape character', '/a\u001b.pdf'],
  ['a C1 control character', '/a\u0085.pdf'],
  ['a delete character', '/a\u007f.pdf'],
])('a URI with %s did not come from an upload', (_what, uri) => {
  expect(brokenRules({ identity: { files: [{ uri }] }, address: { files: [{ uri }] } })).toEqual([
    'input.proofOfIdentity.files.0.uri INVALID_FORMAT',
    'input.proofOfAddress.files.0.uri INVALID_FORMAT',
  ]);
});

test.each([
  '/CwW9PHhP_Germany-passport.jpg',
  '/a',
  '/a/b/c.pdf',
  '/Ausweis_Müller.pdf',
  '/護照.png',
  '/a%20b.pdf?x=1#y',
  '/a:b',
])('%s is opaque and let through', (uri) => {
  expect(brokenRules({ identity: { files: [{ uri }] } })).toEqual([]);
});

test.each([
  { uri: undefined },
  { uri: null },
  { upload: undefined },
  { upload: null },
  { uri: null, upload: null },
])('a file with %j has neither URI nor upload, and is told which two would do', (file) => {
  const identity = { files: [{ side: 'FRONT' as const, ...file }] };
  const faults = validateDocuments(changed({ identity, address: { files: [file] } }), V1);
  const fault = { code: 'REQUIRED', params: { oneOf: ['uri', 'upload'] }, message: expect.any(String) };
  expect(faults).toEqual([
    { path: ['input', 'proofOfIdentity', 'files', 0], ...fault },
    { path: ['input', 'proofOfAddress', 'files', 0], ...fault },
  ]);
});

test('a blank URI is a fault of the URI, since that is what the form filled in', () => {
  const files = [{ uri: '' }];
  expect(brokenRules({ identity: { files }, address: { files } })).toEqual([
    'input.proofOfIdentity.files.0.uri REQUIRED',
    'input.proofOfAddress.files.0.uri REQUIRED',
  ]);
});

test('a file with a URI and an upload is in conflict with itself, whatever the URI', () => {
  const upload = new Promise<never>(() => undefined);
  const files = [{ upload }, { uri: '/a', upload }, { uri: '', upload }];
  expect(brokenRules({ identity: { files }, address: { files } })).toEqual([
    'input.proofOfIdentity.files.1.upload CONFLICTING',
    'input.proofOfIdentity.files.2.upload CONFLICTING',
    'input.proofOfAddress.files.1.upload CONFLICTING',
    'input.proofOfAddress.files.2.upload CONFLICTING',
  ]);
});

test('one document may serve both proofs', () => {
  const files = [{ uri: '/a' }];
  expect(brokenRules({ identity: { files }, address: { files } })).toEqual([]);
});

test('within one proof each repetition of a URI is named, the first is not', () => {
  const files = [{ uri: '/a' }, { uri: '/b' }, { uri: '/a' }, { uri: '/a' }];
  expect(brokenRules({ address: { files } })).toEqual([
    'input.proofOfAddress.files.2.uri DUPLICATE',
    'input.proofOfAddress.files.3.uri DUPLICATE',
  ]);
});

test('a URI that is malformed twice is malformed, not repeated', () => {
  const files = [{ uri: 'a' }, { uri: 'a' }];
  expect(brokenRules({ identity: { files } })).toEqual([
    'input.proofOfIdentity.files.0.uri INVALID_FORMAT',
    'input.proofOfIdentity.files.1.uri INVALID_FORMAT',
  ]);
});

test('proofs without files need at least one each', () => {
  expect(validateDocuments(changed({ identity: { files: [] }, address: { files: [] } }), V1)).toEqual([
    {
      path: ['input', 'proofOfIdentity', 'files'],
      code: 'REQUIRED',
      params: { min: 1 },
      message: 'At least one file is required.',
    },
    {
      path: ['input', 'proofOfAddress', 'files'],
      code: 'REQUIRED',
      params: { min: 1 },
      message: 'At least one file is required.',
    },
  ]);
});

test('sides, types, countries and the number of files are left to Fin.com', () => {
  const side = fc.constantFrom('FRONT' as const, 'BACK' as const, null, undefined);
  const type = fc.constantFrom('PASSPORT', 'NATIONAL_ID', 'DRIVERS_LICENSE', 'RESIDENCE_PERMIT' as const);
  const uri = fc.stringMatching(/^\/\w[\w.-]{0,19}$/);
  const files = fc.uniqueArray(fc.record({ side, uri }), { minLength: 1, selector: (file) => file.uri });
  const country = fc.constantFrom('USA' as const, 'DEU' as const, 'AFG' as const);
  fc.assert(
    fc.property(type, country, files, (identityType, identityCountry, identityFiles) => {
      const identity = { type: identityType, country: identityCountry, files: identityFiles };
      expect(brokenRules({ identity })).toEqual([]);
    }),
  );
});

test('no rule quotes what the person typed', () => {
  const canary = 'canary 5f3a';
  const faults = validateDocuments(
    changed({
      identity: { files: [{ uri: canary }, { uri: `/${canary}` }] },
      address: { files: [{ uri: canary }] },
    }),
    V1,
  );
  expect(faults).toHaveLength(3);
  expect(JSON.stringify(faults)).not.toContain('canary');
});

test('of a hundred thousand mistakes the first fifty are told', () => {
  const files = Array.from({ length: 100_000 }, () => ({}));
  const faults = validateDocuments(changed({ identity: { files } }), V1);
  expect(faults).toHaveLength(50);
  expect(faults.at(-1)?.path).toEqual(['input', 'proofOfIdentity', 'files', 49]);
});
