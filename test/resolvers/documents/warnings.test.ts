import { expect, test } from 'vitest';
import { z } from 'zod/mini';
import { documentsPayload } from '../../../src/resolvers/documents/warnings/documents-payload.ts';
import { answerWarnings, attachWarnings } from '../../../src/resolvers/documents/warnings/input-warnings.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';

/** Nine in the morning of the 28th in Berlin. In the westernmost time zone it is the 27th. */
const NOW = new Date('2026-11-28T08:00:00Z');
const V1 = { now: NOW, customerApi: 'v1' } as const;
const V2 = { now: NOW, customerApi: 'v2' } as const;

function withIdentity(changes: object) {
  return { ...EXAMPLE_INPUT, proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, ...changes } };
}

function withIssueDate(issueDate: string) {
  return { ...EXAMPLE_INPUT, proofOfAddress: { ...EXAMPLE_INPUT.proofOfAddress, issueDate } };
}

test('the example has no warnings', () => {
  expect(attachWarnings(EXAMPLE_INPUT, V1)).toEqual([]);
  expect(attachWarnings(EXAMPLE_INPUT, V2)).toEqual([]);
});

test.each(['2026-11-27', '2026-12-31', '2027-01-26'])(
  'a document that expires on %s expires soon',
  (expiryDate) => {
    const warning = {
      path: ['input', 'proofOfIdentity', 'expiryDate'],
      code: 'EXPIRES_SOON',
      params: { notBefore: '2027-01-27' },
    };

    expect(attachWarnings(withIdentity({ expiryDate }), V1)).toEqual([warning]);
    expect(answerWarnings(withIdentity({ expiryDate }), V2)).toEqual([warning]);
  },
);

test.each([
  ['a document that is valid for two months', '2027-01-27', V1],
  ['a document that is rejected as expired', '2026-11-26', V1],
  ['a document that expires today, which v2 rejects', '2026-11-27', V2],
])('there is no warning about %s', (_, expiryDate, context) => {
  expect(attachWarnings(withIdentity({ expiryDate }), context)).toEqual([]);
});

test.each(['2026-08-27', '2026-09-09'])(
  'a proof of address of %s may be too old when it is reviewed',
  (issueDate) => {
    const path = ['input', 'proofOfAddress', 'issueDate'];
    const warning = { path, code: 'OLD_PROOF_OF_ADDRESS', params: { notBefore: '2026-09-10' } };

    expect(attachWarnings(withIssueDate(issueDate), V1)).toEqual([warning]);
    expect(attachWarnings(withIssueDate(issueDate), V2)).toEqual([warning]);
  },
);

test.each(['2026-08-26', '2026-09-10', '2026-11-28'])(
  'a proof of address of %s is rejected or new enough, so it has no warning',
  (issueDate) => {
    expect(attachWarnings(withIssueDate(issueDate), V1)).toEqual([]);
  },
);

const FRONT = { side: 'FRONT' as const, uri: '/front.jpg' };
const BACK = { side: 'BACK' as const, uri: '/back.jpg' };
const EITHER = { uri: '/either.jpg' };

test.each([[[FRONT]], [[EITHER]], [[{ ...EITHER, side: null }]], [[FRONT, FRONT]]])(
  'an identity card whose files are %j lacks its back',
  (files) => {
    const path = ['input', 'proofOfIdentity', 'files'];
    for (const type of ['NATIONAL_ID', 'DRIVERS_LICENSE', 'RESIDENCE_PERMIT']) {
      expect(attachWarnings(withIdentity({ type, files }), V1)).toEqual([
        { path, code: 'BACK_SIDE_MISSING', params: {} },
      ]);
    }
  },
);

test.each([
  ['an identity card with both sides', 'NATIONAL_ID', [FRONT, BACK], V1],
  ['an identity card with two files that do not state their sides', 'NATIONAL_ID', [EITHER, EITHER], V1],
  [
    'an identity card with two files whose sides are null',
    'NATIONAL_ID',
    [
      { ...EITHER, side: null },
      { ...EITHER, side: null },
    ],
    V1,
  ],
  ['an identity card with a front and another file', 'NATIONAL_ID', [FRONT, EITHER], V1],
  ['the back of an identity card', 'NATIONAL_ID', [BACK], V1],
  ['a passport', 'PASSPORT', [FRONT], V1],
  ['an identity card without files, which is rejected', 'NATIONAL_ID', [], V1],
  ['one side with API v2, which rejects it', 'NATIONAL_ID', [FRONT], V2],
] as const)('there is no warning about the sides of %s', (_, type, files, context) => {
  expect(attachWarnings(withIdentity({ type, files }), context)).toEqual([]);
});

const CUSTOMER = { customer: { id: EXAMPLE_INPUT.customerId } };
const KNOWN = { path: ['input', 'files', 0], code: 'PASSWORD_PROTECTED', params: {} } as const;

test('a record of an older release, which has no warnings, is replayed without any', () => {
  expect(z.safeDecode<z.core.$ZodType>(documentsPayload, CUSTOMER)).toMatchObject({
    data: { ...CUSTOMER, warnings: [] },
  });
});

test('a record of a newer release is replayed without the warnings that this release does not know', () => {
  const record = {
    ...CUSTOMER,
    warnings: [
      { path: ['input'], code: 'CODE_OF_A_NEWER_RELEASE', params: { minLux: 200 } },
      { path: ['input'], code: 'EXPIRES_SOON', params: { notBeforeField: 'issueDate' } },
      KNOWN,
    ],
  };

  expect(z.safeDecode<z.core.$ZodType>(documentsPayload, record)).toMatchObject({
    data: { warnings: [KNOWN] },
  });
});

test('a record has paths, codes and params', () => {
  const record = z.encode(documentsPayload, { ...CUSTOMER, warnings: [KNOWN] });

  expect(record).toEqual({ ...CUSTOMER, warnings: [KNOWN] });
});
