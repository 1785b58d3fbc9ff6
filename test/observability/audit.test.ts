import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, inputWithNumber, NEW_CUSTOMER } from '../support/example-data.ts';
import { ATTACH, attach, graphqlRequest } from '../support/graphql-request.ts';
import { content, sendForm, uploadForm } from '../support/multipart.ts';
import type { TestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';

const KEY = 'a key of thirty-two letters at least';
const CREATE = `mutation ($input: CreateIndividualCustomerInput!) {
  createIndividualCustomer(input: $input) { customer { id } }
}`;
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
const hashOf = (id: string) => hmac(KEY, `customer\0${id}`);

function linesOf(gateway: TestGateway, event: string): Record<string, unknown>[] {
  const lines = gateway.logged().trim().split('\n');
  return lines
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter((line) => line['event'] === event);
}

test('each write logs one audit line with its outcome and with hashes of the caller and the customer', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY, FIN_TIMEOUT_MS: '2000' } });
  await stack.attach(inputWithNumber('CANARY77'));
  stack.control.faults.script('attachIndividualDocuments', [{ status: 422, body: {} }, { hang: true }]);
  await stack.attach();
  await stack.attach();
  await stack.attach({
    ...EXAMPLE_INPUT,
    proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, expiryDate: '2001-01-01' },
  });
  await sendForm(stack.url, uploadForm(content('pdf', 5_000), content('png', 700)));
  const { data } = await stack.request(CREATE, { input: NEW_CUSTOMER });
  await stack.request('{ occupations { id } }');

  const lines = linesOf(stack.gateway, 'audit');
  const seen = lines.map(({ operation, outcome, errorCode, fileCount, byteLength }) =>
    [operation, outcome, errorCode, fileCount, byteLength].join(' '),
  );
  expect(seen).toEqual([
    'attachIndividualDocuments SUCCEEDED  0 0',
    'attachIndividualDocuments REFUSED FIN_VALIDATION_FAILED 0 0',
    'attachIndividualDocuments UNKNOWN UPSTREAM_TIMEOUT 0 0',
    'attachIndividualDocuments NOT_SENT BAD_USER_INPUT 0 0',
    'uploadDocuments SUCCEEDED  2 5700',
    'createIndividualCustomer SUCCEEDED  0 0',
  ]);
  const requestIds = new Set(linesOf(stack.gateway, 'request').map(({ requestId }) => requestId));
  for (const { requestId } of lines) expect(requestIds).toContain(requestId);
  expect(lines[0]?.['customerHash']).toBe(hashOf(EXAMPLE_INPUT.customerId));
  const id = /"id":"([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? '';
  expect(lines[5]?.['customerHash']).toBe(hashOf(id));
  for (const text of [
    EXAMPLE_INPUT.customerId,
    id,
    'CANARY77',
    NEW_CUSTOMER.basicInfo.email,
    KEY,
    'AbAcQ4hn',
  ]) {
    expect(stack.logged()).not.toContain(text);
  }
});

test('the hash of a caller depends on the key and differs between subjects', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY }, issuer: true });
  // Of the second, the text is that of the customer, which must not make the two hashes one.
  const subjects = ['Canary@example.com', EXAMPLE_INPUT.customerId, 'Canary@example.com'];
  for (const sub of subjects) {
    const authorization = await stack.issuer.bearer({ claims: { sub } });
    await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { authorization });
  }

  const lines = linesOf(stack.gateway, 'audit');
  expect(lines.map(({ callerHash }) => callerHash)).toEqual(
    subjects.map((sub) => hmac(KEY, `caller\0${sub}`)),
  );
  expect(lines[1]?.['customerHash']).not.toBe(lines[1]?.['callerHash']);
  for (const text of [...subjects, KEY]) expect(stack.logged()).not.toContain(text);
});

test('a forbidden write logs a line with the same hash of the caller', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY }, issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { scope: '' } });

  await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { authorization });

  expect(linesOf(stack.gateway, 'audit')).toMatchObject([
    {
      outcome: 'NOT_SENT',
      errorCode: 'FORBIDDEN',
      callerHash: hmac(KEY, 'caller\0app-1'),
      customerHash: hashOf(EXAMPLE_INPUT.customerId),
    },
  ]);
});

