import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  BOUNDARY,
  content,
  encodeForm,
  encodePart,
  ending,
  filePart,
  headOf,
  openForm,
  sendForm,
  sha256,
  uploadFields,
  uploadForm,
} from '../../support/multipart.ts';
import type { TestGateway } from '../../support/start-gateway.ts';
import { startStack } from '../../support/start-stack.ts';

const FILES = [content('pdf', 150_000, 'a'), content('png', 80_000, 'b'), content('jpg', 3_000, 'c')];
const FORM = encodeForm(uploadForm(...FILES));
const FIELDS = (count: number) => Buffer.concat(uploadFields(count).map((part) => encodePart(part)));
const hashesOf = (files: readonly Uint8Array[]) => files.map(sha256);

test.each([
  ['backwards', [2, 1, 0]],
  ['from the middle', [1, 2, 0]],
])(
  'files that arrive %s are uploaded as they arrive and listed in the order of the input',
  async (_what, order) => {
    await using stack = await startStack();
    const parts = FILES.map((bytes, index) => filePart(String(index), bytes));

    const answer = await sendForm(stack.url, [
      ...uploadFields(3),
      ...order.flatMap((index) => parts[index] ?? []),
    ]);

    expect(answer.errors).toBeUndefined();
    const arrived = order.map((index) => sha256(FILES[index] ?? Buffer.alloc(0)));
    expect(stack.control.uploads.map((stored) => stored.sha256)).toEqual(arrived);
    expect(stack.control.count('uploadDocuments')).toBe(1);
    const uris = new Map(stack.control.uploads.map((stored) => [stored.sha256, stored.uri]));
    expect(answer.data).toMatchObject({
      uploadDocuments: { files: hashesOf(FILES).map((hash) => ({ sha256: hash, uri: uris.get(hash) })) },
    });
  },
);

test('a file that arrives two seconds after the previous one is accepted', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '20000' } });
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = FILES;
  const form = openForm(stack.url);

  await form.send(FIELDS(2), encodePart(filePart('0', first)));
  await pause(2_000);
  await form.send(encodePart(filePart('1', second)), ending());
  form.end();

  const answer = await form.answer;
  expect(answer.errors).toBeUndefined();
  expect(stack.control.uploads.map((stored) => stored.sha256)).toEqual(hashesOf([first, second]));
});

test('a slow form whose pauses are shorter than the timeout has no time limit', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '6000' } });
  const form = openForm(stack.url);

  const pieces = 20;
  const length = Math.ceil(FORM.length / pieces);
  for (let start = 0; start < FORM.length; start += length) {
    await form.send(FORM.subarray(start, start + length));
    await pause(200);
  }
  form.end();

  const answer = await form.answer;
  expect(answer.errors).toBeUndefined();
  expect(stack.control.uploads.map((stored) => stored.sha256)).toEqual(hashesOf(FILES));
});

test('a form in chunks of one byte is the same form', async () => {
  await using stack = await startStack();
  const files = [content('pdf', 300), content('png', 200)];
  const form = openForm(stack.url);

  for (const byte of encodeForm(uploadForm(...files))) await form.send(Buffer.of(byte));
  form.end();

  expect((await form.answer).errors).toBeUndefined();
  expect(stack.control.uploads.map((stored) => stored.sha256)).toEqual(hashesOf(files));
});

const MISSING: [what: string, form: Buffer, paths: string[]][] = [
  [
    'whose first file is missing',
    encodeForm([...uploadFields(2), filePart('1', content('pdf', 9_000))]),
    ['input.files.0'],
  ],
  [
    'whose last file is missing',
    encodeForm([...uploadFields(2), filePart('0', content('pdf', 9_000))]),
    ['input.files.1'],
  ],
  ['without any of its files', encodeForm(uploadFields(1)), ['input.files.0']],
  ['that breaks off in a small file', FORM.subarray(0, 1_500), ['input.files.0']],
  ['that breaks off in a large file', FORM.subarray(0, 100_000), ['input.files.0']],
  ['that breaks off in its second file', FORM.subarray(0, 200_000), ['input.files.1']],
  ['that breaks off in the head of its second file', FORM.subarray(0, 150_000 + headLength() + 20), []],
  ['without its end', FORM.subarray(0, -ending().length), []],
  ['without the last byte of its end', FORM.subarray(0, -3), []],
];

/** Up to where the first file's bytes begin. */
function headLength(): number {
  return FIELDS(3).length + headOf(filePart('0', Buffer.alloc(0))).length;
}

