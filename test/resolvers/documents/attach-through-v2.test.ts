import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, LICENSE_INPUT, WIRE_ATTACH, WIRE_LICENSE_V2 } from '../../support/example-data.ts';
import type { GraphQLAnswer } from '../../support/graphql-request.ts';
import { attachOnce, attachOutcome, replayedFields } from '../../support/idempotent-request.ts';
import { type Stack, type StackOptions, startStack } from '../../support/start-stack.ts';
import {
  ATTACH_CASES,
  type AttachCase,
  IN_V1,
  IN_V2,
  READ_V2,
  SILENT_CASES,
} from './attach-through-v2-cases.ts';

const KEY = 'attach through v2';
const SELFIE = { uri: '/AbAcQ4hn_0652746727637.jpg' };

function startV2(options: StackOptions = {}): Promise<Stack> {
  return startStack({ ...options, env: { FIN_CUSTOMER_API: 'v2', ...options.env } });
}

/** In front of a Fin.com whose example customer was created through v1. */
function startWithV1Customer(): Promise<Stack> {
  return startV2({ sandbox: { customerApi: 'v1' } });
}

function countsOf({ control }: Stack): number[] {
  return ([IN_V2, READ_V2, IN_V1] as const).map((operation) => control.count(operation));
}

function auditOutcomes(stack: Stack): unknown[] {
  const lines = stack.logged().trim().split('\n');
  return lines
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter(({ event, phase }) => event === 'audit' && phase === 'ENDED')
    .map(({ outcome }) => outcome);
}

function errorOf({ errors }: GraphQLAnswer) {
  return errors?.[0]?.extensions;
}

async function walk(row: AttachCase, timeoutMs: number): Promise<void> {
  const { createdBy, faults, calls, retry } = row;
  await using stack = await startV2({
    env: { FIN_TIMEOUT_MS: String(timeoutMs) },
    sandbox: { customerApi: createdBy },
  });
  for (const operation of [IN_V2, READ_V2, IN_V1] as const)
    stack.control.faults.script(operation, faults[operation] ?? []);

  const first = await attachOnce(stack.url, KEY);

  const { code, outcome, upstream } = errorOf(first) ?? {};
  expect([code, outcome]).toEqual([row.code, row.outcome]);
  expect(upstream && [upstream.operation, upstream.status].filter(Boolean)).toEqual(row.upstream);
  expect(countsOf(stack)).toEqual(calls);
  expect(auditOutcomes(stack)).toEqual([row.audit]);
  expect((await attachOutcome(stack.url, KEY)).state).toBe(row.state);

  stack.control.faults.clear();
  const before = stack.control.count(IN_V2);
  const again = await attachOnce(stack.url, KEY);

  const isReplayed = retry === 'replayed';
  expect(replayedFields(again)).toEqual(isReplayed ? ['attachIndividualDocuments'] : []);
  expect(errorOf(again)?.code).toBe(isReplayed ? row.code : undefined);
  expect(stack.control.count(IN_V2) - before).toBe(isReplayed ? 0 : 1);
}

test.each(ATTACH_CASES)('when $when, the code is $code, and a retry with the key is $retry', (row) =>
  walk(row, 10_000),
);

test.each(SILENT_CASES)('when $when, the code is $code, and a retry with the key is $retry', (row) =>
  walk(row, 3_000),
);

test("v2 gets the body of its page's example, key for key", async () => {
  await using stack = await startV2();
  // The sandbox knows other files than a picture.
  stack.control.faults.script(IN_V2, {
    body: { data: { customer_id: LICENSE_INPUT.customerId }, meta: null },
  });

  const { errors } = await stack.attach(LICENSE_INPUT);

  expect(errors).toBeUndefined();
  const sent = stack.control.requests.find(({ operation }) => operation === IN_V2);
  expect(JSON.stringify(sent?.body)).toBe(JSON.stringify(WIRE_LICENSE_V2));
});

test('a customer that v1 created gets the body of v1, and is under review like any other', async () => {
  await using stack = await startWithV1Customer();

  const answer = await stack.request(
    `mutation ($input: AttachIndividualDocumentsInput!) {
      attachIndividualDocuments(input: $input) { customer { id status } }
    }`,
    { input: EXAMPLE_INPUT },
  );

  expect(answer.data).toEqual({
    attachIndividualDocuments: { customer: { id: EXAMPLE_INPUT.customerId, status: 'QUEUED' } },
  });
  const sent = stack.control.requests.find(({ operation }) => operation === IN_V1);
  expect(JSON.stringify(sent?.body)).toBe(JSON.stringify(WIRE_ATTACH));
});

test('a selfie is never attached to a customer that v1 created, and the message says why', async () => {
  await using stack = await startWithV1Customer();

  const { errors } = await stack.attach({ ...EXAMPLE_INPUT, selfie: SELFIE });

  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'FORBIDDEN',
    retryable: false,
    upstream: { operation: IN_V2, status: 403 },
  });
  expect(errors?.[0]?.message).toContain('v1 has no place for a selfie');
  expect(countsOf(stack)).toEqual([1, 1, 0]);
});

