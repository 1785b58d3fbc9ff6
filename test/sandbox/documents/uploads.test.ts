import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { expect, it } from 'vitest';
import { startSandbox } from '../../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { formOf, issue, JPEG, PDF, PNG, post, upload } from '../sandbox-client.ts';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

it('several files go up in one form, and each field name comes back with its URI', async () => {
  await using sandbox = await startSandbox();
  const form = formOf(
    ['customer_id', CUSTOMER_ID],
    ['poi', PDF, 'Germany-passport.pdf'],
    ['poa', PNG, 'bill.png'],
  );
  const { status, headers, json } = await upload(sandbox, form);
  expect(headers.get('connection')).toBe('keep-alive');
  expect([status, json]).toEqual([
    200,
    {
      data: {
        files: [
          { poi: expect.stringMatching(/^\/[\w-]{8,9}_Germany-passport\.pdf$/) },
          { poa: expect.stringMatching(/^\/[\w-]{8,9}_bill\.png$/) },
        ],
      },
    },
  ]);
});

it('the other documented shape has all files in one object', async () => {
  await using sandbox = await startSandbox({ uploadResponseShape: 'one-object' });
  const { json } = await upload(sandbox, formOf(['customer_id', CUSTOMER_ID], ['a', PDF], ['b', JPEG]));
  expect(json).toEqual({ data: { files: [{ a: expect.any(String), b: expect.any(String) }] } });
});

it('what was stored is known by length and digest, however large', async () => {
  await using sandbox = await startSandbox();
  const large = Buffer.concat([PDF, randomBytes(5_000_000)]);
  await upload(sandbox, formOf(['customer_id', CUSTOMER_ID], ['large', large], ['small', JPEG]));
  expect(sandbox.control.uploads).toMatchObject([
    { fieldName: 'large', fileName: 'large.pdf', byteLength: large.length, sha256: sha256(large) },
    { fieldName: 'small', byteLength: JPEG.length, sha256: sha256(JPEG), customerId: CUSTOMER_ID },
  ]);
  expect(sandbox.control.requests.at(-1)).toMatchObject({
    operation: 'uploadDocuments',
    status: 200,
    parts: [
      { fieldName: 'customer_id', value: CUSTOMER_ID, fileName: undefined },
      { fieldName: 'large', mimeType: 'application/octet-stream', sha256: sha256(large) },
      { fieldName: 'small', sha256: sha256(JPEG) },
    ],
  });
});

it.each<[string, FormData, unknown]>([
  [
    'a HEIC picture',
    formOf(['customer_id', CUSTOMER_ID], ['f', Buffer.from('\0\0\0\x18ftypheic')]),
    { f: 'must be a PDF, JPEG or PNG file' },
  ],
  ['an empty file', formOf(['customer_id', CUSTOMER_ID], ['f', Buffer.alloc(0)]), { f: 'must not be empty' }],
  ['no customer', formOf(['f', PDF]), { customer_id: 'is required' }],
  [
    'a customer after the file',
    formOf(['f', PDF], ['customer_id', CUSTOMER_ID]),
    { customer_id: 'must be the first part' },
  ],
  [
    'an unknown customer',
    formOf(['customer_id', 'nobody'], ['f', PDF]),
    { customer_id: 'must be the id of an existing customer' },
  ],
  ['a file as customer', formOf(['customer_id', PDF], ['f', PDF]), { customer_id: 'must be a text field' }],
  [
    'two files of one name',
    formOf(['customer_id', CUSTOMER_ID], ['f', PDF], ['f', PDF]),
    { f: 'must not be repeated' },
  ],
])('%s is refused, and nothing is stored', async (_, form, error) => {
  await using sandbox = await startSandbox();
  const { status, json } = await upload(sandbox, form);
  expect([status, json]).toEqual([422, { message: 'Validation failed', errors: [error] }]);
  expect(sandbox.control.uploads).toEqual([]);
});

it('one bad file among good ones stores nothing', async () => {
  await using sandbox = await startSandbox();
  const form = formOf(['customer_id', CUSTOMER_ID], ['good', PDF], ['bad', Buffer.from('text')]);
  expect((await upload(sandbox, form)).status).toBe(422);
  expect(sandbox.control.uploads).toEqual([]);
});

it('a form without a file is refused', async () => {
  await using sandbox = await startSandbox();
  const { status, json } = await upload(sandbox, formOf(['customer_id', CUSTOMER_ID]));
  expect([status, json]).toEqual([422, { message: 'Validation failed: the form must contain a file' }]);
});

