import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateForm } from '../../../examples/onboarding-page/form/form-rules.ts';
import {
  EMPTY_FORM,
  type FormValues,
  findField,
  toInput,
  withStoredUris,
} from '../../../examples/onboarding-page/form/form-values.ts';
import { needsDocuments } from '../../../examples/onboarding-page/status/needs-documents.ts';
import { validateDocuments } from '../../../src/resolvers/documents/validate-documents.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';

const CUSTOMER = { id: CUSTOMER_ID, tosPoliciesValue: 'accepted' };
const picked = (name: string) => ({ file: new File([name], name) });
const FILLED: FormValues = {
  ...EMPTY_FORM,
  identityType: 'NATIONAL_ID',
  identityCountry: 'USA',
  number: 'A12345678',
  issueDate: '2020-01-15',
  expiryDate: '2030-01-15',
  front: picked('front.png'),
  back: picked('back.png'),
  addressType: 'UTILITY_BILL',
  addressCountry: 'USA',
  addressProof: picked('bill.pdf'),
  consent: true,
};

/** The form's file inputs made of what the gateway's rules look at. */
function gatewayFaults(values: FormValues, now: Date, customerApi: 'v1' | 'v2') {
  const input = toInput(values, CUSTOMER);
  if (!input) throw new Error('Something is missing in the form.');
  const { proofOfIdentity, proofOfAddress } = input;
  return validateDocuments(
    {
      ...input,
      proofOfIdentity: {
        ...proofOfIdentity,
        files: proofOfIdentity.files.map(({ side }, index) => ({ side, uri: `/identity-${index}.pdf` })),
      },
      proofOfAddress: {
        ...proofOfAddress,
        files: proofOfAddress.files.map((_, index) => ({ uri: `/address-${index}.pdf` })),
      },
      selfie: input.selfie ? { uri: '/selfie.jpg' } : null,
    },
    { now, customerApi },
  );
}

/** The fields of the form that the gateway would show errors at. */
function faultyFields(values: FormValues, now: Date, customerApi: 'v1' | 'v2') {
  return gatewayFaults(values, now, customerApi).map(({ path, params }) =>
    findField(path.slice(1).join('.'), values, 'side' in params ? params.side : undefined),
  );
}

const NOW_MS = Date.parse('2026-03-01T00:00:00Z');
const day = fc
  .date({
    min: new Date(NOW_MS - 4 * 86_400_000),
    max: new Date(NOW_MS + 4 * 86_400_000),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));

test('the page and the gateway reject the same dates, numbers and files', () => {
  const forms = fc.record({
    number: fc.oneof(fc.constantFrom('', ' ', '\u00a0\t', 'A1'), fc.string()),
    issueDate: day,
    expiryDate: day,
    front: fc.constantFrom(undefined, picked('front.png')),
    back: fc.constantFrom(undefined, picked('back.png')),
    identityType: fc.constantFrom<FormValues['identityType'][]>('PASSPORT', 'NATIONAL_ID'),
  });
  fc.assert(
    fc.property(forms, fc.integer({ min: 0, max: 86_399_999 }), (changes, laterMs) => {
      const values = { ...FILLED, ...changes };
      const now = new Date(NOW_MS + laterMs);

      const found = Object.keys(validateForm(values, now, false));

      expect(new Set(found)).toEqual(new Set(faultyFields(values, now, 'v1')));
    }),
    { numRuns: 1_000 },
  );
});

