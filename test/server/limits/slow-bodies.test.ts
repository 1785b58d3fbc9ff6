import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/create-sandbox.ts';
import { parseConfig } from '../../../src/config/parse-config.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { startGateway } from '../../../src/start-gateway.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { ATTACH } from '../../support/graphql-request.ts';
import {
  content,
  encodeForm,
  encodePart,
  filePart,
  headOf,
  type OpenForm,
  openForm,
  sendForm,
  uploadFields,
  uploadForm,
} from '../../support/multipart.ts';

const JSON_BODY = JSON.stringify({ query: ATTACH, variables: { input: EXAMPLE_INPUT } });
const FIELDS = Buffer.concat(uploadFields(1).map((part) => encodePart(part)));
const FILE = content('pdf', 60_000);
const UP_TO_THE_FILE = Buffer.concat([FIELDS, headOf(filePart('0', FILE))]);

async function startStrict(
  { url, clientId, clientSecret }: Sandbox,
  env: Readonly<Record<string, string>>,
  limits: Parameters<typeof startGateway>[2],
) {
  const config = parseConfig({
    PORT: '0',
    METRICS_PORT: '0',
    FIN_BASE_URL: url,
    FIN_CLIENT_ID: clientId,
    FIN_CLIENT_SECRET: clientSecret,
    ...env,
  });
  const gateway = await startGateway(config, createLogger('silent'), limits);
  return { ...gateway, [Symbol.asyncDispose]: () => gateway.close() };
}

/** Sends a byte every 20 ms until there is an answer. */
async function trickle(form: OpenForm): Promise<void> {
  const dripping = setInterval(() => void form.send('x'), 20);
  await Promise.race([form.answer.catch(() => undefined), form.closed]);
  clearInterval(dripping);
}

test.each([
  ['a JSON body', { 'content-type': 'application/json' }, JSON_BODY.slice(0, 50), 'BAD_REQUEST', 408],
  ['a form before its fields', {}, '', 'UPLOAD_INCOMPLETE', 400],
  ['a form in its fields', {}, FIELDS.subarray(0, 300), 'UPLOAD_INCOMPLETE', 400],
  ['a form before its file', {}, FIELDS, 'UPLOAD_INCOMPLETE', 400],
  ['a form in the first bytes of a file', {}, UP_TO_THE_FILE, 'UPLOAD_INCOMPLETE', 200],
  [
    'a form in the middle of a file',
    {},
    Buffer.concat([UP_TO_THE_FILE, FILE.subarray(0, 20_000)]),
    'UPLOAD_INCOMPLETE',
    200,
  ],
])(
  '%s that arrives one byte at a time is rejected, although it never pauses',
  async (_what, headers, start, code, status) => {
    await using sandbox = await startSandbox();
    await using gateway = await startStrict(sandbox, {}, { graceMs: 400 });
    const form = openForm(gateway.url, headers);
    await form.send(start);

    await trickle(form);

    const { errors, status: answered } = await form.answer;
    expect(answered).toBe(status);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(errors?.[0]?.message).toContain('more slowly than 1024 bytes per second');
    const scrape = async () => (await fetch(gateway.metricsUrl ?? '')).text();
    await expect.poll(scrape).toContain('fin_gateway_limits_hit_total{limit="body_rate"} 1');
    expect(sandbox.control.uploads).toEqual([]);
    form.hangUp();
  },
);

test.each([500, 4_000])('a form above the minimum rate, in chunks of %i bytes, is stored', async (piece) => {
  await using sandbox = await startSandbox();
  await using gateway = await startStrict(sandbox, { MIN_BODY_BYTES_PER_SECOND: '1000' }, { graceMs: 5_000 });
  const form = openForm(gateway.url);
  // The pauses take longer than the grace lasts.
  const bytes = encodeForm(uploadForm(content('pdf', piece * 60)));
  for (let at = 0; at < bytes.length; at += piece) {
    await form.send(bytes.subarray(at, at + piece));
    await pause(100);
  }
  form.end();

  expect((await form.answer).errors).toBeUndefined();
  expect(sandbox.control.uploads).toHaveLength(1);
});

test('a form that waits because Fin.com is slow does not count as slow', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startStrict(sandbox, {}, { graceMs: 1_000 });
  sandbox.control.faults.script('issueToken', { delayMs: 3_000 });

  const answer = await sendForm(gateway.url, uploadForm(content('pdf', 3_000_000)));

  expect(answer.errors).toBeUndefined();
});

test('an upload without a free connection gets an error that says that nothing was sent', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startStrict(
    sandbox,
    { FIN_TIMEOUT_MS: '4000' },
    { graceMs: 60_000, maxUploads: 3 },
  );
  const slow = Array.from({ length: 3 }, () => openForm(gateway.url));
  const dripping = slow.map(async (form) => {
    await form.send(UP_TO_THE_FILE, FILE.subarray(0, 20_000));
    return trickle(form);
  });
  // One caller may have three of four.
  await expect.poll(() => sandbox.control.count('uploadDocuments')).toBe(3);

  const answer = await sendForm(gateway.url, uploadForm(FILE));

  expect(answer.errors).toMatchObject([
    {
      message: expect.stringContaining('no free connection'),
      extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true, retryAfterSeconds: 1 },
    },
  ]);
  expect(answer.errors?.[0]?.extensions.outcome).toBeUndefined();
  expect(sandbox.control.count('uploadDocuments')).toBe(3);
  for (const form of slow) form.hangUp();
  await Promise.all(dripping);
  expect((await sendForm(gateway.url, uploadForm(FILE))).errors).toBeUndefined();
});

test('slow forms make room for a normal upload in time', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startStrict(
    sandbox,
    { FIN_TIMEOUT_MS: '30000' },
    { graceMs: 1_000, maxUploads: 4 },
  );
  const slow = Array.from({ length: 12 }, () => openForm(gateway.url));
  const dripping = slow.map(async (form) => {
    await form.send(UP_TO_THE_FILE, FILE.subarray(0, 20_000));
    return trickle(form);
  });
  await expect.poll(() => sandbox.control.count('uploadDocuments')).toBeGreaterThan(1);

  const answers = await Promise.all(Array.from({ length: 5 }, () => sendForm(gateway.url, uploadForm(FILE))));

  expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
  for (const form of slow) form.hangUp();
  await Promise.all(dripping);
});
