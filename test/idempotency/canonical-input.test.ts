import { expect, test } from 'vitest';
import { canonicalInput } from '../../src/idempotency/canonical-input.ts';
import { unquoteKey } from '../../src/server/idempotency/unquote-key.ts';
import { TOS_POLICIES_VALUE } from '../support/example-data.ts';

const ID = TOS_POLICIES_VALUE;
const same = (one: object, other: object) => canonicalInput(one) === canonicalInput(other);

test.each([
  [{ id: ID }, { id: ID.toUpperCase() }],
  [{ id: ID }, { id: `{${ID}}` }],
  [{ id: ID }, { id: `urn:uuid:${ID.toUpperCase()}` }],
  [{ list: [{ id: ID, a: 1 }] }, { list: [{ a: 1, id: `{${ID.toUpperCase()}}` }] }],
  [
    { a: 1, b: { c: null, d: 2 } },
    { b: { d: 2 }, a: 1 },
  ],
  [
    { a: 1, idempotencyKey: 'x' },
    { idempotencyKey: 'y', a: 1 },
  ],
])('%j is the same request as %j', (one, other) => {
  expect(same(one, other)).toBe(true);
});

test.each([
  [{ id: ID }, { id: ID.replace('e', 'f') }],
  [{ id: ID }, { id: `{${ID}` }],
  [{ id: `${ID} ` }, { id: ID }],
  [{ name: 'ABBA' }, { name: 'abba' }],
  [{ number: '750727362669608961' }, { number: '750727362669608960' }],
  [{ number: 750727362669608961n }, { number: 750727362669608960n }],
  [{ number: 7n }, { number: '7' }],
  [{ number: 0.1 }, { number: 0.1000000001 }],
  [{ list: [1, 2] }, { list: [2, 1] }],
  [{ list: [null] }, { list: [] }],
])('%o is another request than %o', (one, other) => {
  expect(same(one, other)).toBe(false);
});

test.each([
  ['8f14e45f', '8f14e45f'],
  ['"8f14e45f"', '8f14e45f'],
  ['"a\\"b\\\\c"', 'a"b\\c'],
  ['"8f14e45f" ; a=1', '8f14e45f'],
  ['""', ''],
  ['a"b', 'a"b'],
])('the header %s contains the key %s', (header, key) => {
  expect(unquoteKey(header)).toBe(key);
});

test.each(['"', '"open', '"a"b', '"a\\b"', '"a\\"', '"a" b'])(
  'the header %s is not a valid string',
  (header) => {
    expect(unquoteKey(header)).toBeUndefined();
  },
);
