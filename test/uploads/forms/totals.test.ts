import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { BOUNDARY, content, encodeForm, sendForm, uploadForm } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const MIB = 1_048_576;
const MAX_FILE_BYTES = 2 * MIB;
const LIMITS = { UPLOAD_MAX_FILES: '3', UPLOAD_MAX_FILE_BYTES: String(MAX_FILE_BYTES) };

const files = (count: number, byteLength: number) =>
  Array.from({ length: count }, (_, index) => content('pdf', byteLength, String(index)));

test('the maximum number of files, each of the maximum size, is accepted', async () => {
  await using stack = await startStack({ env: LIMITS });

  const answer = await sendForm(stack.url, uploadForm(...files(3, MAX_FILE_BYTES)));

  expect(answer.errors).toBeUndefined();
  const stored = stack.control.uploads.reduce((sum, { byteLength }) => sum + byteLength, 0);
  expect(stored).toBe(3 * MAX_FILE_BYTES);
});

test.each([
  [
    'one file more, however small',
    [...files(3, MAX_FILE_BYTES), content('pdf', 1_000)],
    'UPLOAD_TOO_MANY_FILES',
  ],
  [
    'one byte more in the last',
    [...files(2, MAX_FILE_BYTES), content('pdf', MAX_FILE_BYTES + 1)],
    'UPLOAD_TOO_LARGE',
  ],
])('%s is rejected, and nothing of the request is stored', async (_what, contents, code) => {
  await using stack = await startStack({ env: LIMITS });

  const answer = await sendForm(stack.url, uploadForm(...contents));

  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  expect(stack.control.uploads).toEqual([]);
  expect((await sendForm(stack.url, uploadForm(content('pdf', 1_000)))).errors).toBeUndefined();
});

/** Writes what surrounds the parts of a form, without end, until the connection is closed. */
async function pourUntilClosed(socket: Socket): Promise<void> {
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const chunk = Buffer.alloc(65_536, 'x');
  const pour = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', pour);
  pour();
  await closed;
}

test.each([
  ['before its first part', Buffer.alloc(0)],
  ['behind its last part', encodeForm(uploadForm(content('pdf', 5_000)))],
])(
  'a form that never ends %s is rejected beyond the size of any form and then cut off',
  async (_where, start) => {
    await using stack = await startStack({ env: LIMITS });
    const { hostname, port } = new URL(stack.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    let said = '';
    socket
      .on('error', () => undefined)
      .on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    const head = [
      'POST /graphql HTTP/1.1',
      'host: gateway',
      'graphql-preflight: 1',
      `content-type: multipart/form-data; boundary=${BOUNDARY}`,
      'content-length: 1000000000',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    socket.write(start);

    await pourUntilClosed(socket);

    expect(said).toContain('"code":"BAD_REQUEST"');
    expect(said).toContain('The form is larger than 10485760 bytes');
    // The buffers of both ends hold some of these bytes.
    expect(socket.bytesWritten).toBeLessThan(60_000_000);
    expect(stack.control.uploads).toEqual([]);
    expect((await stack.attach()).errors).toBeUndefined();
  },
);
