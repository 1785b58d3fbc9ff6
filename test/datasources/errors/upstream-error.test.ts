import { expect, test, vi } from 'vitest';
import { toNoConnectionError } from '../../../src/datasources/fin/errors/unsent-error.ts';
import {
  toBadResponseError,
  toNetworkError,
  toUpstreamError,
} from '../../../src/datasources/fin/errors/upstream-error.ts';
import type { HttpResponse } from '../../../src/datasources/fin/http/http-response.ts';
import { TransportFailure } from '../../../src/datasources/fin/http/transport-failure.ts';
import { ERROR_CODES, type ErrorCode } from '../../../src/error-codes.ts';
import type { GatewayError } from '../../../src/errors.ts';
import { answer, endpointOf, traits } from './upstream-error-cases.ts';

const ADVICE = 'It is unknown whether the change was made: look the customer up before you try again.';
const UPLOAD_ADVICE =
  'It is unknown whether the files were stored. Nothing was attached, so sending them again is safe.';

const refusalOf = (given: HttpResponse, operation: string = 'attachIndividualDocuments') =>
  toUpstreamError(given, traits({}, operation));

/** The error that a client gets: `retryable` from the case, otherwise from the table. */
function summary({ code, details }: GatewayError) {
  return { code, retryable: details.retryable ?? ERROR_CODES[code].retryable, outcome: details.outcome };
}

interface Row {
  readonly status: number;
  readonly code: ErrorCode;
  /** The expected result of a write, then of a call for a token. */
  readonly write: 'retryable' | 'final' | 'unknown';
  readonly token: 'retryable' | 'final';
}

const ROWS: Row[] = [
  { status: 400, code: 'FIN_VALIDATION_FAILED', write: 'final', token: 'final' },
  { status: 401, code: 'UPSTREAM_AUTHENTICATION_FAILED', write: 'final', token: 'final' },
  { status: 402, code: 'UPSTREAM_BAD_RESPONSE', write: 'final', token: 'final' },
  { status: 403, code: 'FORBIDDEN', write: 'final', token: 'final' },
  { status: 404, code: 'NOT_FOUND', write: 'final', token: 'final' },
  { status: 405, code: 'UPSTREAM_BAD_RESPONSE', write: 'final', token: 'final' },
  { status: 408, code: 'UPSTREAM_TIMEOUT', write: 'unknown', token: 'retryable' },
  { status: 409, code: 'CONFLICT', write: 'retryable', token: 'retryable' },
  { status: 413, code: 'UPSTREAM_BAD_RESPONSE', write: 'final', token: 'final' },
  { status: 415, code: 'UPSTREAM_BAD_RESPONSE', write: 'final', token: 'final' },
  { status: 422, code: 'FIN_VALIDATION_FAILED', write: 'final', token: 'final' },
  { status: 423, code: 'FEATURE_LOCKED', write: 'final', token: 'final' },
  { status: 424, code: 'UPSTREAM_BAD_RESPONSE', write: 'unknown', token: 'final' },
  { status: 428, code: 'UPSTREAM_PROVIDER_ERROR', write: 'unknown', token: 'final' },
  { status: 429, code: 'RATE_LIMITED', write: 'retryable', token: 'retryable' },
  { status: 431, code: 'UPSTREAM_BAD_RESPONSE', write: 'final', token: 'final' },
  { status: 460, code: 'UPSTREAM_BAD_RESPONSE', write: 'unknown', token: 'final' },
  { status: 499, code: 'UPSTREAM_BAD_RESPONSE', write: 'unknown', token: 'final' },
  { status: 500, code: 'UPSTREAM_UNAVAILABLE', write: 'unknown', token: 'retryable' },
  { status: 501, code: 'UPSTREAM_UNAVAILABLE', write: 'unknown', token: 'retryable' },
  { status: 502, code: 'UPSTREAM_UNAVAILABLE', write: 'unknown', token: 'retryable' },
  { status: 503, code: 'UPSTREAM_UNAVAILABLE', write: 'unknown', token: 'retryable' },
  { status: 504, code: 'UPSTREAM_TIMEOUT', write: 'unknown', token: 'retryable' },
  ...[520, 521, 522, 523, 524, 525, 526, 527, 530].map(
    (status): Row => ({ status, code: 'UPSTREAM_UNAVAILABLE', write: 'unknown', token: 'retryable' }),
  ),
  { status: 599, code: 'UPSTREAM_UNAVAILABLE', write: 'unknown', token: 'retryable' },
  { status: 201, code: 'UPSTREAM_BAD_RESPONSE', write: 'unknown', token: 'final' },
  { status: 204, code: 'UPSTREAM_BAD_RESPONSE', write: 'unknown', token: 'final' },
  { status: 301, code: 'UPSTREAM_BAD_RESPONSE', write: 'unknown', token: 'final' },
  { status: 307, code: 'UPSTREAM_BAD_RESPONSE', write: 'unknown', token: 'final' },
];

