import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkWebhook } from '../../scripts/doctor/webhook-check.ts';
import { SECRET, type SignedWebhook, signed, webhookEvent } from '../webhooks/signed-webhook.ts';

interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function runDoctor(
  body: Uint8Array,
  args: readonly string[],
  env: Readonly<Record<string, string>> = { FIN_WEBHOOK_SECRET: `other, ${SECRET}` },
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'fin-gateway-doctor-'));
  const file = join(folder, 'body.json');
  await writeFile(file, body);
  const command = ['scripts/doctor/main.ts', ...args.map((arg) => arg.replace('body.json', file))];
  const outcome = await new Promise<Outcome>((settle) => {
    const options = { env: { PATH: process.env['PATH'], ...env } };
    const child = execFile(process.execPath, command, options, (_, stdout, stderr) =>
      settle({ exitCode: child.exitCode, stdout, stderr }),
    );
  });
  await rm(folder, { recursive: true });
  return outcome;
}

const signatureOf = ({ headers }: SignedWebhook) => String(headers['x-fin-signature']);
/** The doctor's finding about a body that was stored in another way than it was signed. */
const linesAbout = (webhook: SignedWebhook, body: Uint8Array, algorithm = 'sha256') =>
  checkWebhook({ secrets: [SECRET], body, signature: signatureOf(webhook), algorithm }).lines;

test('the command of the documentation says which secret matches, and prints nothing of the event', async () => {
  const page = await readFile('docs/webhooks.md', 'utf8');
  const [, documented = ''] = /npm run doctor -- (.+)\n/.exec(page) ?? [];
  const webhook = signed();
  const args = documented.replace('5f0c…', signatureOf(webhook)).split(' ');

  const { exitCode, stdout, stderr } = await runDoctor(webhook.body, args);

  expect(stderr).toBe('');
  expect(stdout).toBe(
    [
      '- **ok** Verify a webhook',
      '  - the signature matches secret 2 of 2 in FIN_WEBHOOK_SECRET',
      '  - type: customer.status',
      '',
    ].join('\n'),
  );
  expect(exitCode).toBe(0);
});

test('a signature that does not match ends it with 1', async () => {
  const args = ['--webhook-body=body.json', `--webhook-signature=${signatureOf(signed())}`];
  const { exitCode, stdout } = await runDoctor(signed().body, args);

  expect(exitCode).toBe(1);
  expect(stdout).toContain('**failed** Verify a webhook\n  - the gateway would respond with 401');
});

test.each([
  ['no secret', {}, ['--webhook-body=body.json', '--webhook-signature=00'], 'Set FIN_WEBHOOK_SECRET'],
  ['half of a webhook', undefined, ['--webhook-body=body.json'], 'belong together'],
  ['no file', undefined, ['--webhook-body=/nowhere/canary', '--webhook-signature=00'], 'cannot be read'],
])('%s ends it with 2 and how to call it', async (_what, env, args, words) => {
  const { exitCode, stdout, stderr } = await runDoctor(Buffer.from('{}'), args, env);

  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(words);
  expect(stderr).toContain('--webhook-signature=HEX');
  expect(stderr).not.toContain('canary');
});

test.each<[what: string, lines: () => readonly string[], hint: string]>([
  [
    'a line break that an editor added',
    () => {
      const webhook = signed();
      return linesAbout(webhook, Buffer.concat([webhook.body, Buffer.from('\n')]));
    },
    'the file ends with a line break that was not signed',
  ],
  [
    'a line break that was lost',
    () => {
      const body = Buffer.from(`${JSON.stringify(webhookEvent())}\n`);
      return linesAbout(signed(body), body.subarray(0, -1));
    },
    'the file lacks a line break that was signed',
  ],
  [
    'a body that was formatted',
    () => {
      const event = webhookEvent();
      return linesAbout(signed(event), Buffer.from(JSON.stringify(event, null, 2)));
    },
    'the file was formatted after it was signed',
  ],
  [
    'another algorithm',
    () => {
      const webhook = signed(webhookEvent(), { algorithm: 'sha512' });
      return linesAbout(webhook, webhook.body);
    },
    'pass --webhook-algorithm=sha512',
  ],
  [
    'an algorithm that the gateway does not accept',
    () => linesAbout(signed(), signed().body, 'md5'),
    'the algorithm is not sha256, sha384 or sha512',
  ],
  [
    'another secret',
    () => {
      const webhook = signed(webhookEvent(), { secret: 'another' });
      return linesAbout(webhook, webhook.body);
    },
    'the secret belongs to another webhook or environment',
  ],
  [
    'a signed body that is no event',
    () => {
      const webhook = signed({ hello: 'there' });
      return linesAbout(webhook, webhook.body);
    },
    'the gateway would respond with 400',
  ],
])('the doctor recognizes %s', (_what, lines, hint) => {
  expect(lines().join('\n')).toContain(hint);
});
