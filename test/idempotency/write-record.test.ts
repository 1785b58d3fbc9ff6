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

test('a record can hold a payload of any shape', () => {
  const record = {
    customerId: 'c',
    sentAtMs: 1,
    files: [FILE],
    payload: { payment: { amounts: [1, null] } },
  };

  expect(openRecord(seal, NAME, sealRecord(seal, NAME, record))).toEqual(record);
});

test('a record with an error code of a newer release is not misread', () => {
  const failure = { code: 'NOT_A_CODE_YET', details: {} };
  const body = seal.seal(JSON.stringify({ customerId: 'c', failure }), NAME);

  expect(openRecord(seal, NAME, body)).toEqual({});
});

test('records of any length are the same after sealing, and long ones are shorter', () => {
  for (const count of [0, 1, 2, 40]) {
    const record = { customerId: 'ä'.repeat(count), files: Array.from({ length: count }, () => FILE) };
    expect(openRecord(seal, NAME, sealRecord(seal, NAME, record))).toEqual(record);
  }
  const long = { files: Array.from({ length: 4 }, () => FILE) };
  expect(sealRecord(seal, NAME, long).length).toBeLessThan(JSON.stringify(long).length / 2);
});

test('a record that another release has encoded in another way counts as unreadable', () => {
  for (const content of [
    Buffer.from('{"customerId'),
    Buffer.from('Z{"customerId":"c"}'),
    Buffer.of(0x01, 0x02),
  ]) {
    expect(openRecord(seal, NAME, seal.seal(content, NAME))).toEqual({});
  }
});
