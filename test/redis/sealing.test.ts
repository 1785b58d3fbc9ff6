import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSealing, nameHash } from '../../src/redis/sealing.ts';

const KEY = randomBytes(32);
const sealing = createSealing(KEY);

test('sealed text opens with the same key under the same name, in another process too', () => {
  const other = createSealing(KEY);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, place) => {
      expect(other.open(sealing.seal(text, place), place)).toEqual(Buffer.from(text));
    }),
  );
});

test('it does not open under another name or with another key', () => {
  const sealed = sealing.seal('secret', 'here');

  expect(sealing.open(sealed, 'there')).toBeUndefined();
  expect(createSealing(randomBytes(32)).open(sealed, 'here')).toBeUndefined();
});

test('a changed byte, truncation and appended data are detected', () => {
  const sealed = Buffer.from(sealing.seal('secret', 'here'), 'base64url');
  const opened = (bytes: Uint8Array) =>
    sealing.open(Buffer.from(bytes).toString('base64url'), 'here')?.toString();
  expect(opened(sealed)).toBe('secret');

  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(opened(changed)).toBeUndefined();
    expect(opened(sealed.subarray(0, index))).toBeUndefined();
  }
  expect(opened(Buffer.concat([sealed, Buffer.of(0)]))).toBeUndefined();
});

test('sealing the same text twice gives different results', () => {
  const sealed = Array.from({ length: 1_000 }, () => sealing.seal('secret', 'here'));

  expect(new Set(sealed).size).toBe(1_000);
});

test('the id of a key is the same everywhere, differs between keys and reveals nothing about it', () => {
  expect(createSealing(KEY).keyId).toBe(sealing.keyId);
  expect(createSealing(randomBytes(32)).keyId).not.toBe(sealing.keyId);
  expect(KEY.toString('hex')).not.toContain(sealing.keyId);
});

test('the hash of a name keeps its parts apart', () => {
  expect(nameHash('a', 'bc')).not.toBe(nameHash('ab', 'c'));
  expect(nameHash('a', 'bc')).toMatch(/^[\da-f]{32}$/);
});