test.each(ROWS)('$status on a write is $code, $write', ({ status, code, write }) => {
  const error = refusalOf(answer(status, { message: 'No' }));
  const outcome = write === 'unknown' ? 'UNKNOWN' : undefined;
  expect(summary(error)).toEqual({ code, retryable: write === 'retryable', outcome });
  expect(error.details.upstream).toEqual({ operation: 'attachIndividualDocuments', status });
  expect(error.message.endsWith(ADVICE)).toBe(write === 'unknown');
});

test.each(ROWS)('$status on a call for a token is $code, $token', ({ status, code, token }) => {
  for (const operation of ['issueToken', 'refreshToken'] as const) {
    const error = refusalOf(answer(status, { message: 'No' }), operation);
    expect(summary(error)).toEqual({ code, retryable: token === 'retryable', outcome: undefined });
    expect(error.details.upstream).toEqual({ operation, status });
    expect(error.message).not.toContain(ADVICE);
  }
});

test.each([408, 500, 502, 503, 504, 520, 524, 529])(
  'Retry-After with a %i does not mean that nothing was done: the outcome of a write is unknown',
  (status) => {
    for (const operation of [
      'attachIndividualDocuments',
      'createIndividualCustomer',
      'uploadDocuments',
    ] as const) {
      const error = refusalOf(answer(status, '', '30'), operation);
      expect(summary(error)).toMatchObject({ retryable: false, outcome: 'UNKNOWN' });
      expect(error.details.retryAfterSeconds).toBe(30);
    }
    expect(summary(refusalOf(answer(status, '', '30'), 'getCustomer'))).toMatchObject({
      ...{ retryable: true, outcome: undefined },
    });
  },
);

test.each([
  ['120', 120],
  ['0', 0],
  ['Wed, 21 Oct 2026 07:28:30 GMT', 30],
  ['Wed, 21 Oct 2026 08:28:00 GMT', 3600],
  ['Wed, 21 Oct 2026 07:27:00 GMT', 0],
  ['Wed Oct 21 07:28:30 2026', 30],
  ['3600', 3600],
  ['3601', 3600],
  ['4294967296', 3600],
  ['99999999999999999999', 3600],
  [`1${'0'.repeat(400)}`, 3600],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 3600],
  ['Wed, 21 Oct 2026 08:28:01 GMT', 3600],
])('Retry-After: %s at 07:28:00 means %i seconds', (header, seconds) => {
  vi.useFakeTimers({ now: Date.parse('2026-10-21T07:28:00Z'), toFake: ['Date'] });
  try {
    expect(refusalOf(answer(429, '', header)).details.retryAfterSeconds).toBe(seconds);
    expect(refusalOf(answer(503, '', header)).details.retryAfterSeconds).toBe(seconds);
  } finally {
    vi.useRealTimers();
  }
});

