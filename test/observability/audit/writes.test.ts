import { expect, test } from 'vitest';
import { VERSION } from '../../../src/version.ts';
import { EXAMPLE_INPUT, inputWithNumber, NEW_CUSTOMER } from '../../support/example-data.ts';
import { ATTACH, attach, graphqlRequest } from '../../support/graphql-request.ts';
import { attachFields, content, filePart, sendForm, uploadForm } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';
import { endedWrites, hashOf, hmac, KEY, linesIn, linesOf } from './audit-lines.ts';

const CREATE = `mutation ($input: CreateIndividualCustomerInput!) {
  createIndividualCustomer(input: $input) { customer { id } }
}`;
test('each write ends with a line that has its outcome and hashes of the caller and the customer', async () => {
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

  const lines = endedWrites(stack.gateway);
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
  expect(lines[0]?.['customerHashes']).toEqual([hashOf(EXAMPLE_INPUT.customerId)]);
  const id = /"id":"([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? '';
  expect(lines[5]?.['customerHashes']).toEqual([hashOf(id)]);
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
  // The second subject equals the id of the customer. Their hashes must differ all the same.
  const subjects = ['Canary@example.com', EXAMPLE_INPUT.customerId, 'Canary@example.com'];
  for (const sub of subjects) {
    const authorization = await stack.issuer.bearer({ claims: { sub } });
    await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { authorization });
  }

  const lines = endedWrites(stack.gateway);
  expect(lines.map(({ callerHash }) => callerHash)).toEqual(
    subjects.map((sub) => hmac(KEY, `caller\0${sub}`)),
  );
  expect(lines[1]?.['customerHashes']).not.toContain(lines[1]?.['callerHash']);
  for (const text of [...subjects, KEY]) expect(stack.logged()).not.toContain(text);
});

