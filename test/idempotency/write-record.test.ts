import { expect, test } from 'vitest';
import { createRecordSeal } from '../../src/idempotency/record-seal.ts';
import { openRecord, sealRecord } from '../../src/idempotency/write-record.ts';

const NAME = 'a-name';
const FILE = {
  path: ['input', 'files', 0],
  uri: '/a.pdf',
  mimetype: 'application/pdf',
  byteLength: 3,
  sha256: 'ab',
};
const seal = createRecordSeal();
const open = (json: unknown) => openRecord(seal, NAME, seal.seal(JSON.stringify(json), NAME));

test('a record keeps a payload of any shape', () => {
  const record = {
    customerId: 'c',
    sentAtMs: 1,
    files: [FILE],
    payload: { payment: { amounts: [1, null] } },
  };

  expect(openRecord(seal, NAME, sealRecord(seal, NAME, record))).toEqual(record);
});

test.each([
  [
    'an attach with files',
    { customerId: 'c', sentAtMs: 1, files: [FILE], customer: { id: 'c' } },
    { customer: { id: 'c' }, files: [FILE] },
  ],
  [
    'a creation',
    { sentAtMs: 1, customer: { id: 'c', tosPoliciesUrl: null, tosPoliciesValue: 'v' } },
    { customer: { id: 'c', tosPoliciesUrl: null, tosPoliciesValue: 'v' } },
  ],
  ['an upload', { customerId: 'c', files: [FILE] }, { files: [FILE] }],
])('%s that an earlier release recorded can still be replayed', (_, written, payload) => {
  expect(open(written).payload).toEqual(payload);
});

test('failures and stored files of an earlier release are still known', () => {
  const failure = { code: 'FIN_VALIDATION_FAILED', details: { message: 'm' } };

  expect(open({ customerId: 'c', files: [FILE], failure })).toMatchObject({
    customerId: 'c',
    files: [FILE],
    failure,
  });
});

test('a record of a newer format is not misread', () => {
  expect(open({ format: 3, customerId: 'c', payload: {} })).toEqual({});
});
