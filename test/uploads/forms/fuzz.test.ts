import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../../../sandbox/create-sandbox.ts';
import { ERROR_CODES } from '../../../src/error-codes.ts';
import {
  BOUNDARY,
  content,
  encodeForm,
  encodePart,
  ending,
  filePart,
  openForm,
  type Part,
  sendForm,
  sha256,
  uploadFields,
  uploadForm,
} from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const SEED = 20_261_124;
const RUNS = 150;
/** How many at once. */
const CASES = 4;
const IDLE_MS = 300;
/** Far beyond the idle time-outs of client and upstream together. */
const ANSWER_WITHIN_MS = 30_000;

type Damage =
  | { readonly kind: 'shuffle'; readonly keys: readonly number[] }
  | { readonly kind: 'drop' | 'repeat'; readonly at: number }
  | { readonly kind: 'rename'; readonly at: number; readonly name: string }
  | { readonly kind: 'truncate'; readonly at: number }
  | { readonly kind: 'insert' | 'overwrite'; readonly at: number; readonly bytes: Uint8Array };

interface Case {
  readonly files: readonly Buffer[];
  readonly damages: readonly Damage[];
  readonly chunks: readonly number[];
  readonly boundary: string;
  readonly finish: 'end' | 'hang up' | 'wait';
}

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
/** Fields and headers stand in a form's first bytes, files in all the others. */
const place = fc.oneof(fraction, fc.double({ min: 0, max: 0.05, noNaN: true }));
const garbage = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 60 }),
  fc
    .constantFrom(
      '\r\n',
      '\r\n\r\n',
      `\r\n--${BOUNDARY}`,
      `\r\n--${BOUNDARY}\r\n`,
      `\r\n--${BOUNDARY}--\r\n`,
      '--',
      '"',
      '\u0000',
      ';',
      '{"',
    )
    .map((text) => new Uint8Array(Buffer.from(text))),
);
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({
    kind: fc.constant('shuffle' as const),
    keys: fc.array(fraction, { minLength: 6, maxLength: 6 }),
  }),
  fc.record({ kind: fc.constantFrom('drop' as const, 'repeat' as const), at: fraction }),
  fc.record({
    kind: fc.constant('rename' as const),
    at: fraction,
    name: fc.constantFrom('0', '1', 'map', 'operations', '', '__proto__', 'x'),
  }),
  fc.record({ kind: fc.constant('truncate' as const), at: place }),
  fc.record({ kind: fc.constantFrom('insert' as const, 'overwrite' as const), at: place, bytes: garbage }),
);
const file = fc
  .tuple(
    fc.constantFrom('pdf' as const, 'jpg' as const, 'png' as const, 'heic' as const),
    fc.oneof(
      { arbitrary: fc.integer({ min: 70, max: 9_000 }), weight: 3 },
      fc.integer({ min: 60_000, max: 200_000 }),
      fc.constant(0),
    ),
    fc.nat(999),
  )
  .map(([kind, length, seed]) => (length === 0 ? Buffer.alloc(0) : content(kind, length, String(seed))));
const cases: fc.Arbitrary<Case> = fc.record({
  files: fc.array(file, { minLength: 1, maxLength: 3 }),
  damages: fc.array(damage, { maxLength: 3 }),
  chunks: fc.array(fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1_000, max: 70_000 })), {
    minLength: 1,
    maxLength: 20,
  }),
  boundary: fc.oneof(
    { arbitrary: fc.constant(BOUNDARY), weight: 12 },
    fc.constantFrom('other', BOUNDARY.slice(1), `${BOUNDARY}x`, '', '"'),
  ),
  finish: fc.oneof(
    { arbitrary: fc.constant('end' as const), weight: 6 },
    fc.constantFrom('hang up' as const, 'wait' as const),
  ),
});

const mishaps: unknown[] = [];
const note = (mishap: unknown) => mishaps.push(mishap);
beforeAll(() => {
  process.on('unhandledRejection', note).on('uncaughtExceptionMonitor', note);
});
afterAll(() => {
  process.off('unhandledRejection', note).off('uncaughtExceptionMonitor', note);
});

test(`whatever ${RUNS * CASES} clients send, each gets a timely response, and nothing is stored partially`, {
  timeout: 120_000,
}, async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(IDLE_MS) } });
  const seen = new Map<string, number>();

  const property = fc.asyncProperty(
    fc.array(cases, { minLength: CASES, maxLength: CASES }),
    async (batch) => {
      const storedBefore = stack.control.uploads.length;
      const sent = batch.map(bytesOf);
      const ends = await Promise.all(
        batch.map((one, index) => endOf(stack.url, one, sent[index] ?? Buffer.alloc(0))),
      );
      for (const end of ends) {
        expect(ALLOWED_ENDS).toContain(end);
        seen.set(end, (seen.get(end) ?? 0) + 1);
      }
      const whole = new Set(sent.flatMap((bytes) => wholeBodies(bytes).map(sha256)));
      for (const { sha256: hash } of newUploads(stack.sandbox, storedBefore)) expect(whole).toContain(hash);
      expect(mishaps).toEqual([]);
    },
  );
  await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });

  // Else the cases are not what they are meant to be.
  for (const end of [
    'served',
    'UPLOAD_MALFORMED',
    'UPLOAD_INCOMPLETE',
    'UPLOAD_EMPTY',
    'UPLOAD_TYPE_NOT_ALLOWED',
    'gone',
  ]) {
    expect(seen.get(end), end).toBeGreaterThan(5);
  }
  // On a busy machine, a good form may exceed the time-out too.
  const sendGood = async () => (await sendForm(stack.url, uploadForm(content('pdf', 100_000)))).errors;
  await expect.poll(sendGood).toBeUndefined();
  expect(mishaps).toEqual([]);
});

