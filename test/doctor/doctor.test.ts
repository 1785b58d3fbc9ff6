import { expect, test } from 'vitest';
import { type SandboxOptions, startSandbox } from '../../sandbox/create-sandbox.ts';
import { EXAMPLE_CUSTOMER } from '../../sandbox/customers/example-customer.ts';
import { accountOf, examined, linesOf, runDoctor } from './run-doctor.ts';

test('the command prints a report for a compatible API and exits with 0', async () => {
  await using sandbox = await startSandbox();

  const { exitCode, stdout, stderr } = await runDoctor(accountOf(sandbox));

  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Result: the gateway can work with this API');
  expect(stdout).not.toMatch(/\*\*(failed|note)\*\*/);
  expect(sandbox.control.attachCount() + sandbox.control.uploads.length).toBe(0);
});

test('with wrong credentials it exits with 1 and says so', async () => {
  await using sandbox = await startSandbox();

  const wrong = { ...accountOf(sandbox), FIN_CLIENT_SECRET: 'canary-secret' };
  const { exitCode, stdout, stderr } = await runDoctor(wrong);

  expect(exitCode).toBe(1);
  expect(stdout).toContain('the client id and secret are rejected');
  expect(stdout + stderr).not.toContain('canary');
});

test.each([
  ['no environment', {}, [], 'Set FIN_BASE_URL'],
  ['half an account', { FIN_BASE_URL: 'https://sandbox.api.fin.com' }, [], 'FIN_CLIENT_SECRET is missing'],
  ['a flag that is not known', {}, ['--canary'], 'Unknown argument'],
  [
    'an id that is none',
    { FIN_BASE_URL: 'http://127.0.0.1:1', FIN_CLIENT_ID: 'canary', FIN_CLIENT_SECRET: 'canary' },
    ['--upload-for=canary'],
    '--upload-for must be',
  ],
])('with %s it exits with 2 and prints its usage', async (_what, env, args, words) => {
  const { exitCode, stdout, stderr } = await runDoctor(env, ...args);

  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(words);
  expect(stderr).toContain('--create-customer');
  expect(stderr).not.toMatch(/canary|\bat .*:\d+:\d+/);
});

test.each(['bare', 'wrapped'] as const)('it reports that tokens come %s', async (tokenEnvelope) => {
  await using sandbox = await startSandbox({ tokenEnvelope });

  const { text, isGood } = await examined(sandbox);

  expect(isGood).toBe(true);
  expect(linesOf(text, 'Issue a token')).toContain(`envelope: ${tokenEnvelope}`);
});

test.each([
  [{ clockOffsetMs: 7_200_000 }, /local clock: (719\d|7200) s/],
  [{ clockOffsetMs: -7_200_000 }, /local clock: -720\d s/],
  [{ accessTokenLifetimeMs: 3_600_000, refreshTokenLifetimeMs: 7_200_000 }, /access 1 h, refresh 2 h/],
] as const)('it reports %j, whichever clock is right', async (settings, words) => {
  await using sandbox = await startSandbox(settings);

  const { text, isGood } = await examined(sandbox);

  expect(isGood).toBe(true);
  expect(linesOf(text, 'Issue a token')).toMatch(words);
});

test.each(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'G-map', 'H'] as const)(
  'it recognizes reading %s of errors without attaching anything',
  async (errorReading) => {
    await using sandbox = await startSandbox({ errorReading });

    const { text, isGood } = await examined(sandbox);

    expect(isGood).toBe(true);
    expect(linesOf(text, 'Reject an invalid attach')).toContain(`error format ${errorReading}:`);
    expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
    expect(sandbox.control.attachCount()).toBe(0);
  },
);

test.each([
  ['one-object', 'one object for all files'],
  ['one-object-per-file', 'one object per file'],
] satisfies [SandboxOptions['uploadResponseShape'], string][])(
  'it uploads only for a given customer and reports that the response is %s',
  async (uploadResponseShape, words) => {
    await using sandbox = await startSandbox({ uploadResponseShape });

    const { text, isGood } = await examined(sandbox, { uploadFor: EXAMPLE_CUSTOMER.customerId });

    expect(isGood).toBe(true);
    expect(linesOf(text, 'Upload two files')).toContain(words);
    expect(sandbox.control.uploads).toHaveLength(2);
    expect(text).not.toContain(EXAMPLE_CUSTOMER.customerId);
  },
);