test('a 404 for a new access token is not taken for a customer that v2 does not know', async () => {
  await using stack = await startV2();
  await stack.request('{ occupations { id } }');
  const { faults } = stack.control;
  faults.script(IN_V2, { status: 403 });
  faults.script(READ_V2, { status: 401 });
  for (const operation of ['issueToken', 'refreshToken'] as const)
    faults.script(operation, { status: 404, times: 'always' });

  const answer = await stack.attach();

  expect(errorOf(answer)).toMatchObject({ code: 'FORBIDDEN', upstream: { operation: IN_V2, status: 403 } });
  expect(countsOf(stack)).toEqual([1, 1, 0]);
});

test('a token that is refused in the last step tells that nothing was attached', async () => {
  await using stack = await startWithV1Customer();
  stack.control.faults.script(IN_V1, { status: 401, times: 2 });

  const answer = await stack.attach();

  expect(errorOf(answer)).toMatchObject({ code: 'UPSTREAM_AUTHENTICATION_FAILED', retryable: false });
  expect(errorOf(answer)).not.toHaveProperty('outcome');
  expect(stack.control.attachCount()).toBe(0);
});

test.each([
  ['v2', IN_V2, 'identifying_documents[0].expiry_date', 'address_documents[0].files[0].uri'],
  ['v1', IN_V1, 'proof_of_identity.expiry_date', 'proof_of_address.files.0.uri'],
] as const)('fields that %s refuses are fields of the input', async (version, operation, date, uri) => {
  await using stack = await startV2({ sandbox: { customerApi: version } });
  const body = { message: 'Validation failed', errors: [{ [date]: 'too late' }, { [uri]: 'is unknown' }] };
  stack.control.faults.script(operation, { status: 422, body });

  const answer = await stack.attach();

  expect(
    errorOf(answer)?.fieldErrors?.map(({ path, upstreamField }) => [path.join('.'), upstreamField]),
  ).toEqual([
    ['input.proofOfIdentity.expiryDate', date],
    ['input.proofOfAddress.files.0.uri', uri],
  ]);
});

test('v2 refuses the document number by its magic value, which is a field of the input', async () => {
  await using stack = await startV2();
  const { proofOfIdentity } = EXAMPLE_INPUT;

  const answer = await stack.attach({
    ...EXAMPLE_INPUT,
    proofOfIdentity: { ...proofOfIdentity, number: 'SANDBOX-422' },
  });

  expect(errorOf(answer)?.fieldErrors?.map(({ path }) => path.join('.'))).toEqual([
    'input.proofOfIdentity.number',
  ]);
});

const REFUSALS_OF_V1: [what: string, fault: object, code: string][] = [
  ['403', { status: 403, body: { message: 'No' } }, 'FORBIDDEN'],
  ['404', { status: 404, body: { message: 'No' } }, 'NOT_FOUND'],
  [
    '422 about the customer',
    { status: 422, body: { message: 'No', errors: [{ customer_id: 'is unknown' }] } },
    'FIN_VALIDATION_FAILED',
  ],
];

test.each(REFUSALS_OF_V1)(
  'a gateway for v1 names FIN_CUSTOMER_API after a %s, if v2 knows the customer',
  async (_what, fault, code) => {
    await using stack = await startStack({ sandbox: { customerApi: 'v2' } });
    stack.control.faults.script(IN_V1, fault);

    const { errors } = await stack.attach();

    expect(errors?.[0]?.extensions).toMatchObject({ code, upstream: { operation: IN_V1 } });
    expect(errors?.[0]?.message).toContain('FIN_CUSTOMER_API=v2');
    expect(countsOf(stack)).toEqual([0, 1, 1]);
  },
);

test.each(REFUSALS_OF_V1)(
  'a gateway for v1 does not name it after a %s, if v2 does not know the customer or cannot be asked',
  async (_what, fault, code) => {
    await using stack = await startStack();
    stack.control.faults.script(IN_V1, [fault, fault]);

    const unknown = await stack.attach();
    stack.control.faults.script(READ_V2, { status: 500 });
    const unasked = await stack.attach();

    for (const { errors } of [unknown, unasked]) {
      expect(errors?.[0]?.extensions.code).toBe(code);
      expect(errors?.[0]?.message).not.toContain('FIN_CUSTOMER_API');
    }
  },
);

test.each([
  ['422 about another field', { status: 422, body: { message: 'No', errors: [{ number: 'is wrong' }] } }],
  ['409', { status: 409 }],
  ['500', { status: 500 }],
])('a gateway for v1 does not read the customer after a %s', async (_what, fault) => {
  await using stack = await startStack({ sandbox: { customerApi: 'v2' } });
  stack.control.faults.script(IN_V1, fault);

  await stack.attach();

  expect(countsOf(stack)).toEqual([0, 0, 1]);
});
