import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseErrorBody } from '../../../src/datasources/fin/errors/error-body.ts';
import type { UpstreamFieldError } from '../../../src/datasources/fin/errors/error-items.ts';

const read = (body: unknown) => parseErrorBody(JSON.stringify(body));
const about = (field: string | undefined, message: string): UpstreamFieldError => ({ field, message });

/** What the `errors` of a 422 may hold; the API documents no real item, so each reading is legal. */
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

test.each<[shape: string, body: unknown, message: string | undefined, complaints: UpstreamFieldError[]]>([
  ['400, malformed', { status: 400, message: 'Malformed request body' }, 'Malformed request body', []],
  [
    '400, with a map in data',
    {
      status: 400,
      message: 'Validation failed',
      data: {
        'basic_info.email': 'bad',
        'associated_parties[0].basic_info.dob': 'late',
        'addresses.physical_address': 'missing',
      },
    },
    'Validation failed',
    [
      about('basic_info.email', 'bad'),
      about('associated_parties[0].basic_info.dob', 'late'),
      about('addresses.physical_address', 'missing'),
    ],
  ],
  [
    '400, with a list',
    { message: 'Validation failed!', errors: [{ iban: 'bad' }] },
    'Validation failed!',
    [about('iban', 'bad')],
  ],
  ['401', { message: 'Authentication failed' }, 'Authentication failed', []],
  ['403, coded', { error: { code: 'forbidden', message: 'Not yours' } }, 'Not yours', []],
  ['403, numbered', { error: { code: 403, type: 'FIN_ERROR', message: 'Not yours' } }, 'Not yours', []],
  ['404', { message: 'Customer not found' }, 'Customer not found', []],
  ['404, coded', { error: { code: 'TRANSACTION_NOT_FOUND', message: 'Gone' } }, 'Gone', []],
  ['409', { error: { code: 'conflict', message: 'In progress' } }, 'In progress', []],
  ['409, with what stands in the way', { message: 'Exists', error: { beneficiary_id: 'b-1' } }, 'Exists', []],
  ['409, with collisions', { message: 'Exists', collisions: [{ currency: 'USD' }] }, 'Exists', []],
  ['422, bare', { message: 'No' }, 'No', []],
  [
    '422, with details',
    {
      error: {
        code: 422,
        type: 'FIN_ERROR',
        message: 'No',
        details: [
          { field: 'amount', message: 'too high' },
          { field: 'rail', message: 'unknown' },
        ],
      },
    },
    'No',
    [about('amount', 'too high'), about('rail', 'unknown')],
  ],
  ['422, with null details', { error: { code: 422, message: 'No', details: null } }, 'No', []],
  ['423', { status: 423, message: 'RELIANCE is not available' }, 'RELIANCE is not available', []],
  [
    '428',
    { error: { code: 500104, type: 'PROVIDER_ERROR', message: 'Partner failed' } },
    'Partner failed',
    [],
  ],
  ['428, with words in details', { error: { message: 'No', details: 'x' } }, 'No', [about(undefined, 'x')]],
])('the %s shape of a refusal is read', (_shape, body, message, complaints) => {
  expect(read(body)).toEqual({ message, fieldErrors: complaints });
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
])('a refusal whose body is %s has nothing to say, and does no harm', (_what, text) => {
  expect(parseErrorBody(text)).toEqual({ message: undefined, fieldErrors: [] });
});

test('the message survives beside errors that cannot be read', () => {
  for (const errors of [null, 7, true, [[]], [null], {}, [{ number: null }]]) {
    expect(read({ message: 'No', errors })).toEqual({ message: 'No', fieldErrors: [] });
  }
});

test.each(['[', '{"a":'])(
  'a body that nests %s a thousand times and more is left unread in its depths',
  (open) => {
    const close = open === '[' ? ']' : '}';
    for (const depth of [9, 1_000, 100_000]) {
      const text = `{"message":"No","errors":${open.repeat(depth)}"deep"${close.repeat(depth)}}`;
      expect(parseErrorBody(text)).toEqual({ message: 'No', fieldErrors: [] });
    }
  },
);

test('nesting that a form might have is read', () => {
  expect(read({ errors: { a: { b: { c: { d: 'deep' } } } } }).fieldErrors).toEqual([
    about('a.b.c.d', 'deep'),
  ]);
});

