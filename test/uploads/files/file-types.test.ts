import { expect, test } from 'vitest';
import { content, filePart, sendForm, sha256, uploadFields } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const ALLOWED = ['PDF', 'JPEG', 'PNG'];

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
/** An ID3 tag without frames, whose length is in its last byte. */
const id3 = (length: number) =>
  Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0', 'latin1'), Buffer.of(length), Buffer.alloc(length)]);
const behind = (start: Buffer | string, kind: Parameters<typeof content>[0]) =>
  Buffer.concat([Buffer.from(start), content(kind, 5_000)]);
/** The header of a PDF soon after the beginning of another file. */
const withPdfInside = (kind: Parameters<typeof content>[0]) =>
  Buffer.concat([content(kind, 5_000).subarray(0, 500), content('pdf', 5_000)]);

const REFUSED: [what: string, bytes: Buffer, fileName: string, type: string, detected: string][] = [
  ['a HEIC photograph', content('heic', 80_000), 'IMG_0001.HEIC', 'image/heic', 'HEIC'],
  ['a HEIC photograph called .jpg', content('heic', 80_000), 'IMG_0001.jpg', 'image/jpeg', 'HEIC'],
  ['a program called .pdf', content('exe', 80_000), 'passport.pdf', 'application/pdf', 'EXE'],
  ['a web page called .png', content('html', 5_000), 'passport.png', 'image/png', 'HTML'],
  ['a text', content('txt', 5_000), 'passport.txt', 'text/plain', 'UNKNOWN'],
  ['a single byte', Buffer.from('%'), 'passport.pdf', 'application/pdf', 'UNKNOWN'],
  [
    'a PDF that begins late',
    Buffer.concat([Buffer.alloc(2_000), content('pdf', 5_000)]),
    'a.pdf',
    'application/pdf',
    'UNKNOWN',
  ],
  [
    'a PDF whose header ends one byte too late',
    behind(Buffer.alloc(1_020, ' '), 'pdf'),
    'a.pdf',
    'application/pdf',
    'UNKNOWN',
  ],
  ['a PNG behind a byte order mark', behind(BOM, 'png'), 'a.png', 'image/png', 'UNKNOWN'],
  ['a JPEG behind a byte order mark', behind(BOM, 'jpg'), 'a.jpg', 'image/jpeg', 'UNKNOWN'],
  ['a JPEG behind a newline', behind('\n', 'jpg'), 'a.jpg', 'image/jpeg', 'UNKNOWN'],
  ['a JPEG behind an ID3 tag', behind(id3(20), 'jpg'), 'a.jpg', 'image/jpeg', 'MP3'],
  ['a PNG behind a long ID3 tag', behind(id3(100), 'png'), 'a.png', 'image/png', 'MP3'],
  ['a PDF behind an ID3 tag', behind(id3(40), 'pdf'), 'a.pdf', 'application/pdf', 'MP3'],
  ['a web page with a PDF in it', withPdfInside('html'), 'a.pdf', 'application/pdf', 'HTML'],
  ['a program with a PDF in it', withPdfInside('exe'), 'a.pdf', 'application/pdf', 'EXE'],
  ['a HEIC photograph with a PDF in it', withPdfInside('heic'), 'a.pdf', 'application/pdf', 'HEIC'],
  ['an archive with a PDF in it', behind('PK\x03\x04\x0a\0\0\0', 'pdf'), 'a.pdf', 'application/pdf', 'ZIP'],
  ['a script with a PDF in it', behind('#!/bin/sh\n', 'pdf'), 'a.pdf', 'application/pdf', 'SCRIPT'],
  ['a drawing with a PDF in it', behind('<svg xmlns="x">\n', 'pdf'), 'a.pdf', 'application/pdf', 'SVG'],
];

