import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { startSandbox } from '../../../sandbox/create-sandbox.ts';
import { REVIEW_MAGIC_VALUES } from '../../../sandbox/customers/review-outcome.ts';
import { MAGIC_NUMBERS } from '../../../sandbox/documents/magic-numbers.ts';
import { attach, exampleNumbered } from '../sandbox-client.ts';

const ATTACH = 'attachIndividualDocuments';

it.each([
  [400, { status: 400, message: 'Malformed request body' }],
  [401, { message: 'Authentication failed' }],
  [403, { error: { code: 'forbidden', message: expect.any(String) } }],
  [404, { message: 'Customer not found' }],
  [409, { error: { code: 'conflict', message: expect.any(String) } }],
  [
    422,
    { message: 'Validation failed', errors: [{ 'proof_of_identity.number': 'does not match the document' }] },
  ],
  [423, { message: 'RELIANCE is not available for your client' }],
  [428, { error: { code: 500104, type: 'PROVIDER_ERROR', message: expect.any(String), details: null } }],
  [500, { status: 500, message: 'Internal server error' }],
])(
  'the document number SANDBOX-%i is answered with that status, and nothing is attached',
  async (status, body) => {
    await using sandbox = await startSandbox();
    const answer = await attach(sandbox, exampleNumbered(`SANDBOX-${status}`));
    expect([answer.status, answer.json]).toEqual([status, body]);
    expect(sandbox.control.attachCount()).toBe(0);
  },
);

it('SANDBOX-429 says when to come back', async () => {
  await using sandbox = await startSandbox();
  const { status, headers } = await attach(sandbox, exampleNumbered('SANDBOX-429'));
  expect([status, headers.get('retry-after')]).toEqual([429, '5']);
});

it('SANDBOX-503 answers as a proxy would, in HTML', async () => {
  await using sandbox = await startSandbox();
  const { status, headers, json } = await attach(sandbox, exampleNumbered('SANDBOX-503'));
  expect([status, headers.get('content-type'), json]).toEqual([503, 'text/html', undefined]);
});

it('SANDBOX-MALFORMED attaches and answers with broken JSON', async () => {
  await using sandbox = await startSandbox();
  const { status, json } = await attach(sandbox, exampleNumbered('SANDBOX-MALFORMED'));
  expect([status, json, sandbox.control.attachCount()]).toEqual([200, undefined, 1]);
});

it.each([
  ['SANDBOX-RESET', 0],
  ['SANDBOX-LOST', 1],
])('%s cuts the connection, with %i attached', async (number, attachCount) => {
  await using sandbox = await startSandbox();
  await expect(attach(sandbox, exampleNumbered(number))).rejects.toThrow();
  expect(sandbox.control.attachCount()).toBe(attachCount);
});

it('SANDBOX-SLOW keeps the client waiting, and attaches', async () => {
  await using sandbox = await startSandbox();
  const leaving = new AbortController();
  const slow = attach(sandbox, exampleNumbered('SANDBOX-SLOW'), { signal: leaving.signal });
  await expect.poll(() => sandbox.control.attachCount()).toBe(1);
  leaving.abort();
  await expect(slow).rejects.toThrow('aborted');
  const { status } = await sandbox.control.waitForRequest(ATTACH, { until: 'settled' });
  expect(status).toBe('aborted');
});

it('a scripted fault goes before a magic number', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script(ATTACH, { status: 500 });
  expect((await attach(sandbox, exampleNumbered('SANDBOX-409'))).status).toBe(500);
  expect((await attach(sandbox, exampleNumbered('SANDBOX-409'))).status).toBe(409);
});

it('the documentation lists the same magic values as the control page', async () => {
  const page = await readFile('docs/sandbox.md', 'utf8');
  const documented = [...page.matchAll(/^\| `(SANDBOX-[A-Z\d]+)` \|/gm)].map(([, value]) => value);

  const known = [...MAGIC_NUMBERS, ...REVIEW_MAGIC_VALUES].map(({ value }) => value);
  expect(new Set(documented)).toEqual(new Set(known));
});
