import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { limitConnections, readDescriptorLimit } from '../../../src/server/connections/descriptor-limit.ts';
import { startTestGateway } from '../../support/start-gateway.ts';
import { startStack } from '../../support/start-stack.ts';

const APP = 'https://app.example.com';
const ADMIN = 'https://admin.example.com';

/** Sends the parts apart, and reads until the gateway closes. */
async function say(origin: string, ...parts: string[]): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname).setNoDelay();
  await once(socket, 'connect');
  const said = text(socket);
  for (const part of parts) {
    socket.write(part);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return said;
}

const head = (origin: string) => `POST /graphql HTTP/1.1\r\nhost: x\r\norigin: ${origin}\r\n`;
const cookies = (bytes: number) => `cookie: ${'session=canary; '.repeat(bytes / 16)}\r\n\r\n`;

test.each([
  ['the only origin', APP, APP, APP],
  ['one origin of several', `${ADMIN},${APP}`, APP, APP],
  ['an origin that is not allowed', APP, 'https://evil.example', null],
  ['any origin where none is allowed', '', APP, null],
])(
  'a page of %s with too large cookies learns the reason if it is allowed',
  async (_what, allowed, origin, expected) => {
    await using stack = await startStack({ env: { CORS_ORIGINS: allowed } });

    const said = await say(stack.gateway.origin, head(origin) + cookies(20_000));

    expect(said).toMatch(/^HTTP\/1\.1 431 /);
    expect(/^access-control-allow-origin: (\S+)/im.exec(said)?.[1] ?? null).toBe(expected);
    const { errors } = JSON.parse(said.slice(said.indexOf('{')));
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_REQUEST', retryable: false } });
    expect(errors[0].message).toMatch(/larger than 16384 bytes.*cookies/s);
    await expect.poll(() => stack.logged()).toContain(errors[0].extensions.requestId);
    expect(said + stack.logged()).not.toContain('canary');
  },
);

test.each([200_000, 3_000_000])(
  'headers of %i bytes in many parts get the same complete response',
  async (bytes) => {
    await using stack = await startStack({ env: { CORS_ORIGINS: APP } });
    const sent = head(APP) + cookies(bytes);
    const parts = Array.from({ length: 20 }, (_, index) =>
      sent.slice((sent.length * index) / 20, (sent.length * (index + 1)) / 20),
    );

    const said = await say(stack.gateway.origin, ...parts);

    expect(said).toMatch(/^HTTP\/1\.1 431 /);
    expect(said).toContain(`access-control-allow-origin: ${APP}`);
    expect(said).toMatch(/\}\]\}$/);
  },
);

test('successful probes log nothing, and failed ones their path without the query', async () => {
  await using stack = await startStack();
  for (const path of [
    '/health',
    '/ready?canary=1',
    '/canary?canary=1',
    '/graphql?query={__typename}&canary=1',
  ]) {
    await (await fetch(stack.gateway.origin + path)).arrayBuffer();
  }
  await using refusing = await startTestGateway({ ...stack.sandbox, clientSecret: 'wrong' });
  await (await fetch(`${refusing.origin}/ready?canary=1`)).arrayBuffer();

  const linesOf = (logged: string) =>
    logged
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .filter(({ event }) => event === 'request')
      .map(({ path, status }) => [path, status]);
  await expect
    .poll(() => linesOf(stack.logged()))
    .toEqual([
      ['other', 404],
      ['/graphql', 200],
    ]);
  await expect.poll(() => linesOf(refusing.logged())).toEqual([['/ready', 503]]);
  expect(stack.logged() + refusing.logged()).not.toContain('canary');
});

test.each([
  [2_000, undefined, 2_000],
  [2_000, 1_048_576, 2_000],
  [2_000, 1_024, 704],
  [2_000, 300, 150],
  [50, 300, 50],
])('of %i requested connections, a limit of %s descriptors allows %i', (wanted, limit, affordable) => {
  expect(limitConnections(wanted, limit, 320)).toBe(affordable);
});

test('a system that does not report its limit has none', () => {
  expect(readDescriptorLimit('/nowhere')).toBeUndefined();
  expect(readDescriptorLimit('/dev/null')).toBeUndefined();
});
