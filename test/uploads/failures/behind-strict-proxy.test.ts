import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { BOUNDARY, content, encodeForm, uploadForm } from '../../support/multipart.ts';
import { testAnswersBehind } from '../../support/network/answers-behind-proxy.ts';
import { startStrictProxy } from '../../support/network/start-strict-proxy.ts';
import { startStack } from '../../support/start-stack.ts';

testAnswersBehind('a proxy like http-proxy', startStrictProxy);

const FORM = encodeForm(uploadForm(content('pdf', 50_000)));
const headOf = (...lines: string[]) =>
  [
    'POST /graphql HTTP/1.1',
    'host: gateway',
    `content-length: ${FORM.length}`,
    `content-type: multipart/form-data; boundary=${BOUNDARY}`,
    'expect: 100-continue',
    ...lines,
    '',
    '',
  ].join('\r\n');

test.each([
  ['a missing preflight header', 403, [], {}],
  [
    'a missing token',
    401,
    ['graphql-preflight: 1'],
    {
      AUTH_JWKS_URL: 'https://id.example.com/jwks.json',
      AUTH_ISSUER: 'https://id.example.com/',
      AUTH_AUDIENCE: 'fin-gateway',
    },
  ],
  ['an answer in another form', 406, ['graphql-preflight: 1', 'accept: image/png'], {}],
])(
  'a client that sends Expect: 100-continue gets %s before it sends its body',
  async (_what, status, lines, env) => {
    await using stack = await startStack({ env });
    const { hostname, port } = new URL(stack.url);
    const socket = connect(Number(port), hostname);

    socket.write(headOf(...lines));
    const [said] = await once(socket, 'data');

    expect(String(said)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(String(said)).toMatch(/^connection: close\r$/im);
    socket.destroy();
  },
);

test('a client that sends Expect: 100-continue is told to continue, and its form is accepted', async () => {
  await using stack = await startStack();
  const { hostname, port } = new URL(stack.url);
  const socket = connect(Number(port), hostname);

  socket.write(headOf('graphql-preflight: 1'));
  const [first] = await once(socket, 'data');
  expect(String(first)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  socket.write(FORM);
  const [answer] = await once(socket, 'data');

  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
  expect(stack.control.uploads).toHaveLength(1);
  socket.destroy();
  expect((await stack.attach()).errors).toBeUndefined();
});
