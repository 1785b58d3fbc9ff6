import { expect, test } from 'vitest';
import { parseWarnings } from '../../client/src/quality.ts';
import { DOCUMENT_WARNINGS } from '../../src/document-warning-codes.ts';

const WARNING = {
  path: ['input', 'files', 0],
  code: 'PASSWORD_PROTECTED',
  params: {},
  message: 'Encrypted.',
};
const EXAMPLES = Object.entries(DOCUMENT_WARNINGS).flatMap(([code, { examples }]) =>
  examples.map((params) => ({ ...WARNING, code, params })),
);

test.each(EXAMPLES)('the warning $code is known', (warning) => {
  expect(parseWarnings([warning])).toEqual([warning]);
});

test.each([
  ['a code of a newer gateway', { code: 'TOO_DARK', params: { minLux: 200 } }],
  ['params of a newer gateway', { code: 'EXPIRES_SOON', params: { notBeforeField: 'issueDate' } }],
])('%s is kept as an unknown warning', (_, { code, params }) => {
  expect(parseWarnings([{ ...WARNING, code, params }])).toEqual([
    { ...WARNING, code: 'UNKNOWN', sentCode: code, params },
  ]);
});

test.each([[undefined], [null], ['warnings'], [{}], [[null, 3, {}, { code: 4 }]]])(
  'there are no warnings in %j',
  (value) => {
    expect(parseWarnings(value)).toEqual([]);
  },
);

test('a warning without the other members still tells its code', () => {
  expect(parseWarnings([{ code: 'BACK_SIDE_MISSING' }])).toEqual([
    { path: [], code: 'BACK_SIDE_MISSING', params: {}, message: '' },
  ]);
});
