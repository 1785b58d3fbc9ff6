import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startStack } from './support/start-stack.ts';

const run = promisify(execFile);
const readme = await readFile('README.md', 'utf8');

/** Each call of the README with the response that is printed below it. */
const calls = Array.from(
  readme.matchAll(/^```sh\n((?:(?!```).*\n)*?.*curl (?:(?!```).*\n)*)```\n\n```json\n(.*)\n```$/gm),
  ([, script = '', response = '']) => ({ script, response }),
);
const [, rejection = ''] = /^```json\n(\{ "message".*?)\n```$/ms.exec(readme) ?? [];

/** Random parts of a response. */
function withoutRandom(json: string): unknown {
  const text = json
    .replace(/"requestId": ?"[\w-]+"/, '"requestId":"…"')
    .replace(/"uri":"\/[^"]+_document/, '"uri":"/…_document');
  return JSON.parse(text);
}

async function runScript(script: string, url: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'readme-'));
  try {
    const text = script.replaceAll('http://127.0.0.1:4000/graphql', url);
    const { stdout } = await run('sh', ['-euc', text], { cwd: folder });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('the calls in the README get the responses that it shows', async () => {
  await using stack = await startStack();

  expect(calls).toHaveLength(2);
  for (const { script, response } of calls) {
    expect(withoutRandom(await runScript(script, stack.url))).toEqual(withoutRandom(response));
  }
});

test('the first call with the number SANDBOX-422 gets the error that the README shows', async () => {
  await using stack = await startStack();
  const script = calls[0]?.script.replace('A12345678', 'SANDBOX-422') ?? '';

  const response = await runScript(script, stack.url);

  expect(withoutRandom(response)).toMatchObject({ errors: [withoutRandom(rejection)] });
});
