import { expect, test } from 'vitest';
import { content, sendForm, uploadForm } from '../support/multipart.ts';
import { startStack } from '../support/start-stack.ts';

const QUERY = '{ uploadLimits { maxFileBytes maxFiles mimetypes } }';

test('uploadLimits returns the configured limits and causes no call to Fin.com', async () => {
  const env = { UPLOAD_MAX_FILE_BYTES: '1048576', UPLOAD_MAX_FILES: '3' };
  await using stack = await startStack({ env });

  const { data, errors } = await stack.request(QUERY);

  expect(errors).toBeUndefined();
  expect(data).toEqual({
    uploadLimits: {
      maxFileBytes: 1_048_576,
      maxFiles: 3,
      mimetypes: ['application/pdf', 'image/jpeg', 'image/png'],
    },
  });
  expect(stack.control.requests).toEqual([]);
});

test('uploadLimits fits the largest file size that can be configured', async () => {
  await using stack = await startStack({ env: { UPLOAD_MAX_FILE_BYTES: '1073741824' } });

  expect((await stack.request(QUERY)).data).toMatchObject({ uploadLimits: { maxFileBytes: 1_073_741_824 } });
});

test('a file of each media type in uploadLimits is accepted', async () => {
  await using stack = await startStack();

  const limits = await stack.request(QUERY);
  const files = [content('pdf', 1_000), content('jpg', 1_000), content('png', 1_000)];
  const uploaded = await sendForm(stack.url, uploadForm(...files));

  expect(uploaded.data).toHaveProperty('uploadDocuments.files.length', 3);
  for (const [index, mimetype] of ['application/pdf', 'image/jpeg', 'image/png'].entries()) {
    expect(uploaded.data).toHaveProperty(`uploadDocuments.files.${index}.mimetype`, mimetype);
    expect(limits.data).toHaveProperty(`uploadLimits.mimetypes.${index}`, mimetype);
  }
});

test('a caller without any scope can read uploadLimits, and nobody without a token', async () => {
  await using stack = await startStack({ issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { scope: '' } });

  const allowed = await stack.request(QUERY, {}, { authorization });
  const rejected = await stack.request(QUERY);

  expect(allowed.errors).toBeUndefined();
  expect(allowed.data).toHaveProperty('uploadLimits.maxFiles', 10);
  expect(rejected.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(stack.control.requests).toEqual([]);
});
