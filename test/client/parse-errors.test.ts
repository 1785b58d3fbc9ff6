import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { parseErrors, parseFieldErrors, transportFailure } from '../../client/src/errors.ts';
import { FIELD_ERRORS } from '../../src/field-error-codes.ts';
import { EXAMPLE_INPUT, inputWithNumber } from '../support/example-data.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { startStack } from '../support/start-stack.ts';
import { FAILING_CLIENTS } from './failing-clients.ts';

const testClients = test.for(FAILING_CLIENTS);
const EXTENSIONS = { code: 'NOT_FOUND', requestId: 'r-1', retryable: false };

function errorWith(extensions: object) {
  const [error] = parseErrors({ errors: [{ message: 'Not found.', extensions }] });
  return error;
}

/** Responds to every request as a proxy would. */
async function startProxy(status: number, type: string, body: string) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  return {
    url: `http://127.0.0.1:${address.port}/graphql`,
    async [Symbol.asyncDispose]() {
      server.close().closeAllConnections();
      await once(server, 'close');
    },
  };
}

testClients("$name: Fin.com's rejection is read with code, request id and field errors", async ({ fail }) => {
  await using stack = await startStack();

  const failure = await fail(stack.url, ATTACH, { input: inputWithNumber('SANDBOX-422') });

  expect(parseErrors(failure)).toEqual([
    {
      code: 'FIN_VALIDATION_FAILED',
      message: expect.any(String),
      path: ['attachIndividualDocuments'],
      requestId: expect.any(String),
      retryable: false,
      upstream: { operation: 'attachIndividualDocuments', status: 422 },
      uploadedFiles: [],
      fieldErrors: [
        {
          path: ['input', 'proofOfIdentity', 'number'],
          code: 'REFUSED',
          params: {},
          message: expect.any(String),
          upstreamField: expect.any(String),
        },
      ],
    },
  ]);
  expect(transportFailure(failure)).toBeUndefined();
});

testClients('$name: an error with a status of its own is read as well', async ({ fail }) => {
  await using stack = await startStack({ issuer: true });

  const failure = await fail(stack.url, ATTACH, { input: EXAMPLE_INPUT });

  expect(parseErrors(failure)).toMatchObject([{ code: 'UNAUTHENTICATED', retryable: false }]);
  expect(transportFailure(failure)).toBeUndefined();
});

testClients('$name: without a response there are no errors, but a transport failure', async ({ fail }) => {
  const failure = await fail('http://127.0.0.1:1/graphql', ATTACH, { input: EXAMPLE_INPUT });

  expect(parseErrors(failure)).toEqual([]);
  expect(transportFailure(failure)).toBe('NO_RESPONSE');
});

testClients('$name: the page of a proxy is a response, but not of the gateway', async ({ fail }) => {
  await using proxy = await startProxy(502, 'text/html', '<h1>502 Bad Gateway</h1>');

  const failure = await fail(proxy.url, ATTACH, { input: EXAMPLE_INPUT });

  expect(parseErrors(failure)).toEqual([]);
  expect(transportFailure(failure)).toBe('OTHER_RESPONSE');
});

testClients(
  '$name: an error of a router, sent as JSON with a status, has an unknown outcome',
  async ({ fail }) => {
    const body = JSON.stringify({ data: null, errors: [{ message: 'Subgraph errors redacted' }] });
    await using router = await startProxy(401, 'application/json', body);

    const failure = await fail(router.url, ATTACH, { input: EXAMPLE_INPUT });

    expect(parseErrors(failure)).toEqual([
      {
        code: 'UNKNOWN',
        message: 'Subgraph errors redacted',
        retryable: false,
        outcome: 'UNKNOWN',
        fieldErrors: [],
        uploadedFiles: [],
      },
    ]);
  },
);

test('a success has neither errors nor a transport failure', () => {
  for (const source of [
    undefined,
    null,
    [],
    { data: {} },
    { data: {}, errors: [] },
    { data: {}, error: undefined },
  ]) {
    expect(parseErrors(source)).toEqual([]);
    expect(transportFailure(source)).toBeUndefined();
  }
});

test('the result of urql or Apollo Client can be passed instead of its error', () => {
  const error = new TypeError('fetch failed');
  expect(transportFailure({ data: undefined, error })).toBe('NO_RESPONSE');
  const errors = [{ message: 'Not found.', extensions: EXTENSIONS }];
  expect(parseErrors({ data: undefined, error: { errors } })).toMatchObject([{ code: 'NOT_FOUND' }]);
});

