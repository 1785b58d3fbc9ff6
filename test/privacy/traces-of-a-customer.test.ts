import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';

const run = promisify(execFile);

test('the script in docs/data-protection.md finds the lines about a customer', async () => {
  const page = await readFile('docs/data-protection.md', 'utf8');
  const [, script = ''] = /^(hash_of='.+?')$/ms.exec(page) ?? [];
  const key = randomBytes(16).toString('hex');
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: key } });
  await stack.attach();

  const command = `${script}\n"$NODE" -e "$hash_of" customer ${CUSTOMER_ID.toUpperCase()}`;
  const { stdout } = await run('sh', ['-euc', command], {
    env: { AUDIT_HASH_KEY: key, NODE: process.execPath },
  });

  expect(stdout.trim()).toMatch(/^[\da-f]{32}$/);
  expect(stack.logged()).toContain(`"${stdout.trim()}"`);
});