test('it creates customers only on request and uploads for one of them', async () => {
  await using sandbox = await startSandbox();
  const before = sandbox.control.customerCount();
  await examined(sandbox);
  expect(sandbox.control.customerCount()).toBe(before);

  const { text, isGood } = await examined(sandbox, { createsCustomer: true });

  expect(isGood).toBe(true);
  expect(sandbox.control.customerCount()).toBe(before + 2);
  expect(sandbox.control.uploads).toHaveLength(2);
  expect(linesOf(text, 'Create a customer through v1')).toContain('200');
});

test('it reports that a newer token revokes an older one', async () => {
  await using sandbox = await startSandbox();
  // The third read is with the first token, after the second was issued.
  const read = { delayMs: 0 };
  sandbox.control.faults.script('listOccupations', [read, read, { status: 401, body: { message: 'no' } }]);

  const { text } = await examined(sandbox);

  expect(text).toContain('**note** Issue a second token\n  - response to the first token: 401');
});

test('it reports rate limit headers with their numbers', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('listPurposes', {
    status: 429,
    headers: { 'retry-after': '30', 'x-ratelimit-remaining': '0', 'x-request-id': 'canary-header' },
  });

  const { text, isGood } = await examined(sandbox);

  expect(isGood).toBe(false);
  expect(text).toContain('`retry-after: 30`');
  expect(text).toContain('`x-ratelimit-remaining: 0`');
  expect(text).toContain('`x-request-id`');
  expect(text).not.toContain('canary-header');
});

test('it reports an API that does not respond in time, within the configured time', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('listCountries', { hang: true });

  const { text, isGood } = await examined(sandbox, { timeoutMs: 4_000 });

  expect(isGood).toBe(false);
  expect(text).toContain('**failed** List countries\n  - no response: timeout');
  expect(text).toMatch(/\| list countries \| timeout \| \d+ \|/);
});

test('it reports an API that is down, with what to check', async () => {
  const sandbox = await startSandbox();
  await sandbox.close();

  const { text, isGood } = await examined(sandbox);

  expect(isGood).toBe(false);
  expect(text).toContain('no response: ECONNREFUSED');
  expect(text).toContain('check FIN_BASE_URL');
  expect(text).toContain('**skipped** All other checks');
});

test('it writes nothing to a host that is not known to be a sandbox', async () => {
  // The same machine under an address that says nothing.
  await using elsewhere = await startSandbox({ host: '127.0.0.2', port: 0 });
  const { url: baseUrl, clientId, clientSecret } = elsewhere;
  const unknown = { baseUrl, clientId, clientSecret };

  const { text } = await examined(elsewhere, {
    account: unknown,
    createsCustomer: true,
    uploadFor: EXAMPLE_CUSTOMER.customerId,
  });

  expect(text).toContain('**skipped** Writes');
  for (const write of [
    'attachIndividualDocuments',
    'createIndividualCustomer',
    'createIndividualCustomerV2',
    'uploadDocuments',
  ] as const) {
    expect(elsewhere.control.count(write)).toBe(0);
  }
  await examined(elsewhere, { account: unknown, writesToProduction: true });
  expect(elsewhere.control.count('attachIndividualDocuments')).toBe(1);
});

test('a report never contains a token, id, secret, URI or name, even if the API quotes them in odd places', async () => {
  await using sandbox = await startSandbox({
    clientId: 'canary-client',
    clientSecret: 'canary-client-secret',
  });
  const quoted = {
    message: 'canary-text',
    'Canary Person 1990': 'canary-text',
    '/Ab_canary.pdf': 'x',
    'canary-client': 'x',
  };
  for (const operation of ['listCountries', 'getCustomer', 'attachIndividualDocuments'] as const) {
    sandbox.control.faults.script(operation, {
      status: 422,
      body: { message: 'canary-text', errors: [quoted, quoted] },
    });
  }

  const { text } = await examined(sandbox, { createsCustomer: true });

  const sent = JSON.stringify(sandbox.control.requests);
  const uris = sandbox.control.uploads.map(({ uri }) => uri);
  const ids = sent.match(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g) ?? [];
  expect(uris).toHaveLength(2);
  expect(ids.length).toBeGreaterThan(2);
  for (const value of [...uris, ...ids, 'Doctor', 'Example', new URL(sandbox.url).host])
    expect(text).not.toContain(value);
  expect(text).not.toMatch(/canary|eyJ/i);
});
