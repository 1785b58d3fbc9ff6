import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { z } from 'zod/mini';
import {
  attachedDigests,
  digestsOf,
  type FilesOnDisk,
  formWith,
  onDisk,
  PERSON,
  pickFiles,
} from '../support/browser/picked-files.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { startStack } from '../support/start-stack.ts';

const run = promisify(execFile);
const hasCurl = await run('curl', ['--version']).then(
  () => true,
  () => false,
);

const answer = z.object({
  data: z.optional(z.nullable(z.unknown())),
  errors: z.optional(
    z.array(
      z.object({
        message: z.string(),
        extensions: z.looseObject({
          code: z.string(),
          fieldErrors: z.optional(z.array(z.looseObject({ path: z.array(z.unknown()) }))),
        }),
      }),
    ),
  ),
});

const NO_FILES = { front: null, back: null, bill: null };
const MAP = {
  0: ['variables.input.proofOfIdentity.files.0.upload'],
  1: ['variables.input.proofOfIdentity.files.1.upload'],
  2: ['variables.input.proofOfAddress.files.0.upload'],
};

/** As the README has it: one form field an argument, the files read from disk by curl itself. */
async function curl(url: string, files: FilesOnDisk, headers: readonly string[], number?: string) {
  const operations = { query: ATTACH, variables: { input: formWith(NO_FILES, number) } };
  const { stdout } = await run('curl', [
    '--silent',
    '--show-error',
    '--max-time',
    '45',
    '--write-out',
    '\n%{http_code}',
    url,
    ...headers.flatMap((header) => ['-H', header]),
    ...['-F', `operations=${JSON.stringify(operations)}`],
    ...['-F', `map=${JSON.stringify(MAP)}`],
    ...['-F', `0=@${files.front}`, '-F', `1=@${files.back}`, '-F', `2=@${files.bill}`],
  ]);
  const [body = '', status] = stdout.split('\n');
  return { status: Number(status), ...answer.parse(JSON.parse(body)) };
}

// Wherever it is missing on CI, that is a mistake.
describe.skipIf(!hasCurl && !process.env['CI'])('curl', () => {
  test('attaches two sides of an identity document and a proof of address from disk with one command', async () => {
    await using stack = await startStack();
    const files = pickFiles();
    await using paths = await onDisk(files);

    const { status, data, errors } = await curl(stack.url, paths, ['graphql-preflight: 1']);

    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(data).toEqual({ attachIndividualDocuments: { customer: { id: EXAMPLE_INPUT.customerId } } });
    expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
    expect(stack.control.uploads.map(({ mimeType }) => mimeType)).toEqual([
      'image/jpeg',
      'image/png',
      'application/pdf',
    ]);
    expect(JSON.stringify(stack.control.requests)).not.toContain(PERSON);
  });

  test('shows which header to add while it still sends 12 MB, and no file is uploaded', async () => {
    await using stack = await startStack();
    await using paths = await onDisk(pickFiles(4_000_000));

    const { status, errors } = await curl(stack.url, paths, []);

    expect(status).toBe(403);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['CSRF_PREFLIGHT_REQUIRED']);
    expect(errors?.[0]?.message).toContain('curl: -H "graphql-preflight: 1"');
    expect(stack.control.requests).toHaveLength(0);
  });

  test('succeeds with the line from the error message', async () => {
    await using stack = await startStack();
    await using paths = await onDisk(pickFiles());

    const { errors } = await curl(stack.url, paths, []);
    const [, header = 'none'] = /curl: -H "(.+)"/.exec(errors?.[0]?.message ?? '') ?? [];
    const second = await curl(stack.url, paths, [header]);

    expect(second.errors).toBeUndefined();
    expect(stack.control.attachCount()).toBe(1);
  });

  test('shows a form error although 24 MB of files follow, and no file is uploaded', async () => {
    await using stack = await startStack();
    await using paths = await onDisk(pickFiles(8_000_000));

    const { status, errors } = await curl(stack.url, paths, ['graphql-preflight: 1'], ' ');

    expect(status).toBe(200);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.extensions.fieldErrors?.map(({ path }) => path)).toEqual([
      ['input', 'proofOfIdentity', 'number'],
    ]);
    expect(stack.control.requests).toHaveLength(0);
  });

  test('runs the script in docs/clients.md with any file names', async () => {
    await using stack = await startStack();
    const { front, back, bill } = pickFiles();
    const awkward = { ...bill, name: 'bill; type=text, page 1.pdf' };
    await using paths = await onDisk({ front, back, bill: awkward });

    const { stdout } = await run('sh', [
      'examples/clients/attach.sh',
      stack.url,
      paths.front,
      paths.back,
      paths.bill,
    ]);

    const { data, errors } = answer.parse(JSON.parse(stdout));
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      attachIndividualDocuments: { customer: { id: EXAMPLE_INPUT.customerId, status: 'QUEUED' } },
    });
    expect(attachedDigests(stack.sandbox)).toEqual(digestsOf({ front, back, bill }));
  });
});
