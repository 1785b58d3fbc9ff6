import { match, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleChange } from './sample-change.ts';

/** Compiles only if the code is known. Not a source file. */
const USE = `import { GatewayError } from '../src/errors.ts';

process.stdout.write(new GatewayError('ACCOUNT_SUSPENDED').message);
`;

/** The texts of the package for clients. */
const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'pt'];

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
    isCallerError: true,
    message: 'The account is suspended.',
    when: 'Fin.com suspended the account.',
  },
`,
    );
    for (const language of LANGUAGES) {
      await copy.insert(
        `client/src/messages/${language}.ts`,
        { before: '    INTERNAL_SERVER_ERROR: ' },
        '    ACCOUNT_SUSPENDED: TECHNICAL_PROBLEM,\n',
      );
    }
  },
  async verify(copy) {
    await copy.create('test/use-of-error-code.ts', USE);
    match(await copy.run('node', 'test/use-of-error-code.ts'), /^The account is suspended\.$/);
    for (const file of [
      'docs/errors.md',
      'docs/error-extensions.schema.json',
      'client/src/errors/error-tables.ts',
    ]) {
      ok(
        (await readFile(join(copy.folder, file), 'utf8')).includes('ACCOUNT_SUSPENDED'),
        `${file} lacks the code`,
      );
    }
  },
};
