import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QualityInspector } from '../../client/src/quality/quality-inspector.ts';
import { inspectQuality, type QualityFinding } from '../../client/src/quality.ts';
import { jpegFile, pdfFile, pngFile } from '../support/document-files.ts';

const LOW_QUALITY = [{ code: 'LOW_QUALITY', params: { minBytes: 102_400, minDpi: 300 } }];
const PASSWORD_PROTECTED = [{ code: 'PASSWORD_PROTECTED', params: {} }];

/** 300 dots per inch across the long side of an ID card. */
const CARD_PX = 1_011;
/** The same across a passport's photo page, and across a page of US Letter. */
const PASSPORT_PX = 1_477;
const LETTER_PX = 3_300;

function inspect(bytes: Uint8Array, documentType?: string): Promise<QualityFinding[]> {
  return inspectQuality(new Blob([Uint8Array.from(bytes)]), { documentType });
}

function picture(longSidePx: number) {
  return { widthPx: Math.round(longSidePx / 1.6), heightPx: longSidePx };
}

test.each([
  ['NATIONAL_ID', CARD_PX],
  ['DRIVERS_LICENSE', CARD_PX],
  ['PASSPORT', PASSPORT_PX],
  ['UTILITY_BILL', LETTER_PX],
  ['BANK_STATEMENT', LETTER_PX],
  [undefined, CARD_PX],
])('a small picture of a %s has a low quality below %i pixels', async (documentType, pixels) => {
  for (const file of [jpegFile, pngFile]) {
    expect(await inspect(file(picture(pixels - 10)), documentType)).toEqual(LOW_QUALITY);
    expect(await inspect(file(picture(pixels)), documentType)).toEqual([]);
  }
});

test('a picture of 100 KiB may have any number of pixels', async () => {
  for (const file of [jpegFile, pngFile]) {
    expect(await inspect(file({ ...picture(600), minBytes: 102_400 }))).toEqual([]);
    expect(await inspect(file({ ...picture(600), minBytes: 101_000 }))).toEqual(LOW_QUALITY);
  }
});

test('a selfie shows no document, so it may be small', async () => {
  expect(await inspect(jpegFile(picture(400)), 'SELFIE')).toEqual([]);
});

test.each([
  ['the JFIF header', jpegFile, 'dpi'],
  ['Exif data of a JPEG', jpegFile, 'exifDpi'],
  ['pHYs', pngFile, 'dpi'],
  ['Exif data of a PNG', pngFile, 'exifDpi'],
] as const)('a scanned page with a card on it has the resolution that %s states', async (_, file, member) => {
  for (const byteOrder of ['II', 'MM'] as const) {
    const page = { widthPx: 2_480, heightPx: 3_508, byteOrder };
    expect(await inspect(file({ ...page, [member]: 150 }), 'NATIONAL_ID')).toEqual(LOW_QUALITY);
    expect(await inspect(file({ ...page, [member]: 300 }), 'NATIONAL_ID')).toEqual([]);
  }
});

test.each([1, 72, 96, 144, 180, 240])('%i dots per inch are no measurement', async (dpi) => {
  expect(await inspect(jpegFile({ ...picture(1_600), dpi }))).toEqual([]);
  expect(await inspect(pngFile({ ...picture(1_600), dpi }))).toEqual([]);
});

test('a stated resolution does not make up for missing pixels', async () => {
  expect(await inspect(jpegFile({ ...picture(600), dpi: 300 }))).toEqual(LOW_QUALITY);
});

test.each(['TRAILER', 'XREF_STREAM', 'XREF_STREAM_WITH_DIRECT_DICTIONARY'] as const)(
  'a PDF with its encryption in the %s may need a password',
  async (encryption) => {
    for (const content of ['BT (Hello) Tj ET', 'endstream ((( <<', '\0\x01eendstrendstream']) {
      const pdf = { encryption, content };
      expect(await inspect(pdfFile(pdf))).toEqual(PASSWORD_PROTECTED);
      expect(await inspect(pdfFile({ ...pdf, preamble: '@PJL SET (RESOLUTION\r\n' }))).toEqual(
        PASSWORD_PROTECTED,
      );
    }
  },
);

test.each([
  ['whose length is in an object behind it', '<< /Length 99 0 R >> stream\n1\nendstream endobj'],
  ['without a length', '<< >> stream\n1\nendstream endobj'],
  ['that ends without a new line', '<< >> stream\nendstrendstream endobj'],
])('the encryption behind a stream %s is found', async (_, stream) => {
  const pdf = `%PDF-1.7\n1 0 obj ${stream} trailer << /Encrypt 5 0 R >> startxref`;
  expect(await inspect(Buffer.from(pdf))).toEqual(PASSWORD_PROTECTED);
});