test.each(MISSING)('a form %s is incomplete at once, and nothing is stored', async (_what, bytes, paths) => {
  // Longer than a test may run.
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '600000' } });

  const answer = await sendForm(stack.url, bytes);

  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ uploadDocuments: null });
  expect(answer.errors?.map(({ extensions }) => [extensions.code, extensions.retryable])).toEqual([
    ['UPLOAD_INCOMPLETE', false],
  ]);
  const [error] = answer.errors ?? [];
  // If only the end is missing, no file is at fault.
  if (paths.length > 0) {
    expect(error?.extensions.fieldErrors?.map(({ path }) => path.join('.'))).toEqual(paths);
  }
  expect(stack.control.uploads).toEqual([]);
  await expectGoodService(stack.gateway);
});

const STALL_MS = 3_000;
/** Timers may fire slightly before their time. */
const TIMER_TOLERANCE_MS = 50;

const STALLS: [what: string, beforeStall: Buffer, path: string | undefined][] = [
  ['in the head of a file', FORM.subarray(0, headLength() - 10), 'input.files.0'],
  ['before the first byte of a file', FORM.subarray(0, headLength()), 'input.files.0'],
  ['in the first bytes of a file', FORM.subarray(0, headLength() + 100), 'input.files.0'],
  ['in the middle of a file', FORM.subarray(0, headLength() + 100_000), 'input.files.0'],
  [
    'between two files',
    FORM.subarray(0, headLength() + 150_000 + `\r\n--${BOUNDARY}\r\n`.length),
    'input.files.1',
  ],
  ['behind the last file', FORM.subarray(0, -4), undefined],
];

test.each(STALLS)(
  'a client that stops %s gets a response after the timeout, and nothing is stored',
  async (_what, bytes, path) => {
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(STALL_MS) } });
    const startedAt = performance.now();
    const form = openForm(stack.url);

    await form.send(bytes);

    const answer = await form.answer;
    expect(performance.now() - startedAt).toBeGreaterThan(STALL_MS - TIMER_TOLERANCE_MS);
    expect(answer.data).toEqual({ uploadDocuments: null });
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UPLOAD_INCOMPLETE']);
    const paths = answer.errors?.[0]?.extensions.fieldErrors?.map((fieldError) => fieldError.path.join('.'));
    expect(paths).toEqual(path === undefined ? undefined : [path]);
    expect(stack.control.uploads).toEqual([]);
    form.hangUp();
    await expectGoodService(stack.gateway);
  },
);

test.each([
  ['in its operations', FIELDS(1).subarray(0, 200)],
  ['in its map', FIELDS(1).subarray(0, -10)],
  ['before its first file', FIELDS(1)],
  ['before its first byte', Buffer.alloc(0)],
])(
  'a client that stops %s also gets a response after the timeout, although nothing was executed',
  async (_what, bytes) => {
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(STALL_MS) } });
    let lastSentAt = performance.now();
    const form = openForm(stack.url);

    for (const piece of [bytes.subarray(0, 20), bytes.subarray(20)]) {
      if (piece.length > 0) lastSentAt = performance.now();
      await form.send(piece);
      await pause(200);
    }
    const answer = await form.answer;

    expect(performance.now() - lastSentAt).toBeGreaterThan(STALL_MS - TIMER_TOLERANCE_MS);
    expect(answer.status).toBe(400);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UPLOAD_INCOMPLETE']);
    form.hangUp();
    await expectGoodService(stack.gateway);
  },
);

test("two files that arrive while Fin.com's token is slow are read in their own order and do not block each other", async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '20000' } });
  stack.control.faults.script('issueToken', { delayMs: 1_000 });
  // The second is just large enough to hold up the form, and the third has begun by then. In the input they are swapped.
  const files = [content('pdf', 5_000), content('png', 300_000), content('jpg', 70_000)];
  const [first, third, second] = files.map((bytes, index) => encodePart(filePart(String(index), bytes)));
  if (!first || !second || !third) throw new Error('three files');
  const form = openForm(stack.url);

  await form.send(Buffer.concat([FIELDS(3), first, second.subarray(0, 60_000)]));
  await pause(200);
  await form.send(Buffer.concat([second.subarray(60_000), third.subarray(0, 20_000)]));
  await pause(200);
  await form.send(third.subarray(20_000), ending());
  form.end();

  const answer = await form.answer;
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({
    uploadDocuments: { files: hashesOf(files).map((hash) => ({ sha256: hash })) },
  });
});

test('text around the parts of a form is ignored', async () => {
  await using stack = await startStack();
  const surrounded = Buffer.concat([
    Buffer.from('This is a form of several parts.\r\n'),
    FORM,
    Buffer.from('And this its end.\r\n'),
  ]);

  const answer = await sendForm(stack.url, surrounded);

  expect(answer.errors).toBeUndefined();
  expect(stack.control.uploads.map((stored) => stored.sha256)).toEqual(hashesOf(FILES));
});

async function expectGoodService(gateway: TestGateway): Promise<void> {
  const { errors, data } = await sendForm(gateway.url, FORM);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    uploadDocuments: { files: hashesOf(FILES).map((hash) => ({ sha256: hash })) },
  });
}