test.each<[string, unknown]>([
  ['a list of texts', Array.from({ length: 100_000 }, (_, index) => `text ${index}`)],
  ['a list of fields', Array.from({ length: 100_000 }, (_, index) => ({ [`field_${index}`]: 'bad' }))],
  ['a map', Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`field_${index}`, 'bad']))],
])('of %s with 100,000 complaints a hundred are passed on, the first ones', (_what, errors) => {
  const { fieldErrors: complaints } = read({ message: 'No', errors });
  expect(complaints).toHaveLength(100);
  expect(complaints[0]?.field ?? complaints[0]?.message).toMatch(/0$/);
});

test('keys that every object has are fields like any other', () => {
  const text = '{"message":"No","errors":[{"__proto__":"a"},{"constructor":"b"}]}';
  expect(parseErrorBody(text).fieldErrors).toEqual([about('__proto__', 'a'), about('constructor', 'b')]);
});

test('no body whatever makes it fail, and what it passes on is bounded text', () => {
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

/** Errors of one field, or of none, as frameworks and standards write them: body, and what is read. */
const FIELD = 'proof_of_identity.number';
const ONE = [about(FIELD, 'is short')];
test.each<[shape: string, body: unknown, complaints?: UpstreamFieldError[]]>([
  ['error', { errors: [{ field: FIELD, error: 'is short' }] }],
  ['msg', { errors: [{ param: FIELD, msg: 'is short' }] }],
  ['detail', { errors: [{ attribute: FIELD, detail: 'is short' }] }],
  ['reason', { errors: [{ property: FIELD, reason: 'is short' }] }],
  ['title', { errors: [{ path: FIELD, title: 'is short' }] }],
  ['description', { errors: [{ key: FIELD, description: 'is short', code: 'E1' }] }],
  [
    'several messages',
    { errors: [{ field: FIELD, messages: ['is short', 'is odd'] }] },
    [...ONE, about(FIELD, 'is odd')],
  ],
  ['errors of a field', { errors: [{ field: FIELD, errors: ['is short'] }] }],
  [
    'an error that is an object',
    { errors: [{ field: FIELD, error: { code: 'SHORT', message: 'is short' } }] },
  ],
  ['a location', { errors: [{ location: FIELD, code: 12, message: 'is short' }] }],
  [
    'a location that is a part of the request',
    { errors: [{ location: 'body', path: FIELD, msg: 'is short', value: 'x' }] },
  ],
  ['only a code', { errors: [{ field: FIELD, code: 'is short' }] }],
  ['one error without a list', { errors: { field: FIELD, error: 'is short' } }],
  ['a single error object', { error: { type: 'invalid', code: 'short', message: 'is short', param: FIELD } }],
  ['a body that is the error', { field: FIELD, reason: 'is short' }],
  ['a bare list', [{ field: FIELD, error: 'is short' }]],
  ['a bare map, as Django REST framework has it', { [FIELD]: ['is short'] }],
  ['a map in error', { error: { [FIELD]: ['is short'] } }],
  [
    'messages in the place of the message',
    { statusCode: 400, error: 'Bad Request', message: ['a is bad', 'b is bad'] },
    [about(undefined, 'a is bad'), about(undefined, 'b is bad')],
  ],
  ['a map in the place of the message', { message: { [FIELD]: ['is short'] } }],
  [
    'RFC 9457, pointers',
    {
      type: 'about:blank',
      title: 'Invalid',
      status: 422,
      errors: [{ detail: 'is short', pointer: '#/proof_of_identity/number' }],
    },
    [about('#/proof_of_identity/number', 'is short')],
  ],
  ['RFC 7807, invalid-params', { title: 'Invalid', 'invalid-params': [{ name: FIELD, reason: 'is short' }] }],
  ['invalid_params', { title: 'Invalid', invalid_params: [{ name: FIELD, reason: 'is short' }] }],
  [
    'JSON:API',
    {
      errors: [
        {
          id: '1',
          status: '422',
          code: 'short',
          source: { pointer: '/data/attributes/number' },
          title: 'Invalid',
          detail: 'is short',
        },
      ],
    },
    [about('/data/attributes/number', 'is short')],
  ],
  ['JSON:API, a parameter', { errors: [{ source: { parameter: FIELD }, title: 'is short' }] }],
  ['Laravel', { message: 'The data was invalid.', errors: { [FIELD]: ['is short'] } }],
  [
    'Rails',
    { errors: { [FIELD]: ['is short'], base: ['is all wrong'] } },
    [...ONE, about(undefined, 'is all wrong')],
  ],
  ['Rails, details', { errors: { [FIELD]: [{ error: 'is short', count: 3 }] } }],
  [
    'Django, the whole form',
    { errors: { non_field_errors: ['is all wrong'] } },
    [about(undefined, 'is all wrong')],
  ],
  ['Django, nested items', { files: [{}, { uri: ['is gone'] }] }, [about('files.1.uri', 'is gone')]],
  [
    'FastAPI',
    {
      detail: [
        {
          type: 'missing',
          loc: ['body', 'proof_of_identity', 'number'],
          msg: 'is short',
          input: { a: 'b c' },
        },
      ],
    },
  ],
  [
    'zod, issues',
    { issues: [{ code: 'too_small', path: ['proof_of_identity', 'number'], message: 'is short' }] },
  ],
  [
    'zod, flattened',
    { errors: { formErrors: ['is all wrong'], fieldErrors: { [FIELD]: ['is short'] } } },
    [about(undefined, 'is all wrong'), ...ONE],
  ],
  [
    'zod, formatted',
    { errors: { _errors: [], proof_of_identity: { _errors: [], number: { _errors: ['is short'] } } } },
  ],
  ['zod, a tree', { errors: { errors: [], properties: { [FIELD]: { errors: ['is short'] } } } }],
  [
    'Joi',
    {
      message: 'x',
      details: [
        {
          message: 'is short',
          path: ['proof_of_identity', 'number'],
          type: 'string.min',
          context: { label: 'n', value: 'v' },
        },
      ],
    },
  ],
  [
    'Ajv',
    {
      errors: [
        {
          instancePath: '/proof_of_identity/number',
          schemaPath: '#/x',
          keyword: 'minLength',
          params: { limit: 3 },
          message: 'is short',
        },
      ],
    },
    [about('/proof_of_identity/number', 'is short')],
  ],
  [
    'class-validator',
    {
      message: [
        {
          property: 'proof_of_identity',
          children: [{ property: 'number', constraints: { minLength: 'is short', isString: 'is odd' } }],
        },
      ],
    },
    [...ONE, about(FIELD, 'is odd')],
  ],
  [
    'Spring',
    {
      timestamp: '2026-01-01',
      status: 400,
      path: '/v1/x',
      errors: [
        { objectName: 'o', field: FIELD, rejectedValue: 'r', defaultMessage: 'is short', codes: ['a.b'] },
      ],
    },
  ],
  ['Jakarta violations', { violations: [{ propertyPath: FIELD, message: 'is short' }] }],
  [
    'OData',
    {
      error: {
        code: 'BadRequest',
        message: 'x',
        details: [{ code: 'short', target: FIELD, message: 'is short' }],
      },
    },
  ],
  [
    'Google',
    {
      error: {
        code: 400,
        message: 'x',
        details: [{ '@type': 'BadRequest', fieldViolations: [{ field: FIELD, description: 'is short' }] }],
      },
    },
  ],
  ['a field under a name of its own', { errors: [{ input_name: FIELD, message: 'is short' }] }],
  [
    'only code and message',
    { errors: [{ code: 'E1', message: 'is short' }] },
    [about(undefined, 'is short')],
  ],
  [
    'a name that is no field',
    { errors: [{ rule_name: 'min', message: 'is short' }] },
    [about(undefined, 'is short')],
  ],
  [
    'a message beside errors of fields',
    { errors: [{ message: 'is all wrong', [FIELD]: 'is short' }] },
    [about(undefined, 'is all wrong'), ...ONE],
  ],
  [
    'the same error three times',
    { errors: [{ field: FIELD, message: 'is short' }], details: { [FIELD]: 'is short' }, data: ['is short'] },
  ],
])('an error in the shape of %s is read once, with its field', (_shape, body, complaints = ONE) => {
  const isField = (name: string) => name === FIELD;
  expect(parseErrorBody(JSON.stringify(body), isField).fieldErrors).toEqual(complaints);
});

test.each<[body: unknown, message: string]>([
  [{ title: 'Invalid', detail: 'The request is invalid.' }, 'The request is invalid.'],
  [{ error: 'invalid_request', error_description: 'No such client.' }, 'No such client.'],
  [
    { status: 400, timestamp: '2026-01-01T00:00:00Z', path: '/v1/customers', error: 'Bad Request' },
    'Bad Request',
  ],
  [{ msg: 'No' }, 'No'],
])('%j is about the whole request', (body, message) => {
  expect(read(body)).toEqual({ message, fieldErrors: [] });
});
