import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import {
  attachFields,
  BOUNDARY,
  content,
  encodeForm,
  encodePart,
  ending,
  filePart,
  openForm,
  sendForm,
  sha256,
} from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const FRONT = content('pdf', 150_000, 'front');
const BACK = content('png', 60_000, 'back');
const BILL = content('jpg', 90_000, 'bill');
const URI = '/AbAcQ4hn_0652746727637.pdf';
const NAME = 'Lovelace-Ada_passport_CANARY.pdf';

const PARTS = {
  'identity.0': filePart('identity.0', FRONT, NAME),
  'identity.2': filePart('identity.2', BACK, NAME),
  'address.0': filePart('address.0', BILL, NAME),
};
const MIXED = {
  identity: [{ upload: null }, { uri: URI }, { upload: null }],
  address: [{ upload: null }, { uri: URI }],
};

test.each([
  [['identity.0', 'identity.2', 'address.0']],
  [['address.0', 'identity.2', 'identity.0']],
  [['identity.2', 'address.0', 'identity.0']],
] as const)(
  'files and URIs end up at their places in the input, with files that arrive as %j',
  async (order) => {
    await using stack = await startStack();

    const answer = await sendForm(stack.url, [...attachFields(MIXED), ...order.map((name) => PARTS[name])]);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      attachIndividualDocuments: { customer: { id: EXAMPLE_INPUT.customerId } },
    });
    const uriOf = (bytes: Buffer) =>
      stack.control.uploads.find((stored) => stored.sha256 === sha256(bytes))?.uri;
    expect(stack.control.attached[0]?.body).toMatchObject({
      proof_of_identity: { files: [{ uri: uriOf(FRONT) }, { uri: URI }, { uri: uriOf(BACK) }] },
      proof_of_address: { files: [{ uri: uriOf(BILL) }, { uri: URI }] },
    });
    const calls = stack.control.requests.map(({ operation }) => operation);
    expect(calls).toEqual(['issueToken', 'uploadDocuments', 'attachIndividualDocuments']);
  },
);

test('Fin.com gets the customer first and then each file under a name without personal data', async () => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, [...attachFields(MIXED), ...Object.values(PARTS)], {
    'x-request-id': 'checkout-1',
  });

  expect(answer.errors).toBeUndefined();
  const upload = stack.control.requests.find(({ operation }) => operation === 'uploadDocuments');
  expect(
    upload?.parts.map(({ fieldName, fileName, mimeType, value }) => [fieldName, fileName, mimeType, value]),
  ).toEqual([
    ['customer_id', undefined, 'text/plain', EXAMPLE_INPUT.customerId],
    ['file0', 'document-0.pdf', 'application/pdf', undefined],
    ['file1', 'document-1.png', 'image/png', undefined],
    ['file2', 'document-2.jpg', 'image/jpeg', undefined],
  ]);
  expect(upload?.headers.requestId).toBe('checkout-1');
  expect(upload?.parts.slice(1).map((part) => part.sha256)).toEqual([FRONT, BACK, BILL].map(sha256));
  expect(`${JSON.stringify(stack.control.requests)}${answer.text}${stack.logged()}`).not.toContain('CANARY');
});

test('a side that was given with an upload reaches Fin.com with its URI and no other member', async () => {
  await using stack = await startStack();
  const identity = [
    { side: 'FRONT', upload: null },
    { side: 'BACK', upload: null },
  ];

  const answer = await sendForm(stack.url, [
    ...attachFields({ identity, address: [{ uri: URI }] }),
    filePart('identity.1', BACK),
    filePart('identity.0', FRONT),
  ]);

  expect(answer.errors).toBeUndefined();
  const [back, front] = stack.control.uploads;
  expect(stack.control.attached[0]?.body).toMatchObject({
    proof_of_identity: {
      files: [
        { side: 'FRONT', uri: front?.uri },
        { side: 'BACK', uri: back?.uri },
      ],
    },
  });
  expect(JSON.stringify(stack.control.attached)).not.toContain('upload"');
});

test('mistakes of the form are reported when the form has ended, and its files are not sent to Fin.com', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '8000' } });
  const fields = attachFields(
    { identity: [{ upload: null }], address: [{}] },
    { number: ' ', expiryDate: '2001-01-01' },
  );
  const form = openForm(stack.url);
  let isAnswered = false;
  void form.answer.then(() => {
    isAnswered = true;
  });
  const file = encodePart(filePart('identity.0', content('pdf', 4_000_000)));

  await form.send(...fields.map((part) => encodePart(part)), file.subarray(0, 2_000_000));
  expect(isAnswered).toBe(false);
  await form.send(file.subarray(2_000_000), ending());
  expect(isAnswered).toBe(false);
  form.end();
  const answer = await form.answer;

  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  expect(answer.errors?.[0]?.extensions.fieldErrors?.map(({ path, code }) => [path.join('.'), code])).toEqual(
    [
      ['input.proofOfIdentity.number', 'REQUIRED'],
      ['input.proofOfIdentity.expiryDate', 'EXPIRED'],
      ['input.proofOfIdentity.expiryDate', 'OUT_OF_RANGE'],
      ['input.proofOfAddress.files.0', 'REQUIRED'],
    ],
  );
  expect(stack.control.requests).toEqual([]);
});

