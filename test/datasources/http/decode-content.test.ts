import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeContent } from '../../../src/datasources/fin/http/decode-content.ts';

const CONTENT = Buffer.from('{"name":"Zoë 李"}');
const MAX_BYTES = 1_000;

test.each<[coding: string | undefined, encoded: Buffer]>([
  [undefined, CONTENT],
  ['identity', CONTENT],
  ['', CONTENT],
  ['gzip', gzipSync(CONTENT)],
  ['GZip', gzipSync(CONTENT)],
  ['x-gzip', gzipSync(CONTENT)],
  ['deflate', deflateSync(CONTENT)],
  ['deflate', deflateRawSync(CONTENT)],
  ['br', brotliCompressSync(CONTENT)],
  ['zstd', zstdCompressSync(CONTENT)],
  ['gzip, identity', gzipSync(CONTENT)],
  ['br, gzip', gzipSync(brotliCompressSync(CONTENT))],
  ['gzip', Buffer.concat([gzipSync(CONTENT.subarray(0, 5)), gzipSync(CONTENT.subarray(5))])],
])('content with the encoding %j is decoded', (coding, encoded) => {
  expect(decodeContent(encoded, coding, MAX_BYTES)?.toString()).toBe(CONTENT.toString());
});

test.each(['gzip', 'br', 'something-else'])('an empty body with the encoding %s is accepted', (coding) => {
  expect(decodeContent(Buffer.alloc(0), coding, MAX_BYTES)).toHaveLength(0);
});

test.each<[what: string, coding: string, encoded: Buffer]>([
  ['in an unknown coding', 'compress', CONTENT],
  ['in a coding that every object has', 'constructor', CONTENT],
  ['in no coding, but said to be gzip', 'gzip', CONTENT],
  ['in no coding, but said to be deflate', 'deflate', Buffer.from('x')],
  ['in another coding than it is said to be', 'br', gzipSync(CONTENT)],
  ['cut off', 'gzip', gzipSync(CONTENT).subarray(0, 20)],
  ['damaged', 'gzip', Buffer.concat([gzipSync(CONTENT).subarray(0, 15), Buffer.from('xxxxxxxx')])],
  ['encoded over and over', 'gzip, gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(gzipSync(CONTENT))))],
  ['too large once decoded, of gzip', 'gzip', gzipSync(Buffer.alloc(MAX_BYTES + 1))],
  ['too large once decoded, of brotli', 'br', brotliCompressSync(Buffer.alloc(MAX_BYTES + 1))],
  ['too large once decoded, of zstd', 'zstd', zstdCompressSync(Buffer.alloc(MAX_BYTES + 1))],
  ['too large between two codings', 'gzip, br', brotliCompressSync(Buffer.alloc(MAX_BYTES + 1))],
])('content that is %s is not decoded', (_what, coding, encoded) => {
  expect(decodeContent(encoded, coding, MAX_BYTES)).toBeUndefined();
});