it('a file at the limit is taken, one byte more is refused', async () => {
  await using sandbox = await startSandbox({ maxFileBytes: 1_000 });
  const sized = (bytes: number) => formOf(['customer_id', CUSTOMER_ID], ['f', Buffer.concat([PDF], bytes)]);
  expect((await upload(sandbox, sized(1_000))).status).toBe(200);
  const { status, json } = await upload(sandbox, sized(1_001));
  expect([status, json]).toMatchObject([422, { errors: [{ f: 'must be at most 1000 bytes' }] }]);
  expect(sandbox.control.uploads).toHaveLength(1);
});

it('a file far past the limit is refused while it is still being sent', async () => {
  await using sandbox = await startSandbox({ maxFileBytes: 1_000 });
  const { access_token: token } = await issue(sandbox);
  const { outgoing, boundary } = openUpload(sandbox.url, token);
  outgoing.write(`${filePart(boundary)}${'x'.repeat(100_000)}`);
  const [response] = await once(outgoing, 'response');
  expect([response.statusCode, response.headers.connection]).toEqual([422, 'close']);
  outgoing.destroy();
});

it('an upload without a good token is a 401 and stores nothing', async () => {
  await using sandbox = await startSandbox();
  const body = formOf(['customer_id', CUSTOMER_ID], ['f', PDF]);
  expect((await post(sandbox, '/v1/customers/upload', { body, token: 'x' })).status).toBe(401);
  expect(sandbox.control.uploads).toEqual([]);
});

it('a form that breaks off in the middle stores nothing and is counted as aborted', async () => {
  await using sandbox = await startSandbox();
  const { access_token: token } = await issue(sandbox);
  const { outgoing, boundary } = openUpload(sandbox.url, token);
  outgoing.write(`${filePart(boundary)}%PDF-1.7 half of`);
  await sandbox.control.waitForRequest('uploadDocuments');
  outgoing.destroy();
  const { status } = await sandbox.control.waitForRequest('uploadDocuments', { until: 'settled' });
  expect(status).toBe('aborted');
  expect(sandbox.control.abortedUploads).toBe(1);
  expect(sandbox.control.uploads).toEqual([]);
});

it.each([
  ['no form at all', 'application/json', '{}'],
  ['a form without a boundary', 'multipart/form-data', 'x'],
  ['an urlencoded form', 'application/x-www-form-urlencoded', `customer_id=${CUSTOMER_ID}`],
  ['a form without its end', 'multipart/form-data; boundary=b', filePart('b')],
  [
    'a form with a broken head',
    'multipart/form-data; boundary=b',
    '--b\r\nno colon here\r\n\r\nx\r\n--b--\r\n',
  ],
  ['a form of other parts', 'multipart/form-data; boundary=c', `${filePart('b')}\r\n--b--\r\n`],
  ['an empty form', 'multipart/form-data; boundary=b', '--b--\r\n'],
])('%s is a 422, and the sandbox goes on', async (_, contentType, body) => {
  await using sandbox = await startSandbox();
  const { access_token: token } = await issue(sandbox);
  const headers = { 'content-type': contentType };
  const { status } = await post(sandbox, '/v1/customers/upload', { body, token, headers });
  expect(status).toBe(422);
  expect(sandbox.control.uploads).toEqual([]);
  expect((await upload(sandbox, formOf(['customer_id', CUSTOMER_ID], ['f', PDF]))).status).toBe(200);
});

it('a name that does not belong into a URI is tamed', async () => {
  await using sandbox = await startSandbox();
  await upload(sandbox, formOf(['customer_id', CUSTOMER_ID], ['f', PDF, 'mein Päß?.pdf']));
  const [stored] = sandbox.control.uploads;
  expect(stored?.fileName).toBe('mein Päß?.pdf');
  expect(stored?.uri).toMatch(/^\/[\w-]{8,9}_mein-P---\.pdf$/);
});

function openUpload(url: string, token: string) {
  const boundary = 'torn';
  const outgoing = request(`${url}/v1/customers/upload`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
  });
  outgoing.on('error', () => undefined);
  return { outgoing, boundary };
}

function filePart(boundary: string): string {
  return [
    `--${boundary}\r\ncontent-disposition: form-data; name="customer_id"\r\n\r\n${CUSTOMER_ID}`,
    `--${boundary}\r\ncontent-disposition: form-data; name="f"; filename="f.pdf"\r\n\r\n`,
  ].join('\r\n');
}