test('with API v2, the page accepts whatever the gateway accepts, and asks for both sides and the state', () => {
  const forms = fc.record({
    identityType: fc.constantFrom<FormValues['identityType'][]>('PASSPORT', 'NATIONAL_ID', 'DRIVERS_LICENSE'),
    identityCountry: fc.constantFrom<FormValues['identityCountry'][]>('USA', 'DEU'),
    identityState: fc.constantFrom('', 'US-CA'),
    front: fc.constantFrom(undefined, picked('front.png')),
    back: fc.constantFrom(undefined, picked('back.png')),
    expiryDate: day,
  });
  const atOnce = ['identityState', 'front', 'back'];
  fc.assert(
    fc.property(forms, (changes) => {
      const values = { ...FILLED, ...changes, selfie: picked('face.jpg') };
      const now = new Date(NOW_MS);

      const found = Object.keys(validateForm(values, now, true));

      const fields = faultyFields(values, now, 'v2');
      expect(fields).toEqual(expect.arrayContaining(found));
      expect(new Set(found.filter((name) => atOnce.includes(name)))).toEqual(
        new Set(fields.filter((name) => name && atOnce.includes(name))),
      );
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['ATTACH_DOCUMENTS', 'INCOMPLETE', true],
  ['ATTACH_DOCUMENTS', 'ACTION_REQUIRED', true],
  ['ANSWER_REQUEST', 'REINITIATE', true],
  ['ANSWER_REQUEST', 'REVIEWING', false],
  ['ANSWER_REQUEST', 'APPROVED', false],
  ['WAIT', 'PROCESSING', false],
  ['DONE', 'APPROVED', false],
  ['UNKNOWN', 'UNKNOWN', false],
  [null, null, false],
] as const)('with the step %s and the status %s, the form is shown: %s', (nextStep, status, isShown) => {
  expect(needsDocuments({ nextStep, status })).toBe(isShown);
});

test('the state is sent only with the licenses that need it', () => {
  const values: FormValues = { ...FILLED, identityType: 'DRIVERS_LICENSE', identityState: 'US-CA' };

  expect(toInput(values, CUSTOMER)?.proofOfIdentity.state).toBe('US-CA');
  expect(toInput({ ...values, identityCountry: 'DEU' }, CUSTOMER)?.proofOfIdentity).not.toHaveProperty(
    'state',
  );
  expect(toInput({ ...values, identityType: 'PASSPORT' }, CUSTOMER)?.proofOfIdentity).not.toHaveProperty(
    'state',
  );
});

test('a passport has no back side, even if one was picked before', () => {
  const passport: FormValues = { ...FILLED, identityType: 'PASSPORT' };

  expect(toInput(passport, CUSTOMER)?.proofOfIdentity.files).toEqual([
    { side: 'FRONT', upload: FILLED.front?.file },
  ]);
  expect(
    validateForm({ ...passport, back: { ...picked('back'), error: 'too blurred' } }, new Date(NOW_MS), false),
  ).toEqual({});
});

test('an error of the only file is shown under the side that was picked', () => {
  const { front: _front, ...rest } = FILLED;

  expect(findField('proofOfIdentity.files.0.upload', { ...rest, front: undefined })).toBe('back');
  expect(findField('proofOfIdentity.files.1', FILLED)).toBe('back');
  expect(findField('proofOfIdentity.files', FILLED)).toBe('front');
  expect(findField('proofOfAddress.files.0.uri', FILLED)).toBe('addressProof');
  expect(findField('proofOfIdentity.files', FILLED, 'BACK')).toBe('back');
  expect(findField('selfie', FILLED)).toBe('selfie');
  expect(findField('selfie.upload', FILLED)).toBe('selfie');
  expect(findField('customerId', FILLED)).toBeUndefined();
});

test('URIs are kept for files that were sent, but not for a file that was picked meanwhile', () => {
  const stored = toInput(FILLED, CUSTOMER);
  if (!stored) throw new Error('Something is missing in the form.');
  const [front, back] = stored.proofOfIdentity.files;
  const now = { ...FILLED, back: picked('other.png') };

  const next = withStoredUris(now, FILLED, {
    ...stored,
    proofOfIdentity: {
      ...stored.proofOfIdentity,
      files: [
        { ...front, uri: '/1.png' },
        { ...back, uri: '/2.png' },
      ],
    },
  });

  expect(next.front?.uri).toBe('/1.png');
  expect(next.back).toBe(now.back);
  expect(next.addressProof).toBe(FILLED.addressProof);
});
