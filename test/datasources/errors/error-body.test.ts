import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseErrorBody } from '../../../src/datasources/fin/errors/error-body.ts';
import type { UpstreamFieldError } from '../../../src/datasources/fin/errors/error-items.ts';
import { about, read } from './read-error-body.ts';

/** Possible `errors` of a 422; the API documents no real item, so each reading is legal. */
test.each<[reading: string, errors: unknown, complaints: UpstreamFieldError[]]>([
  ['A: the key is the leaf', [{ email: 'must be lower case' }], [about('email', 'must be lower case')]],
  [
    'B: the key is a dotted path',
    [{ 'proof_of_identity.expiry_date': 'is past' }, { 'proof_of_address.country': 'is unknown' }],
    [about('proof_of_identity.expiry_date', 'is past'), about('proof_of_address.country', 'is unknown')],
  ],
  [
    'C: the key is a bracketed path',
    [{ 'proof_of_identity.files[0].uri': 'not found' }],
    [about('proof_of_identity.files[0].uri', 'not found')],
  ],
  [
    'D: several fields in one object',
    [{ number: 'is short', country: 'is unknown' }],
    [about('number', 'is short'), about('country', 'is unknown')],
  ],
  [
    'E: a field and its message',
    [{ field: 'basic_info.email', message: 'bad' }],
    [about('basic_info.email', 'bad')],
  ],
  ['E: a path and its message', [{ path: 'number', message: 'bad' }], [about('number', 'bad')]],
  ['E: a key and its message', [{ key: 'number', message: 'bad' }], [about('number', 'bad')]],
  ['E: a param and its message', [{ message: 'bad', param: 'number' }], [about('number', 'bad')]],
  [
    'E: a path in steps and its message',
    [{ path: ['proof_of_identity', 'files', 0, 'uri'], message: 'bad', code: 7 }],
    [about('proof_of_identity.files.0.uri', 'bad')],
  ],
  ['E: a pair whose field is empty', [{ field: '', message: 'bad' }], [about(undefined, 'bad')]],
  ['F: a message only', [{ message: 'try later' }], [about(undefined, 'try later')]],
  ['G: plain texts', ['first', 'second'], [about(undefined, 'first'), about(undefined, 'second')]],
  ['G: a map', { email: 'bad', number: 'short' }, [about('email', 'bad'), about('number', 'short')]],
  ['G: one text', 'all wrong', [about(undefined, 'all wrong')]],
  [
    'H: several texts of a field',
    [{ email: ['bad', 'long'] }],
    [about('email', 'bad'), about('email', 'long')],
  ],
  ['H: nested fields', [{ address: { city: 'bad' } }], [about('address.city', 'bad')]],
  [
    'H: nested fields with several texts',
    { address: { city: ['bad', 'long'], zip: 'short' } },
    [about('address.city', 'bad'), about('address.city', 'long'), about('address.zip', 'short')],
  ],
  [
    'several readings mixed',
    [{ number: 'short' }, 'try later', null, 7, true, [], {}, { field: 'country', message: 'bad' }],
    [about('number', 'short'), about(undefined, 'try later'), about('country', 'bad')],
  ],
])('a 422 is read as %s', (_reading, errors, complaints) => {
  expect(read({ message: 'Validation failed', errors })).toEqual({
    message: 'Validation failed',
    fieldErrors: complaints,
  });
});

test.each([
  ['empty', ''],
  ['blank', ' \n'],
  ['HTML', '<!doctype html><html><body><h1>422 Unprocessable</h1></body></html>'],
  ['plain text', 'Unprocessable Entity'],
  ['cut off', '{"message":"Validation failed","errors":[{"number"'],
  ['null', 'null'],
  ['a number', '422'],
  ['a text', '"no"'],
  ['a list', '[]'],
  ['without any text', '{"message":null,"errors":null,"data":null,"error":null}'],
  ['of numbers', '{"message":1,"errors":[1,{"number":2}],"error":{"message":3,"details":[4]}}'],
  ['of blanks', '{"message":" ","errors":["",{"number":"  "}]}'],
])('an error body that is %s yields no field errors and does no harm', (_what, text) => {
  expect(parseErrorBody(text)).toEqual({ message: undefined, fieldErrors: [] });
});

test('the message is kept if the errors next to it cannot be read', () => {
  for (const errors of [null, 7, true, [[]], [null], {}, [{ number: null }]]) {
    expect(read({ message: 'No', errors })).toEqual({ message: 'No', fieldErrors: [] });
  }
});

test.each(['[', '{"a":'])(
  'a body with %s nested a thousand levels deep is not read beyond the limit',
  (open) => {
    const close = open === '[' ? ']' : '}';
    for (const depth of [9, 1_000, 100_000]) {
      const text = `{"message":"No","errors":${open.repeat(depth)}"deep"${close.repeat(depth)}}`;
      expect(parseErrorBody(text)).toEqual({ message: 'No', fieldErrors: [] });
    }
  },
);

test('realistic nesting is read', () => {
  expect(read({ errors: { a: { b: { c: { d: 'deep' } } } } }).fieldErrors).toEqual([
    about('a.b.c.d', 'deep'),
  ]);
});

test.each<[string, unknown]>([
  ['a list of texts', Array.from({ length: 100_000 }, (_, index) => `text ${index}`)],
  ['a list of fields', Array.from({ length: 100_000 }, (_, index) => ({ [`field_${index}`]: 'bad' }))],
  ['a map', Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`field_${index}`, 'bad']))],
])('of %s with 100,000 errors, the first hundred are passed on', (_what, errors) => {
  const { fieldErrors: complaints } = read({ message: 'No', errors });
  expect(complaints).toHaveLength(100);
  expect(complaints[0]?.field ?? complaints[0]?.message).toMatch(/0$/);
});

test('keys that every object inherits are ordinary fields', () => {
  const text = '{"message":"No","errors":[{"__proto__":"a"},{"constructor":"b"}]}';
  expect(parseErrorBody(text).fieldErrors).toEqual([about('__proto__', 'a'), about('constructor', 'b')]);
});

test('no body makes the parser fail, and all its texts are bounded', () => {
  const key = fc.constantFrom(
    'message',
    'errors',
    'error',
    'details',
    'data',
    'field',
    'path',
    'number',
    '__proto__',
  );
  const { body } = fc.letrec((tie) => ({
    body: fc.oneof(
      { depthSize: 'medium', maxDepth: 10 },
      fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.boolean()),
      fc.array(tie('body'), { maxLength: 4 }),
      fc.dictionary(key, tie('body'), { maxKeys: 4 }),
    ),
  }));
  const text = fc.oneof(
    fc.string(),
    body.map((value) => JSON.stringify(value)),
    fc.json(),
  );
  fc.assert(
    fc.property(text, (given) => {
      const { message, fieldErrors: complaints } = parseErrorBody(given);
      expect(message === undefined || message.trim() !== '').toBe(true);
      expect(complaints.length).toBeLessThanOrEqual(100);
      for (const complaint of complaints) {
        expect(complaint.message.trim()).not.toBe('');
        expect(complaint.field).not.toBe('');
      }
    }),
    { numRuns: 1_000 },
  );
});