test('a forbidden write logs a line with the same hash of the caller', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY }, issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { scope: '' } });

  await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { authorization });

  expect(endedWrites(stack.gateway)).toMatchObject([
    {
      outcome: 'NOT_SENT',
      errorCode: 'FORBIDDEN',
      callerHash: hmac(KEY, 'caller\0app-1'),
      customerHashes: [hashOf(EXAMPLE_INPUT.customerId)],
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

  expect(endedWrites(stack.gateway)).toMatchObject([
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

  expect(endedWrites(stack.gateway).map(({ outcome, errorCode }) => [outcome, errorCode])).toEqual([
    ['REFUSED', 'FIN_VALIDATION_FAILED'],
    ['NOT_SENT', 'FORBIDDEN'],
  ]);
});

test('without caller checks, no line names a caller', async () => {
  await using stack = await startStack({ env: { AUTH: 'none', AUDIT_HASH_KEY: KEY } });

  await stack.attach();

  expect(endedWrites(stack.gateway)).toHaveLength(1);
  expect(endedWrites(stack.gateway)[0]).not.toHaveProperty('callerHash');
});

test('rejected credentials do not count as a rejected write', async () => {
  await using stack = await startStack();
  stack.control.faults.script('issueToken', { status: 401, body: {}, times: 'always' });

  await stack.attach();

  expect(endedWrites(stack.gateway)).toMatchObject([
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

  const hashes = endedWrites(stack.gateway).map(({ customerHashes }) => customerHashes);
  expect(hashes).toEqual([[hashOf(customerId)], [hashOf(customerId)]]);
});

test('without a key, two processes hash the same customer differently', async () => {
  await using stack = await startStack({ replicas: 2 });

  for (const { url } of stack.gateways) await attach(url);

  const [first, second] = stack.gateways.map((gateway) => endedWrites(gateway)[0]?.['customerHashes']);
  expect(first).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  expect(second).not.toEqual(first);
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

test('a line precedes each write, and one precedes its files; both belong to the line after it', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY } });
  const files = { identity: [{ upload: null }], address: [{ uri: '/AbAcQ4hn_0652746727637.pdf' }] };
  stack.control.faults.script('attachIndividualDocuments', { status: 422, body: {} });
  await sendForm(stack.url, [...attachFields(files), filePart('identity.0', content('pdf', 5_000))]);
  await sendForm(stack.url, uploadForm(content('pdf', 5_000)));
  await stack.attach(inputWithNumber(' '));

  const seen = linesOf(stack.gateway, 'audit').map(({ action, writeId, operation, phase, outcome }) =>
    [action, writeId, operation, phase, outcome].join(' ').trim(),
  );
  expect(seen).toEqual([
    'WRITE 1 attachIndividualDocuments FILES_STARTED',
    'WRITE 1 attachIndividualDocuments STARTED',
    'WRITE 1 attachIndividualDocuments ENDED REFUSED',
    'WRITE 2 uploadDocuments FILES_STARTED',
    'WRITE 2 uploadDocuments ENDED SUCCEEDED',
    'WRITE 3 attachIndividualDocuments ENDED NOT_SENT',
  ]);
});

test('the lines of one intention have the same hash of its idempotency key, and replays are marked', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY } });
  const idempotencyKey = 'canary key 1';
  stack.control.faults.script('attachIndividualDocuments', { status: 422, body: {} });
  await stack.attach({ ...EXAMPLE_INPUT, idempotencyKey });
  await stack.attach({ ...EXAMPLE_INPUT, idempotencyKey });
  await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { 'idempotency-key': 'canary key 2' });
  await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { 'idempotency-key': 'canary key 2' });
  await stack.request('query ($key: String!) { attachOutcome(idempotencyKey: $key) { state } }', {
    key: 'canary key 2',
  });

  const first = hmac(KEY, `key\0${idempotencyKey}`);
  const second = hmac(KEY, 'key\0canary key 2');
  const seen = linesOf(stack.gateway, 'audit').map(({ action, phase, outcome, replayed, keyHash }) =>
    [action, phase, outcome, replayed, keyHash].join(' '),
  );
  expect(seen).toEqual([
    `WRITE STARTED   ${first}`,
    `WRITE ENDED REFUSED false ${first}`,
    `WRITE ENDED REFUSED true ${first}`,
    `WRITE STARTED   ${second}`,
    `WRITE ENDED SUCCEEDED false ${second}`,
    `WRITE ENDED SUCCEEDED true ${second}`,
    `READ  SUCCEEDED  ${second}`,
  ]);
  expect(stack.logged()).not.toContain('canary key');
});

test('each of several mutations in one request has lines of its own, with its own customer', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY } });
  const other = 'b3b7c1f0-5c1d-4f0e-9d5a-0f3f6c1f2a11';
  await stack.request(
    `mutation ($first: AttachIndividualDocumentsInput!, $second: AttachIndividualDocumentsInput!) {
      first: attachIndividualDocuments(input: $first) { customer { id } }
      second: attachIndividualDocuments(input: $second) { customer { id } }
    }`,
    { first: EXAMPLE_INPUT, second: { ...EXAMPLE_INPUT, customerId: other } },
  );

  const lines = linesOf(stack.gateway, 'audit');
  expect(lines.map(({ writeId, phase, customerHashes }) => [writeId, phase, customerHashes])).toEqual([
    [1, 'STARTED', [hashOf(EXAMPLE_INPUT.customerId)]],
    [1, 'ENDED', [hashOf(EXAMPLE_INPUT.customerId)]],
    [2, 'STARTED', [hashOf(other)]],
    [2, 'ENDED', [hashOf(other)]],
  ]);
  expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(1);
});

test('the lines of a process are numbered from the first to the last', async () => {
  await using stack = await startStack();
  await stack.attach();
  await stack.gateway.close();

  const lines = linesIn(stack.logged()).filter(({ sequence }) => sequence !== undefined);
  expect(lines.map(({ event }) => event)).toEqual(['audit-opened', 'audit', 'audit', 'audit-closed']);
  expect(lines.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  expect(new Set(lines.map(({ instance }) => instance)).size).toBe(1);
  expect(lines[0]).toMatchObject({ version: VERSION });
});
