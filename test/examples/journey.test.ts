import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';

const run = promisify(execFile);

/** The script of `npm run journey`, as a process of its own. */
function journey(env: Readonly<Record<string, string>>) {
  return run(process.execPath, ['examples/journey/main.ts'], { env: { PATH: process.env['PATH'], ...env } });
}

test.each([
  { customerApi: 'v1', status: 'REINITIATE', create: 'createIndividualCustomer', files: 5 },
  { customerApi: 'v2', status: 'ACTION_REQUIRED', create: 'createIndividualCustomerV2', files: 7 },
] as const)(
  'with $customerApi, both journeys end in an approval, and the second answers a request for information',
  async ({ customerApi, status, create, files }) => {
    await using sandbox = await startSandbox({ customerApi, queuedDurationMs: 100, reviewDurationMs: 100 });

    const { stdout, stderr } = await journey({
      FIN_BASE_URL: sandbox.url,
      FIN_CLIENT_ID: sandbox.clientId,
      FIN_CLIENT_SECRET: sandbox.clientSecret,
      FIN_CUSTOMER_API: customerApi,
    });

    expect(stderr).toBe('');
    const [, withoutRequest = '', withRequest = ''] = stdout.split(/^A journey .*:$/m);
    expect(withoutRequest).toMatch(/Created customer [\s\S]*attached [\s\S]*Final status: APPROVED\.\n/);
    expect(withoutRequest).not.toContain('Fin.com asks');
    expect(withRequest).toContain(`Status ${status}.\n`);
    expect(withRequest).toMatch(/Fin\.com asks for input\.proofOfIdentity\.expiryDate /);
    expect(withRequest).toMatch(/Answered the request\.[\s\S]*Final status: APPROVED\.\n/);
    expect(stdout.includes('a selfie')).toBe(customerApi === 'v2');
    expect(sandbox.control.count(create)).toBe(2);
    expect(sandbox.control.attachCount()).toBe(2);
    expect(sandbox.control.count('updateCustomer')).toBe(1);
    expect(sandbox.control.uploads).toHaveLength(files);
  },
);

test('a rejected journey prints the fields and exits with an error code', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('createIndividualCustomer', {
    status: 422,
    body: { errors: { 'basic_info.email': ['is taken'] } },
  });

  const failure = journey({
    FIN_BASE_URL: sandbox.url,
    FIN_CLIENT_ID: sandbox.clientId,
    FIN_CLIENT_SECRET: sandbox.clientSecret,
  });

  await expect(failure).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/FIN_VALIDATION_FAILED[\s\S]*input\.basicInfo\.email: is taken/),
  });
});

test('the journey creates no made-up person in production', async () => {
  const failure = journey({
    FIN_BASE_URL: 'https://api.fin.com',
    FIN_CLIENT_ID: 'nobody',
    FIN_CLIENT_SECRET: 'nothing',
  });

  await expect(failure).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('creates a made-up person'),
  });
});