test.each([
  [
    'createIndividualCustomer' as const,
    (url: string) => graphqlRequest(url, CREATE, { input: NEW_CUSTOMER }),
  ],
  ['uploadDocuments' as const, (url: string) => sendForm(url, uploadForm(content('pdf', 5_000)))],
])('a rejection of %s by Fin.com is logged as rejected', async (operation, write) => {
  await using stack = await startStack();
  stack.control.faults.script(operation, { status: 422, body: {} });

  await write(stack.url);

  expect(linesOf(stack.gateway, 'audit')).toMatchObject([
    { operation, outcome: 'REFUSED', errorCode: 'FIN_VALIDATION_FAILED' },
  ]);
});

test('a rejected answer is logged as rejected, and one that failed in the read before it as not sent', async () => {
  await using stack = await startStack();
  const { customerId } = EXAMPLE_INPUT;
  const files = [{ side: 'FRONT', uri: '/AbAcQ4hn_0652746727637.pdf' }];
  const answer = () =>
    stack.request(
      'mutation ($input: AnswerInformationRequestInput!) { answerInformationRequest(input: $input) { customer { id } } }',
      { input: { customerId, proofOfIdentity: { expiryDate: '2035-01-15', files } } },
    );
  stack.control.setCustomer(customerId, {
    customer_status: 'REINITIATE',
  });
  stack.control.faults.script('updateCustomer', { status: 422, body: {} });
  await answer();
  stack.control.faults.script('getCustomer', { status: 403 });
  await answer();

  expect(linesOf(stack.gateway, 'audit').map(({ outcome, errorCode }) => [outcome, errorCode])).toEqual([
    ['REFUSED', 'FIN_VALIDATION_FAILED'],
    ['NOT_SENT', 'FORBIDDEN'],
  ]);
});

test('without caller checks, no line names a caller', async () => {
  await using stack = await startStack({ env: { AUTH: 'none', AUDIT_HASH_KEY: KEY } });

  await stack.attach();

  expect(linesOf(stack.gateway, 'audit')).toHaveLength(1);
  expect(linesOf(stack.gateway, 'audit')[0]).not.toHaveProperty('callerHash');
});

test('rejected credentials do not count as a rejected write', async () => {
  await using stack = await startStack();
  stack.control.faults.script('issueToken', { status: 401, body: {}, times: 'always' });

  await stack.attach();

  expect(linesOf(stack.gateway, 'audit')).toMatchObject([
    { outcome: 'NOT_SENT', errorCode: 'UPSTREAM_AUTHENTICATION_FAILED' },
  ]);
  expect(linesOf(stack.gateway, 'token-not-renewed')).toMatchObject([
    { kind: 'issue', errorCode: 'UPSTREAM_AUTHENTICATION_FAILED' },
  ]);
});

test('a customer has one hash for all notations of its id', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY } });
  const { customerId } = EXAMPLE_INPUT;

  for (const id of [customerId, customerId.toUpperCase()])
    await stack.attach({ ...EXAMPLE_INPUT, customerId: id });

  const hashes = linesOf(stack.gateway, 'audit').map(({ customerHash }) => customerHash);
  expect(hashes).toEqual([hashOf(customerId), hashOf(customerId)]);
});

test('without a key, two processes hash the same customer differently', async () => {
  await using stack = await startStack({ replicas: 2 });

  for (const { url } of stack.gateways) await attach(url);

  const [first, second] = stack.gateways.map((gateway) => linesOf(gateway, 'audit')[0]?.['customerHash']);
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(second).not.toBe(first);
});

test('the log contains the reason why Fin.com did not respond', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '2000' } });
  stack.control.faults.script('attachIndividualDocuments', { hang: true });
  await stack.attach();
  await stack.sandbox.close();
  await stack.request('{ occupations { id } }');

  const reasons = linesOf(stack.gateway, 'upstream-no-answer').map(
    ({ operation, reason }) => `${operation} ${reason}`,
  );
  expect(reasons[0]).toBe('attachIndividualDocuments timeout');
  expect(reasons).toContain('listOccupations ECONNREFUSED');
});