const FAKE_TRAILER = 'trailer << /Encrypt 5 0 R >> startxref';

test.each([
  ['a content stream', { content: FAKE_TRAILER }],
  ['a content stream whose length is elsewhere', { content: FAKE_TRAILER, isLengthIndirect: true }],
  ['an encrypted PDF that is attached', { content: pdfFile({ encryption: 'TRAILER' }).toString('latin1') }],
  ['a comment', { preamble: `%PDF-1.4\n%${FAKE_TRAILER}\n` }],
  ['a string', { preamble: `%PDF-1.4\n((inner) ${FAKE_TRAILER})\n` }],
  ['a string with an escaped parenthesis', { preamble: `%PDF-1.4\n(\\) ${FAKE_TRAILER})\n` }],
  ['an object that is no trailer', { preamble: '%PDF-1.4\n9 0 obj << /Encrypt 5 0 R >> endobj\n' }],
  ['a trailer, with a string as its value,', { preamble: '%PDF-1.4\ntrailer << /Encrypt <35> >>\n' }],
  ['an inner dictionary', { preamble: '%PDF-1.4\ntrailer << /Old << /Encrypt 5 0 R >> /Encrypt null >>\n' }],
])('the word Encrypt in %s does not make a PDF encrypted', async (_, pdf) => {
  expect(await inspect(pdfFile(pdf))).toEqual([]);
});

test('what looks like a PDF inside a picture does not count', async () => {
  const encrypted = pdfFile({ encryption: 'TRAILER' });
  expect(await inspect(Buffer.concat([jpegFile(picture(2_000)), encrypted]))).toEqual([]);
  expect(await inspect(Buffer.concat([Buffer.alloc(2_000), encrypted]))).toEqual([]);
});

test.each([
  ['text', 'x '.repeat(600_000)],
  ['streams that seem to end', `1 0 obj << >> stream ${'e'.repeat(1_200_000)} endstream endobj `],
])('a PDF with more than a mebibyte of %s is not read to its end', async (_, filler) => {
  const end = ' trailer << /Encrypt 5 0 R >> startxref';
  expect(
    await inspect(Buffer.from(`%PDF-1.7\n${filler.slice(0, 900_000)}${filler.slice(-20)}${end}`)),
  ).toEqual(PASSWORD_PROTECTED);
  expect(await inspect(Buffer.from(`%PDF-1.7\n${filler}${end}`))).toEqual([]);
});

test('a file that cannot be read has no findings', async () => {
  const moved = Object.assign(new Blob(['%PDF-1.7']), {
    slice: () => {
      throw new Error('NotReadableError');
    },
  });

  expect(await inspectQuality(moved)).toEqual([]);
});

const FILES = [
  jpegFile(picture(600)),
  jpegFile({ ...picture(1_600), exifDpi: 150, byteOrder: 'MM' }),
  pngFile({ ...picture(900), dpi: 200, exifDpi: 200 }),
  pngFile(picture(3_300)),
  pdfFile({ encryption: 'TRAILER', content: 'endstendstream (' }),
  pdfFile({ encryption: 'XREF_STREAM_WITH_DIRECT_DICTIONARY', isLengthIndirect: true, content: '<<' }),
  pdfFile({ content: FAKE_TRAILER }),
];

/** A file, or one with some bytes changed. */
const anyFile = fc
  .tuple(
    fc.constantFrom(...FILES),
    fc.array(fc.tuple(fc.nat(4_000), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
  )
  .map(([file, changes]) => {
    const bytes = Uint8Array.from(file);
    for (const [position, byte] of changes) bytes[position % bytes.length] = byte;
    return bytes;
  });

function findingsOf(bytes: Uint8Array, cuts: readonly number[]): QualityFinding[] {
  const inspector = new QualityInspector();
  const ends = [...cuts.map((cut) => cut % bytes.length), bytes.length].toSorted((a, b) => a - b);
  for (const [index, end] of ends.entries()) inspector.push(bytes.subarray(ends[index - 1] ?? 0, end));
  return inspector.findings(bytes.length);
}

test('the findings are the same however the bytes are split, also for damaged files', () => {
  fc.assert(
    fc.property(anyFile, fc.array(fc.nat(100_000), { maxLength: 40 }), (bytes, cuts) => {
      expect(findingsOf(bytes, cuts)).toEqual(findingsOf(bytes, []));
    }),
    { numRuns: 1_000 },
  );
  for (const file of FILES) {
    expect(findingsOf(file, Array.from(file.keys()))).toEqual(findingsOf(file, []));
  }
});
