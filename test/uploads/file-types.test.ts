import { expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/create-sandbox.ts';
import { content, filePart, sendForm, sha256, uploadFields } from '../support/multipart.ts';
import { startTestGateway } from '../support/start-gateway.ts';

const ALLOWED = ['PDF', 'JPEG', 'PNG'];

const REFUSED: [what: string, bytes: Buffer, fileName: string, type: string, detected: string][] = [
  ['a HEIC photograph', content('heic', 80_000), 'IMG_0001.HEIC', 'image/heic', 'HEIC'],
  ['a HEIC photograph called .jpg', content('heic', 80_000), 'IMG_0001.jpg', 'image/jpeg', 'HEIC'],
  ['a program called .pdf', content('exe', 80_000), 'passport.pdf', 'application/pdf', 'EXE'],
  ['a web page called .png', content('html', 5_000), 'passport.png', 'image/png', 'UNKNOWN'],
  ['a text', content('txt', 5_000), 'passport.txt', 'text/plain', 'UNKNOWN'],
  ['a single byte', Buffer.from('%'), 'passport.pdf', 'application/pdf', 'UNKNOWN'],
  [
    'a PDF that begins late',
    Buffer.concat([Buffer.alloc(2_000), content('pdf', 5_000)]),
    'a.pdf',
    'application/pdf',
    'UNKNOWN',
  ],
];

test.each(REFUSED)(
  '%s is refused without troubling Fin.com',
  async (_what, bytes, fileName, type, detected) => {
    await using sandbox = await startSandbox();
    await using gateway = await startTestGateway(sandbox);
    const good = content('pdf', 5_000);

    const alone = await sendForm(gateway.url, [...uploadFields(1), filePart('0', bytes, fileName, type)]);
    const beforeAnother = await sendForm(gateway.url, [
      ...uploadFields(2),
      filePart('0', bytes, fileName, type),
      filePart('1', good),
    ]);
    expect(sandbox.control.requests).toEqual([]);
    const behindAnother = await sendForm(gateway.url, [
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
          message: expect.stringContaining(detected),
        },
      ]);
    }
    expect(sandbox.control.uploads).toEqual([]);
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
    'a PDF of thirty bytes',
    content('pdf', 30),
    'a.exe',
    'text/html',
    ['application/pdf', /^document-0\.pdf$/],
  ],
];

test.each(ACCEPTED)('%s goes on as what it is', async (_what, bytes, fileName, type, [mimetype, name]) => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox);

  const answer = await sendForm(gateway.url, [...uploadFields(1), filePart('0', bytes, fileName, type)]);

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({ uploadDocuments: { files: [{ mimetype }] } });
  expect(sandbox.control.uploads).toEqual([
    expect.objectContaining({
      mimeType: mimetype,
      fileName: expect.stringMatching(name),
      sha256: sha256(bytes),
    }),
  ]);
});