test('a client that sends its whole form before it reads sees the mistakes too', async () => {
  await using stack = await startStack();
  const fields = attachFields({ identity: [{ upload: null }], address: [{ uri: URI }] }, { number: '' });
  const bytes = encodeForm([...fields, filePart('identity.0', content('pdf', 9_000_000))]);
  const form = openForm(stack.url, { 'content-length': String(bytes.length) });

  await form.send(bytes);
  form.end();

  expect((await form.answer).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('the connection of a form that was rejected unread serves the next request', async () => {
  await using stack = await startStack();
  const fields = attachFields({ identity: [{ upload: null }], address: [{ uri: URI }] }, { number: '' });
  const bytes = encodeForm([...fields, filePart('identity.0', content('pdf', 9_000_000))]);
  const socket = writeHead(stack.url, bytes.length);

  socket.write(bytes);
  socket.write('GET /health HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n\r\n');
  const answers = await text(socket);

  expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
  expect(answers).toContain('BAD_USER_INPUT');
});

test('a client that exceeds every form limit after its rejection is cut off', async () => {
  const limits = { UPLOAD_MAX_FILES: '1', UPLOAD_MAX_FILE_BYTES: '100000' };
  await using stack = await startStack({ env: limits });
  const fields = attachFields({ identity: [{ upload: null }], address: [{ uri: URI }] }, { number: '' });
  const start = encodeForm([...fields, filePart('identity.0', content('pdf', 50_000))]).subarray(0, -200);
  const socket = writeHead(stack.url, 1_000_000_000);
  const closed = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
  let answer = '';
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString();
  });

  socket.write(start);
  const pour = () => {
    while (!socket.destroyed && socket.write(PAYLOAD));
  };
  socket.on('drain', pour);
  pour();
  await closed;

  expect(answer).toContain('BAD_USER_INPUT');
  expect(socket.bytesWritten).toBeLessThan(60_000_000);
});

const PAYLOAD = Buffer.alloc(65_536);

/** A connection on which a form was begun that is to have so many bytes. */
function writeHead(url: string, byteLength: number): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const head = [
    'POST /graphql HTTP/1.1',
    'host: gateway',
    'graphql-preflight: 1',
    `content-type: multipart/form-data; boundary=${BOUNDARY}`,
    `content-length: ${byteLength}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  return socket;
}

test('the query that validates a form responds before its files have arrived', async () => {
  await using stack = await startStack();
  const [operations, map] = attachFields(
    { identity: [{ upload: null }], address: [{ uri: URI }] },
    { number: '' },
  );
  const { variables } = JSON.parse(String(operations?.body));
  const query =
    'query ($input: AttachIndividualDocumentsInput!) { validateIndividualDocuments(input: $input) { path } }';

  const answer = await sendForm(stack.url, [
    { head: operations?.head ?? [], body: Buffer.from(JSON.stringify({ query, variables })) },
    ...(map ? [map] : []),
    filePart('identity.0', FRONT),
  ]);

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({
    validateIndividualDocuments: [{ path: ['input', 'proofOfIdentity', 'number'] }],
  });
  expect(stack.control.requests).toEqual([]);
});

test('a file with a URI and an upload is reported', async () => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, [
    ...attachFields({ identity: [{ uri: URI, upload: null }], address: [{ uri: URI }] }),
    filePart('identity.0', FRONT),
  ]);

  expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(answer.errors?.[0]?.extensions.fieldErrors).toEqual([
    expect.objectContaining({
      path: ['input', 'proofOfIdentity', 'files', 0, 'upload'],
      code: 'CONFLICTING',
    }),
  ]);
  expect(stack.control.requests).toEqual([]);
});

test('the error for a bad file of an attach has the path of its upload, and nothing is attached', async () => {
  await using stack = await startStack({ env: { UPLOAD_MAX_FILE_BYTES: '200000' } });
  const fields = attachFields({ identity: [{ uri: URI }], address: [{ uri: URI }, { upload: null }] });
  const badFiles = {
    UPLOAD_TYPE_NOT_ALLOWED: content('heic', 9_000),
    UPLOAD_EMPTY: Buffer.alloc(0),
    UPLOAD_TOO_LARGE: content('pdf', 200_001),
  };

  for (const [code, bytes] of Object.entries(badFiles)) {
    const answer = await sendForm(stack.url, [...fields, filePart('address.1', bytes)]);

    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    const { fieldErrors, uploadedFiles } = answer.errors?.[0]?.extensions ?? {};
    expect(fieldErrors?.map(({ path }) => path.join('.'))).toEqual(['input.proofOfAddress.files.1.upload']);
    expect(uploadedFiles).toBeUndefined();
  }
  expect(stack.control.count('attachIndividualDocuments')).toBe(0);
  expect(stack.control.uploads).toEqual([]);
});
