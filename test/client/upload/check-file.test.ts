import { createFetchClient } from '@fin-gateway/client/client';
import { parseErrors } from '@fin-gateway/client/errors';
import { UploadLimitsDocument } from '@fin-gateway/client/operations';
import { checkFile } from '@fin-gateway/client/upload';
import { createWriter } from '@fin-gateway/client/write';
import { expect, test } from 'vitest';
import {
  filledForm,
  type PickedFile,
  pickFiles,
  pickHeic,
  pickSelfie,
  toFile,
} from '../../support/browser/picked-files.ts';
import { startStack } from '../../support/start-stack.ts';

const LIMITS = { maxFileBytes: 1_000_000, mimetypes: ['application/pdf', 'image/jpeg', 'image/png'] };

function fileOf(...content: readonly (string | Uint8Array<ArrayBuffer>)[]): File {
  return new File([...content], 'passport.jpg', { type: 'image/jpeg' });
}

/** Latin-1, so that each character is one byte. */
function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

test.each(Object.entries(pickFiles()))('the %s can be sent', async (_, picked) => {
  expect(await checkFile(toFile(picked), LIMITS)).toBeUndefined();
});

test.each([
  ['HEIC', bytes('\0\0\0\x24ftypheic\0\0\0\0mif1heic')],
  ['HEIC', bytes('\0\0\0\x24ftypmif1\0\0\0\0mif1heic')],
  ['AVIF', bytes('\0\0\0\x1cftypavif\0\0\0\0avifmif1')],
  ['MP4', bytes('\0\0\0\x18ftypmp42\0\0\0\0mp42isom')],
  ['WEBP', bytes('RIFF\x24\0\0\0WEBPVP8 ')],
  ['GIF', bytes('GIF89a\x01\0\x01\0')],
  ['TIF', bytes('II*\0\x08\0\0\0')],
  ['ZIP', bytes('PK\x03\x04\x14\0\0\0')],
  ['HTML', bytes('<!DOCTYPE html><title>%PDF-1.7</title>')],
  ['UNKNOWN', bytes('Dear Sir or Madam')],
])('a file of the type %s cannot be sent, whatever its name is', async (detected, content) => {
  expect(await checkFile(fileOf(content), LIMITS)).toMatchObject({
    code: 'FILE_TYPE_NOT_ALLOWED',
    params: { allowed: ['PDF', 'JPEG', 'PNG'], detected },
  });
});

test('a PDF may begin with other bytes, as the gateway allows', async () => {
  expect(await checkFile(fileOf('\n'.repeat(1_000), '%PDF-1.4'), LIMITS)).toBeUndefined();
  expect(await checkFile(fileOf('\n'.repeat(1_024), '%PDF-1.4'), LIMITS)).toMatchObject({
    params: { detected: 'UNKNOWN' },
  });
});

test('a selfie cannot be a PDF', async () => {
  const path = ['input', 'selfie', 'upload'];

  expect(await checkFile(toFile(pickFiles().bill), LIMITS, { imagesOnly: true, path })).toMatchObject({
    path,
    code: 'FILE_TYPE_NOT_ALLOWED',
    params: { allowed: ['JPEG', 'PNG'], detected: 'PDF' },
  });
});

test('a file that is empty or too large cannot be sent', async () => {
  expect(await checkFile(fileOf(), LIMITS)).toMatchObject({ code: 'FILE_EMPTY', params: {} });
  expect(await checkFile(toFile(pickSelfie(1_000_000)), LIMITS)).toMatchObject({
    code: 'FILE_TOO_LARGE',
    params: { max: 1_000_000, unit: 'BYTES' },
  });
});

test.each<[string, PickedFile]>([
  ['a HEIC photo', pickHeic()],
  ['an empty file', { name: 'empty.pdf', type: 'application/pdf', bytes: Buffer.alloc(0) }],
  ['a file that is too large', pickSelfie(200_000)],
])('%s gets the same error from the package and from the gateway', async (_, bill) => {
  await using stack = await startStack({ env: { UPLOAD_MAX_FILE_BYTES: '150000' } });
  const client = createFetchClient({ url: stack.url });
  const { uploadLimits } = await client.execute(UploadLimitsDocument, {});
  if (!uploadLimits) throw new Error('There are no limits.');
  const path = ['input', 'proofOfAddress', 'files', 0, 'upload'];

  const early = await checkFile(toFile(bill), uploadLimits, { path });
  const sent = await createWriter({ client }).attachDocuments(filledForm({ ...pickFiles(), bill }));

  const [{ fieldErrors } = { fieldErrors: [] }] = sent.state === 'REJECTED' ? sent.errors : parseErrors([]);
  expect(fieldErrors).toMatchObject([{ path, code: early?.code, params: early?.params }]);
});
