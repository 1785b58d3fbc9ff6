import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Issuer } from '../support/start-issuer.ts';
import { startStack } from '../support/start-stack.ts';

type Encode = (content: Buffer) => Buffer;

function answerEncoded(issuer: Issuer, coding: string, body: Buffer): void {
  issuer.answer = (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding }).end(body);
  };
}

test.each<[coding: string, encode: Encode]>([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])("an issuer's keys can be compressed with %s", async (coding, encode) => {
  await using stack = await startStack({ issuer: true });
  const keys = JSON.stringify({ keys: [stack.issuer.key.publicJwk] });
  answerEncoded(stack.issuer, coding, encode(Buffer.from(keys)));

  const authorization = await stack.issuer.bearer();
  const { errors, status } = await stack.request('{ occupations { id } }', undefined, {
    authorization,
  });

  expect([status, errors]).toEqual([200, undefined]);
});

test.each<[what: string, coding: string, encode: Encode]>([
  ['grow beyond a mebibyte', 'gzip', (keys) => gzipSync(Buffer.concat([keys, Buffer.alloc(2_000_000, ' ')]))],
  ['are in an unknown coding', 'compress', (keys) => gzipSync(keys)],
])('keys that %s are rejected', async (_what, coding, encode) => {
  await using stack = await startStack({ issuer: true });
  const keys = JSON.stringify({ keys: [stack.issuer.key.publicJwk] });
  answerEncoded(stack.issuer, coding, encode(Buffer.from(keys)));

  const authorization = await stack.issuer.bearer();
  const { status } = await stack.request('{ occupations { id } }', undefined, {
    authorization,
  });

  expect(status).toBe(503);
});