test('files in any order and in chunks of any length arrive unchanged', { timeout: 60_000 }, async () => {
  await using stack = await startStack();
  const sound = fc.array(
    file.filter((bytes) => bytes.length > 0 && !bytes.includes('heic')),
    { minLength: 1, maxLength: 4 },
  );

  const property = fc.asyncProperty(sound, cases, async (files, { chunks, damages }) => {
    const parts = files.map((bytes, index) => filePart(String(index), bytes));
    const keys = damages.flatMap((one) => ('at' in one ? [one.at] : one.keys));
    const bytes = encodeForm([...uploadFields(files.length), ...shuffled(parts, keys)]);
    const form = openForm(stack.url);
    for (const piece of pieces(bytes, chunks)) await form.send(piece);
    form.end();
    const { data, errors } = await form.answer;
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      uploadDocuments: { files: files.map((one) => ({ sha256: sha256(one), byteLength: one.length })) },
    });
    const receipts = newUploads(stack.sandbox, stack.control.uploads.length - files.length);
    expect(receipts.map((stored) => stored.sha256).toSorted()).toEqual(files.map(sha256).toSorted());
  });
  await fc.assert(property, { seed: SEED, numRuns: 60, endOnFailure: true });
});

const ALLOWED_ENDS = [
  'served',
  'gone',
  ...Object.keys(ERROR_CODES).filter((code) => code !== 'INTERNAL_SERVER_ERROR'),
];

/** `served`, the code of the first error, or what became of a client that hung up. */
async function endOf(url: string, { chunks, boundary, finish }: Case, bytes: Buffer): Promise<string> {
  const form = openForm(url, {}, boundary);
  const sending = (async () => {
    for (const piece of pieces(bytes, chunks)) await form.send(piece);
    if (finish === 'end') form.end();
    if (finish === 'hang up') form.hangUp();
  })();
  const { promise: late, resolve: tellLate } = Promise.withResolvers<string>();
  const timer = setTimeout(() => tellLate('no answer in time'), ANSWER_WITHIN_MS);
  const end = form.answer.then(
    ({ errors }) => errors?.[0]?.extensions.code ?? 'served',
    (error: unknown) => (finish === 'hang up' ? 'gone' : `no answer: ${String(error)}`),
  );
  const first = await Promise.race([end, late]);
  clearTimeout(timer);
  form.hangUp();
  await sending;
  return first;
}

function bytesOf({ files, damages }: Case): Buffer {
  const parts = damages.reduce(damageParts, uploadForm(...files));
  const whole = Buffer.concat([...parts.map((part) => encodePart(part)), ending()]);
  return damages.reduce(damageBytes, whole);
}

function damageParts(parts: readonly Part[], one: Damage): Part[] {
  if (one.kind === 'shuffle') return shuffled(parts, one.keys);
  const index = 'at' in one ? Math.floor(one.at * parts.length) : 0;
  const part = parts[index];
  if (!part) return [...parts];
  if (one.kind === 'drop') return parts.toSpliced(index, 1);
  if (one.kind === 'repeat') return parts.toSpliced(index, 0, part);
  if (one.kind === 'rename') {
    const head = part.head.map((line) => line.replace(/name="[^"]*"/, `name="${one.name}"`));
    return parts.toSpliced(index, 1, { ...part, head });
  }
  return [...parts];
}

function damageBytes(bytes: Buffer, one: Damage): Buffer {
  if (one.kind === 'truncate') return bytes.subarray(0, Math.floor(one.at * bytes.length));
  if (one.kind !== 'insert' && one.kind !== 'overwrite') return bytes;
  const at = Math.floor(one.at * bytes.length);
  const behind = one.kind === 'insert' ? at : at + one.bytes.length;
  return Buffer.concat([bytes.subarray(0, at), one.bytes, bytes.subarray(behind)]);
}

function shuffled<Item>(items: readonly Item[], keys: readonly number[]): Item[] {
  const keyed = items.map((item, index) => ({ item, key: keys[index % Math.max(1, keys.length)] ?? 0 }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}

function pieces(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const cut: Buffer[] = [];
  let start = 0;
  for (const length of lengths) {
    cut.push(bytes.subarray(start, start + length));
    start += length;
  }
  return [...cut, bytes.subarray(start)];
}

/** Bodies that stand between two delimiters, by RFC 2046 and nothing else. */
function wholeBodies(bytes: Buffer): Buffer[] {
  const delimiter = `\r\n--${BOUNDARY}`;
  const form = Buffer.concat([Buffer.from('\r\n'), bytes]);
  const bodies: Buffer[] = [];
  let start = form.indexOf(delimiter);
  while (start >= 0) {
    const end = form.indexOf(delimiter, start + delimiter.length);
    if (end < 0) break;
    const part = form.subarray(start + delimiter.length, end);
    const head = part.indexOf('\r\n\r\n');
    if (head >= 0) bodies.push(part.subarray(head + 4));
    start = end;
  }
  return bodies;
}

function newUploads({ control }: Sandbox, from: number) {
  return control.uploads.slice(from);
}