test.each(REFUSED)(
  '%s is rejected without a call to Fin.com',
  async (_what, bytes, fileName, type, detected) => {
    await using stack = await startStack();
    const good = content('pdf', 5_000);

    const alone = await sendForm(stack.url, [...uploadFields(1), filePart('0', bytes, fileName, type)]);
    const beforeAnother = await sendForm(stack.url, [
      ...uploadFields(2),
      filePart('0', bytes, fileName, type),
      filePart('1', good),
    ]);
    expect(stack.control.requests).toEqual([]);
    const behindAnother = await sendForm(stack.url, [
      ...uploadFields(2),
      filePart('0', good),
      filePart('1', bytes, fileName, type),
    ]);

    for (const [answer, index] of [
      [alone, 0],
      [beforeAnother, 0],
      [behindAnother, 1],
    ] as const) {
      expect(answer.status).toBe(200);
      expect(answer.data).toEqual({ uploadDocuments: null });
      expect(answer.errors).toHaveLength(1);
      const { code, retryable, fieldErrors } = answer.errors?.[0]?.extensions ?? {};
      expect({ code, retryable }).toEqual({ code: 'UPLOAD_TYPE_NOT_ALLOWED', retryable: false });
      expect(fieldErrors).toEqual([
        {
          path: ['input', 'files', index],
          code: 'FILE_TYPE_NOT_ALLOWED',
          params: { allowed: ALLOWED, detected },
          message: expect.stringContaining(detected === 'UNKNOWN' ? 'not recognized' : detected),
        },
      ]);
    }
    expect(stack.control.uploads).toEqual([]);
  },
);

const ACCEPTED: [what: string, bytes: Buffer, fileName: string, type: string, stored: [string, RegExp]][] = [
  [
    'a PDF called .jpg',
    content('pdf', 5_000),
    'scan.jpg',
    'image/jpeg',
    ['application/pdf', /^document-0\.pdf$/],
  ],
  ['a JPEG called .heic', content('jpg', 5_000), 'a.heic', 'image/heic', ['image/jpeg', /^document-0\.jpg$/]],
  [
    'a PNG without a type',
    content('png', 5_000),
    'a',
    'application/octet-stream',
    ['image/png', /^document-0\.png$/],
  ],
  [
    'a PDF behind two line ends',
    behind('\r\n\r\n', 'pdf'),
    'a.pdf',
    'application/pdf',
    ['application/pdf', /^document-0\.pdf$/],
  ],
  [
    'a PDF behind a byte order mark',
    behind(BOM, 'pdf'),
    'a.pdf',
    'application/pdf',
    ['application/pdf', /^document-0\.pdf$/],
  ],
  [
    "a PDF behind a printer's preamble",
    behind('\x1b%-12345X@PJL\r\n', 'pdf'),
    'a.pdf',
    'application/pdf',
    ['application/pdf', /^document-0\.pdf$/],
  ],
  [
    'a PDF whose header is the last that counts',
    behind(Buffer.alloc(1_019, ' '), 'pdf'),
    'a.pdf',
    'application/pdf',
    ['application/pdf', /^document-0\.pdf$/],
  ],
  [
    'a JPEG with a PDF in it',
    withPdfInside('jpg'),
    'a.pdf',
    'application/pdf',
    ['image/jpeg', /^document-0\.jpg$/],
  ],
  [
    'a PDF of thirty bytes',
    content('pdf', 30),
    'a.exe',
    'text/html',
    ['application/pdf', /^document-0\.pdf$/],
  ],
];

test.each(ACCEPTED)(
  '%s is forwarded with its real type',
  async (_what, bytes, fileName, type, [mimetype, name]) => {
    await using stack = await startStack();

    const answer = await sendForm(stack.url, [...uploadFields(1), filePart('0', bytes, fileName, type)]);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({ uploadDocuments: { files: [{ mimetype }] } });
    expect(stack.control.uploads).toEqual([
      expect.objectContaining({
        mimeType: mimetype,
        fileName: expect.stringMatching(name),
        sha256: sha256(bytes),
      }),
    ]);
  },
);
