import { expect, test } from 'vitest';
import { parseErrorBody } from '../../../src/datasources/fin/errors/error-body.ts';
import type { UpstreamFieldError } from '../../../src/datasources/fin/errors/error-items.ts';
import { about, read } from './read-error-body.ts';

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
])('an error body in the %s shape is understood', (_shape, body, message, complaints) => {
  expect(read(body)).toEqual({ message, fieldErrors: complaints });
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
])('%j concerns the whole request', (body, message) => {
  expect(read(body)).toEqual({ message, fieldErrors: [] });
});
