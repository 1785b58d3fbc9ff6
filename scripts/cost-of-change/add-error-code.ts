import { match, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleChange } from './sample-change.ts';

/** Compiles only if the code is known. Not a source file. */
const USE = `import { GatewayError } from '../src/errors.ts';

process.stdout.write(new GatewayError('ACCOUNT_SUSPENDED').message);
`;

export const addErrorCode: SampleChange = {
  title: 'a new error code',
  maxSourceFiles: 1,
  async apply(copy) {
    await copy.insert(
      'src/error-codes.ts',
      { before: '  INTERNAL_SERVER_ERROR: {' },
      `  ACCOUNT_SUSPENDED: {
    status: 403,
    retryable: false,
    message: 'The account is suspended.',
    when: 'Fin.com suspended the account.',
  },
`,
    );
  },
  async verify(copy) {
    await copy.create('test/use-of-error-code.ts', USE);
    match(await copy.run('node', 'test/use-of-error-code.ts'), /^The account is suspended\.$/);
    for (const file of ['docs/errors.md', 'docs/error-extensions.schema.json']) {
      ok(
        (await readFile(join(copy.folder, file), 'utf8')).includes('ACCOUNT_SUSPENDED'),
        `${file} lacks the code`,
      );
    }
  },
};