test('everything that the gateway says about an error is kept', () => {
  const uploadedFiles = [{ path: ['input', 'files', 0], uri: '/stored.pdf' }];
  const waiting = {
    ...EXTENSIONS,
    code: 'RATE_LIMITED',
    retryable: true,
    retryAfterSeconds: 7,
    uploadedFiles,
  };
  expect(errorWith(waiting)).toMatchObject(waiting);
  expect(errorWith({ ...EXTENSIONS, outcome: 'UNKNOWN' })).toMatchObject({ outcome: 'UNKNOWN' });
});

test('a code of a newer gateway becomes UNKNOWN and keeps what else is known', () => {
  expect(errorWith({ ...EXTENSIONS, code: 'TOO_OLD', retryable: true })).toMatchObject({
    code: 'UNKNOWN',
    sentCode: 'TOO_OLD',
    requestId: 'r-1',
    retryable: true,
  });
});

test('an outcome of a newer gateway is a reason not to try again', () => {
  expect(errorWith({ ...EXTENSIONS, retryable: true, outcome: 'PARTIAL' })).toMatchObject({
    retryable: false,
    outcome: 'UNKNOWN',
  });
});

test.each(
  Object.entries(FIELD_ERRORS).flatMap(([code, { examples }]) =>
    examples.map((params) => ({ code, params })),
  ),
)('the example $params of $code is a known field error', ({ code, params }) => {
  const sent = { path: ['input'], code, params, message: 'For developers.' };
  expect(parseFieldErrors([sent])).toEqual([sent]);
});

test.each([
  ['a code', 'TOO_SHINY', {}],
  ['a format', 'INVALID_FORMAT', { format: 'IBAN' }],
  ['a unit', 'OUT_OF_RANGE', { max: 3, unit: 'PAGES' }],
  ['a kind of bound', 'OUT_OF_RANGE', { multipleOf: 5 }],
  ['a type of a param', 'UNKNOWN_VALUE', { allowed: 'PDF' }],
  ['the name of an inherited member as code', 'constructor', {}],
])('%s that this version does not know makes a field error UNKNOWN', (_, code, params) => {
  expect(parseFieldErrors([{ path: ['input'], code, params, message: 'Why.' }])).toEqual([
    { path: ['input'], code: 'UNKNOWN', sentCode: code, params, message: 'Why.' },
  ]);
});

test('a new param of a known code is ignored', () => {
  expect(parseFieldErrors([{ path: [], code: 'REQUIRED', params: { min: 1, hint: 'A' } }])).toMatchObject([
    { code: 'REQUIRED' },
  ]);
});

test.each([
  ['a text', 'errors'],
  ['a number', 7],
  ['a list of anything', [null, 'x', 7, {}]],
  ['an error without extensions of the gateway', new Error('no')],
  ['members of wrong types', { errors: { length: 3 }, graphQLErrors: 'x', networkError: 1 }],
  ['a member that throws', Object.defineProperty({}, 'errors', { get: () => JSON.parse('{') })],
  ['errors that contain themselves', circular()],
  ['the failures of each address of a host', new AggregateError([new Error('ECONNREFUSED')])],
])('%s has no errors and does not throw', (_, source) => {
  expect(parseErrors(source)).toEqual([]);
  expect(() => transportFailure(source)).not.toThrow();
  expect(parseFieldErrors(source)).toEqual([]);
});

test.each([
  ['no extensions', {}],
  ['field errors of a wrong type', { extensions: { ...EXTENSIONS, fieldErrors: [null, 7, {}, 'x'] } }],
  [
    'uploaded files of a wrong type',
    { extensions: { ...EXTENSIONS, uploadedFiles: [{ path: 'x', uri: 1 }] } },
  ],
  ['a path of a wrong type', { path: [{}], extensions: EXTENSIONS }],
  ['an upstream of a wrong type', { extensions: { ...EXTENSIONS, upstream: 422 } }],
])('an error with %s is read as far as possible', (_, error) => {
  expect(parseErrors([{ message: 'Not found.', ...error }])).toMatchObject([
    { message: 'Not found.', fieldErrors: [], uploadedFiles: [] },
  ]);
});

function circular(): object {
  const error: Record<string, unknown> = {};
  return Object.assign(error, { networkError: error, response: error });
}
