import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { processRequest, type Upload } from 'graphql-upload-minimal';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { parseAnswer } from '../../support/graphql-request.ts';
import { content, encodeForm, sendForm, sha256, UPLOAD, uploadForm } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const MIB = 1_048_576;

test.each([
  ['pdf', 'application/pdf', 1],
  ['pdf', 'application/pdf', 100_000],
  ['jpg', 'image/jpeg', 100_000],
  ['png', 'image/png', 100_000],
  ['pdf', 'application/pdf', 5 * MIB],
] as const)(
  'a %s (%s) of %i bytes arrives byte for byte, and its receipt confirms it',
  async (kind, mimetype, length) => {
    await using stack = await startStack();
    const sent = content(kind, Math.max(length, 20));

    const answer = await sendForm(stack.url, uploadForm(sent));

    expect(answer.errors).toBeUndefined();
    expect(answer.status).toBe(200);
    const [stored] = stack.control.uploads;
    expect(stored).toMatchObject({ byteLength: sent.length, sha256: sha256(sent), mimeType: mimetype });
    const receipt = { uri: stored?.uri, mimetype, byteLength: sent.length, sha256: sha256(sent) };
    expect(answer.data).toEqual({ uploadDocuments: { files: [receipt] } });
  },
);

test('a form that fetch builds arrives byte for byte, in the order of the input', async () => {
  await using stack = await startStack();
  const sent = [content('pdf', 300_000), content('png', 70_000), content('jpg', 1_000)];
  const form = new FormData();
  const variables = { input: { customerId: EXAMPLE_INPUT.customerId, files: [null, null, null] } };
  form.set('operations', JSON.stringify({ query: UPLOAD, variables }));
  const map = {
    0: ['variables.input.files.2'],
    1: ['variables.input.files.0'],
    2: ['variables.input.files.1'],
  };
  form.set('map', JSON.stringify(map));
  for (const [index, bytes] of sent.entries())
    form.set(`${index}`, new Blob([new Uint8Array(bytes)]), 'scan');

  const response = await fetch(stack.url, {
    method: 'POST',
    headers: { 'apollo-require-preflight': 'true' },
    body: form,
  });

  const { data, errors } = parseAnswer(response.status, response.headers, await response.text());
  expect(errors).toBeUndefined();
  expect(stack.control.uploads.map((file) => file.sha256)).toEqual(sent.map(sha256));
  const uris = stack.control.uploads.map(({ uri }) => uri);
  const files = [1, 2, 0].map((index) =>
    expect.objectContaining({ uri: uris[index], sha256: sha256(sent[index] ?? Buffer.alloc(0)) }),
  );
  expect(data).toEqual({ uploadDocuments: { files } });
  expect(stack.control.count('uploadDocuments')).toBe(1);
});

// 65,536 is what a socket delivers at once: below it a file has arrived whole before anybody reads it.
test.each([1_000, 4_099, 4_100, 4_101, 60_000, 65_536, 200_000, 5 * MIB])(
  'with a limit of %i bytes, a file of this size is stored, and one more byte aborts the call to Fin.com',
  async (limit) => {
    await using stack = await startStack({ env: { UPLOAD_MAX_FILE_BYTES: String(limit) } });
    const whole = content('pdf', limit);

    const kept = await sendForm(stack.url, uploadForm(whole));
    const refused = await sendForm(stack.url, uploadForm(content('pdf', limit + 1)));
    const farOver = await sendForm(stack.url, uploadForm(content('pdf', 2 * limit + 100_000)));

    expect(kept.errors).toBeUndefined();
    expect(kept.data).toMatchObject({
      uploadDocuments: { files: [{ byteLength: limit, sha256: sha256(whole) }] },
    });
    for (const { status, data, errors } of [refused, farOver]) {
      expect(status).toBe(200);
      expect(data).toEqual({ uploadDocuments: null });
      expect(errors).toHaveLength(1);
      expect(errors?.[0]).toMatchObject({
        path: ['uploadDocuments'],
        extensions: { code: 'UPLOAD_TOO_LARGE', retryable: false },
      });
      expect(errors?.[0]?.extensions.fieldErrors).toEqual([
        {
          path: ['input', 'files', 0],
          code: 'FILE_TOO_LARGE',
          params: { max: limit, unit: 'BYTES' },
          message: expect.any(String),
        },
      ]);
    }
    expect(stack.control.uploads.map(({ byteLength }) => byteLength)).toEqual([limit]);
    await expect.poll(() => settled(stack.control.requests)).toBe(true);
    const ends = stack.control.requests.filter(({ operation }) => operation === 'uploadDocuments');
    expect(ends.slice(1).every(({ status }) => status === 'aborted')).toBe(true);
  },
);

test('a file over the limit after a good one: nothing is stored, and the error has its path', async () => {
  await using stack = await startStack({ env: { UPLOAD_MAX_FILE_BYTES: '300000' } });

  const { errors } = await sendForm(stack.url, uploadForm(content('pdf', 300_000), content('png', 300_001)));

  expect(errors?.[0]?.extensions.code).toBe('UPLOAD_TOO_LARGE');
  expect(errors?.[0]?.extensions.fieldErrors?.[0]?.path).toEqual(['input', 'files', 1]);
  await expect.poll(() => stack.control.abortedUploads).toBe(1);
  expect(stack.control.uploads).toEqual([]);
});

test('an empty file is rejected in every position', async () => {
  await using stack = await startStack();
  const empty = Buffer.alloc(0);

  const first = await sendForm(stack.url, uploadForm(empty, content('pdf', 1_000)));
  expect(stack.control.count('uploadDocuments')).toBe(0);
  const second = await sendForm(stack.url, uploadForm(content('pdf', 1_000), empty));

  for (const [index, { data, errors }] of [first, second].entries()) {
    expect(data).toEqual({ uploadDocuments: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UPLOAD_EMPTY']);
    expect(errors?.[0]?.extensions.fieldErrors?.map(({ path }) => path)).toEqual([['input', 'files', index]]);
  }
  expect(stack.control.uploads).toEqual([]);
});

test('graphql-upload-minimal itself ends a truncated file as if it were complete, which the gateway must prevent', async () => {
  const limit = 100_000;
  const received = Promise.withResolvers<{ bytes: Buffer; truncated: unknown }>();
  const server = createServer((req, res) => {
    void (async () => {
      const operations = await processRequest(req, res, { maxFileSize: limit });
      const [upload] = (operations as unknown as { variables: { input: { files: Upload[] } } }).variables
        .input.files;
      const stream = (await upload?.promise)?.createReadStream();
      if (!stream) throw new Error('no file');
      const bytes = await buffer(stream);
      received.resolve({ bytes, truncated: Reflect.get(stream, 'truncated') });
      res.end();
    })().catch(received.reject);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=----test7MA4YWxkTrZu0gW' },
    body: new Uint8Array(encodeForm(uploadForm(content('pdf', 5 * limit)))),
  });

  const { bytes, truncated } = await received.promise;
  expect(bytes.length).toBe(limit);
  expect(truncated).toBe(true);
  await new Promise((resolve) => server.close(resolve));
});

function settled(requests: readonly { readonly millis: number | undefined }[]): boolean {
  return requests.every(({ millis }) => millis !== undefined);
}