test('a date with a fraction of a second is rounded up', () => {
  vi.useFakeTimers({ now: Date.parse('2026-10-21T07:28:00.001Z'), toFake: ['Date'] });
  try {
    expect(refusalOf(answer(429, '', 'Wed, 21 Oct 2026 07:28:30 GMT')).details.retryAfterSeconds).toBe(30);
    expect(refusalOf(answer(429, '', 'Wed, 21 Oct 2026 07:28:01 GMT')).details.retryAfterSeconds).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  null,
  '',
  'soon',
  '-5',
  '1.5',
  'try 5',
  '1e3',
  '0x10',
  'Infinity',
  'Thu, 01 Jan 2099 00:00:00 +0000',
])('Retry-After: %s has neither form and yields no number of seconds', (header) => {
  const { details } = refusalOf(answer(429, '', header));
  expect(details).not.toHaveProperty('retryAfterSeconds');
});

test.each([
  [403, { error: { code: 'forbidden', message: 'Not yours' } }, 'Not yours'],
  [404, { message: 'Customer not found' }, 'Customer not found'],
  [409, { error: { code: 'conflict', message: 'In progress' } }, 'In progress'],
  [423, { message: 'Not available' }, 'Not available'],
])("Fin.com's text with a %i follows our own message", (status, body, words) => {
  const error = refusalOf(answer(status, body));
  expect(error.message).toBe(`${ERROR_CODES[error.code].message} Fin.com's message: ${words}`);
  expect(error.details.fieldErrors).toBeUndefined();
});

test("Fin.com's text about a partner's failure is shown before the advice about the outcome", () => {
  const body = { error: { code: 500104, type: 'PROVIDER_ERROR', message: 'Partner down' } };
  const { message } = refusalOf(answer(428, body));
  expect(message).toBe(
    `${ERROR_CODES.UPSTREAM_PROVIDER_ERROR.message} Fin.com's message: Partner down ${ADVICE}`,
  );
});

test.each([401, 402, 413, 429, 500, 502, 503, 504, 301])(
  "Fin.com's text with a %i is not passed on",
  (status) => {
    const error = refusalOf(answer(status, { message: 'canary', errors: [{ number: 'canary' }] }));
    expect(JSON.stringify({ ...error, message: error.message, details: error.details })).not.toContain(
      'canary',
    );
  },
);

test.each([400, 422])('each error in a %i becomes a field error with its path', (status) => {
  const body = { message: 'Validation failed', errors: [{ number: 'is short' }, { message: 'try later' }] };
  const error = refusalOf(answer(status, body));
  expect(error.message).toBe('Fin.com rejected 2 fields: Validation failed');
  expect(error.details.fieldErrors).toEqual([
    { path: ['input', 'number'], code: 'REFUSED', params: {}, message: 'is short', upstreamField: 'number' },
    { path: [], code: 'REFUSED', params: {}, message: 'try later' },
  ]);
});

test('a single error is reported in the singular', () => {
  expect(refusalOf(answer(422, { errors: [{ number: 'is short' }] })).message).toBe(
    'Fin.com rejected one field.',
  );
});

test('an error without fields becomes a field error of the whole input', () => {
  expect(refusalOf(answer(422, { message: 'No' })).details.fieldErrors).toEqual([
    { path: [], code: 'REFUSED', params: {}, message: 'No' },
  ]);
});

test.each(['', '<html>canary</html>', '{"canary"', '[]', 'null'])(
  'a 422 with the body %j is still a rejection',
  (text) => {
    const error = refusalOf(answer(422, text));
    expect(summary(error)).toEqual({ code: 'FIN_VALIDATION_FAILED', retryable: false, outcome: undefined });
    expect(error.details.fieldErrors).toEqual([
      { path: [], code: 'REFUSED', params: {}, message: 'Fin.com gave no reason.' },
    ]);
    expect(error.message).not.toContain('canary');
  },
);

test('a slow call is a timeout, and its outcome is unknown if it is a write that may have been sent', () => {
  const timeout = (operation: string, mayHaveBeenSent: boolean) =>
    summary(toNetworkError(endpointOf(operation), new TransportFailure('timeout', mayHaveBeenSent)));
  const unsure = { code: 'UPSTREAM_TIMEOUT', retryable: false, outcome: 'UNKNOWN' };
  const harmless = { code: 'UPSTREAM_TIMEOUT', retryable: true, outcome: undefined };
  expect(timeout('attachIndividualDocuments', true)).toEqual(unsure);
  expect(timeout('attachIndividualDocuments', false)).toEqual(harmless);
  expect(timeout('uploadDocuments', true)).toEqual(unsure);
  expect(timeout('uploadDocuments', false)).toEqual(harmless);
  expect(timeout('issueToken', true)).toEqual(harmless);
});

test.each<[operation: string, mayHaveBeenSent: boolean, retryable: boolean, outcome: 'UNKNOWN' | undefined]>([
  ['attachIndividualDocuments', false, true, undefined],
  ['attachIndividualDocuments', true, false, 'UNKNOWN'],
  ['uploadDocuments', false, true, undefined],
  ['uploadDocuments', true, false, 'UNKNOWN'],
  ['issueToken', false, true, undefined],
  ['issueToken', true, true, undefined],
  ['refreshToken', true, true, undefined],
])(
  'a broken connection during %s (may have been sent: %s) is retryable: %s',
  (operation, mayHaveBeenSent, retryable, outcome) => {
    const error = toNetworkError(endpointOf(operation), new TransportFailure('ECONNRESET', mayHaveBeenSent));
    expect(summary(error)).toEqual({ code: 'UPSTREAM_UNAVAILABLE', retryable, outcome });
    expect(error.details.upstream).toEqual({ operation });
    const advice = operation === 'uploadDocuments' ? UPLOAD_ADVICE : ADVICE;
    expect(error.message.endsWith(advice)).toBe(outcome === 'UNKNOWN');
  },
);

test('an error without a response names its operation and nothing else of the exchange', () => {
  for (const failure of [new TransportFailure('timeout', true), new TypeError('canary')]) {
    const error = toNetworkError(endpointOf('attachIndividualDocuments'), failure);
    expect(error.cause).toBeUndefined();
    expect(error.details).toEqual({
      message: error.message,
      outcome: 'UNKNOWN',
      retryable: false,
      upstream: { operation: 'attachIndividualDocuments' },
    });
  }
});

test('a success that violates the contract leaves the outcome of a write unknown', () => {
  const error = toBadResponseError(answer(200, 'canary'), endpointOf('attachIndividualDocuments'));
  expect(summary(error)).toEqual({ code: 'UPSTREAM_BAD_RESPONSE', retryable: false, outcome: 'UNKNOWN' });
  expect(error.message.endsWith(ADVICE)).toBe(true);
  expect(error.details.upstream).toEqual({ operation: 'attachIndividualDocuments', status: 200 });
  expect(JSON.stringify([error.message, error.details])).not.toContain('canary');
  expect(summary(toBadResponseError(answer(200), endpointOf('issueToken')))).toEqual({
    code: 'UPSTREAM_BAD_RESPONSE',
    retryable: false,
    outcome: undefined,
  });
});

test.each<string>(['attachIndividualDocuments', 'uploadDocuments', 'getCustomer', 'issueToken'])(
  '%s without a free connection is reported differently from an unresponsive Fin.com',
  (operation) => {
    const error = toNoConnectionError(endpointOf(operation));
    expect(summary(error)).toEqual({ code: 'UPSTREAM_UNAVAILABLE', retryable: true, outcome: undefined });
    expect(error.message).toMatch(/gateway had no free connection.*Nothing was sent/);
    expect(error.details.limit).toBe('upstream_connections');
  },
);
