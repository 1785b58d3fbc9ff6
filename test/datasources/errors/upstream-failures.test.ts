import { expect, test } from 'vitest';
import { outcomeTold } from '../../faults/outcome-told.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

interface Verdict {
  readonly code: string;
  readonly retryable: boolean;
  readonly outcome?: 'UNKNOWN';
  readonly retryAfterSeconds?: number;
}

const UNKNOWN = { retryable: false, outcome: 'UNKNOWN' } as const;

const ANSWERS: [what: string, fault: object, verdict: Verdict][] = [
  [
    '400',
    { status: 400, body: { status: 400, message: 'Malformed request body' } },
    { code: 'FIN_VALIDATION_FAILED', retryable: false },
  ],
  [
    '403',
    { status: 403, body: { error: { code: 'forbidden', message: 'No' } } },
    { code: 'FORBIDDEN', retryable: false },
  ],
  ['404', { status: 404, body: { message: 'Customer not found' } }, { code: 'NOT_FOUND', retryable: false }],
  [
    '409',
    { status: 409, body: { error: { code: 'conflict', message: 'In flight' } } },
    { code: 'CONFLICT', retryable: true },
  ],
  [
    '422 that is not JSON',
    { status: 422, body: '<html>', contentType: 'text/html' },
    { code: 'FIN_VALIDATION_FAILED', retryable: false },
  ],
  ['423', { status: 423, body: { message: 'Not available' } }, { code: 'FEATURE_LOCKED', retryable: false }],
  [
    '428',
    { status: 428, body: { error: { code: 500104, type: 'PROVIDER_ERROR', message: 'x' } } },
    { code: 'UPSTREAM_PROVIDER_ERROR', ...UNKNOWN },
  ],
  [
    '429',
    { status: 429, headers: { 'retry-after': '7' } },
    { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 7 },
  ],
  [
    '500',
    { status: 500, body: { status: 500, message: 'Internal server error' } },
    { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN },
  ],
  [
    '502 with HTML',
    { status: 502, body: '<html>', contentType: 'text/html' },
    { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN },
  ],
  [
    '503 with Retry-After',
    { status: 503, headers: { 'retry-after': '20' } },
    { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN, retryAfterSeconds: 20 },
  ],
  ['503 without', { status: 503 }, { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN }],
  ['504', { status: 504 }, { code: 'UPSTREAM_TIMEOUT', ...UNKNOWN }],
  [
    'redirect',
    { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ],
  ['200 that is not JSON', { malformed: true }, { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN }],
  ['200 without the id', { status: 200, body: { data: {} } }, { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN }],
  [
    "200 with another customer's id",
    { status: 200, body: { data: { customer_id: '00000000-0000-4000-8000-000000000000' } } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ],
  ['204', { status: 204 }, { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN }],
  ['a cut before the headers', { reset: 'before-headers' }, { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN }],
  ['a cut in mid-body', { reset: 'mid-body' }, { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN }],
  [
    'a lost answer',
    { afterProcessing: true, reset: 'before-headers' },
    { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN },
  ],
  ['silence', { hang: true }, { code: 'UPSTREAM_TIMEOUT', ...UNKNOWN }],
];

test.each(ANSWERS)(
  'an attach that gets %s reports its outcome correctly and is sent once',
  async (_what, fault, verdict) => {
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: 'hang' in fault ? '4000' : '20000' } });
    stack.control.faults.script('attachIndividualDocuments', fault);

    const { errors, data, status } = await stack.attach();

    expect(status).toBe(200);
    expect(data).toEqual({ attachIndividualDocuments: null });
    expect(errors).toHaveLength(1);
    const { code, retryable, outcome, retryAfterSeconds } = errors?.[0]?.extensions ?? {};
    expect({ code, retryable, outcome, retryAfterSeconds }).toEqual({
      outcome: undefined,
      retryAfterSeconds: undefined,
      ...verdict,
    });
    expect(stack.control.count('attachIndividualDocuments')).toBe(1);

    const next = await stack.attach();
    if (retryAfterSeconds === undefined) expect(next.errors).toBeUndefined();
    // Until then, nothing is sent.
    else expect(outcomeTold(next)).toBe('NOT_DONE');
  },
);

const READINGS: [
  reading: 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H',
  errors: unknown,
  paths: (string | number)[][],
][] = [
  ['A', [{ tos_policies_value: 'wrong' }], [['input', 'tosPoliciesValue']]],
  ['B', [{ 'proof_of_identity.expiry_date': 'past' }], [['input', 'proofOfIdentity', 'expiryDate']]],
  ['C', [{ 'proof_of_identity.files[0].uri': 'unknown' }], [['input', 'proofOfIdentity', 'files', 0, 'uri']]],
  ['D', [{ expiry_date: 'past', country: 'which?' }], [['input', 'proofOfIdentity', 'expiryDate'], []]],
  ['E', [{ field: 'proof_of_address.type', message: 'no' }], [['input', 'proofOfAddress', 'type']]],
  ['F', [{ message: 'something is wrong' }], [[]]],
  ['G', ['plain words'], [[]]],
  ['G', { customer_id: 'unknown' }, [['input', 'customerId']]],
  [
    'H',
    [{ number: ['too short', 'odd'] }],
    [
      ['input', 'proofOfIdentity', 'number'],
      ['input', 'proofOfIdentity', 'number'],
    ],
  ],
  [
    'H',
    [{ proof_of_address: { files: { 0: { uri: 'gone' } } } }],
    [['input', 'proofOfAddress', 'files', 0, 'uri']],
  ],
];

test.each(READINGS)('a 422 in version %s points at the fields: %j', async (_reading, errors, paths) => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', {
    status: 422,
    body: { message: 'Validation failed', errors },
  });

  const answer = await stack.attach();

  const { code, retryable, outcome, fieldErrors, upstream } = answer.errors?.[0]?.extensions ?? {};
  expect({ code, retryable, outcome }).toEqual({
    code: 'FIN_VALIDATION_FAILED',
    retryable: false,
    outcome: undefined,
  });
  expect(fieldErrors?.map(({ path }) => path)).toEqual(paths);
  expect(fieldErrors?.every((fieldError) => fieldError.code === 'REFUSED')).toBe(true);
  expect(upstream).toEqual({ operation: 'attachIndividualDocuments', status: 422 });
});

test('if Fin.com is unreachable, the error says that nothing was done and that a retry may help', async () => {
  await using stack = await startStack();
  await stack.sandbox.close();

  const { errors } = await stack.attach();

  const { code, retryable, outcome } = errors?.[0]?.extensions ?? {};
  expect({ code, retryable, outcome }).toEqual({
    code: 'UPSTREAM_UNAVAILABLE',
    retryable: true,
    outcome: undefined,
  });
});

test('a client that disconnects does not stop an attach that has been sent', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', {
    delayMs: 3_000,
    afterProcessing: true,
    status: 200,
    body: {},
  });
  const hangUp = new AbortController();
  const body = JSON.stringify({
    query:
      'mutation ($input: AttachIndividualDocumentsInput!) { attachIndividualDocuments(input: $input) { customer { id } } }',
    variables: { input: EXAMPLE_INPUT },
  });

  const asked = fetch(stack.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: hangUp.signal,
  });
  await stack.control.waitForRequest('attachIndividualDocuments');
  hangUp.abort();

  await expect(asked).rejects.toThrow();
  await expect.poll(() => stack.control.attached.length).toBe(1);
  await expect.poll(() => stack.control.requests.at(-1)?.status).toBe(200);
});
