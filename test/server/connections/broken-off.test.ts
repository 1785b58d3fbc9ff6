import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { ATTACH } from '../../support/graphql-request.ts';
import { BOUNDARY, content, encodeForm, uploadForm } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const CUTS = 16;
const BODIES: [what: string, contentType: string, body: Buffer][] = [
  [
    'an attach',
    'application/json',
    Buffer.from(JSON.stringify({ query: ATTACH, variables: { input: EXAMPLE_INPUT } })),
  ],
  [
    'a form of two files',
    `multipart/form-data; boundary=${BOUNDARY}`,
    encodeForm(uploadForm(content('pdf', 150_000), content('png', 80_000))),
  ],
];
const ENDS: [how: string, end: (socket: Socket) => void][] = [
  ['is closed', (socket) => void socket.destroy()],
  ['is reset', (socket) => void socket.resetAndDestroy()],
];
const CASES = BODIES.flatMap(([what, ...body]) =>
  ENDS.map(([how, end]) => [what, how, ...body, end] as const),
);

test.each(CASES)(
  '%s whose connection %s at any point frees its slot',
  async (_what, _how, contentType, body, end) => {
    await using stack = await startStack({ env: { MAX_REQUESTS_IN_FLIGHT: '1' } });
    const { hostname, port } = new URL(stack.url);
    const head = `POST /graphql HTTP/1.1\r\nhost: gateway\r\ngraphql-preflight: 1\r\ncontent-type: ${contentType}\r\ncontent-length: ${body.length}\r\n\r\n`;
    const bytes = Buffer.concat([Buffer.from(head), body]);
    const isFree = async () => (await stack.request('{ __typename }')).status === 200;

    for (let part = 1; part <= CUTS; part += 1) {
      const socket = connect(Number(port), hostname).on('error', () => undefined);
      const closed = once(socket, 'close');
      socket.write(bytes.subarray(0, (bytes.length * part) / CUTS), () => end(socket));
      await closed;
      await expect.poll(isFree, { message: `cut after ${part} of ${CUTS} parts` }).toBe(true);
    }
  },
);
