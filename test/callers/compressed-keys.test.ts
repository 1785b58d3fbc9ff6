import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { type Issuer, startIssuer } from '../support/start-issuer.ts';

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
])("an issuer's keys are read in %s", async (coding, encode) => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const keys = JSON.stringify({ keys: [issuer.key.publicJwk] });
  answerEncoded(issuer, coding, encode(Buffer.from(keys)));

  const authorization = await issuer.bearer();
  const { errors, status } = await graphqlRequest(gateway.url, '{ occupations { id } }', undefined, {
    authorization,
  });

  expect([status, errors]).toEqual([200, undefined]);
});

test.each<[what: string, coding: string, encode: Encode]>([
  ['grow beyond a mebibyte', 'gzip', (keys) => gzipSync(Buffer.concat([keys, Buffer.alloc(2_000_000, ' ')]))],
  ['are in an unknown coding', 'compress', (keys) => gzipSync(keys)],
])('keys that %s are not taken', async (_what, coding, encode) => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const keys = JSON.stringify({ keys: [issuer.key.publicJwk] });
  answerEncoded(issuer, coding, encode(Buffer.from(keys)));

  const authorization = await issuer.bearer();
  const { status } = await graphqlRequest(gateway.url, '{ occupations { id } }', undefined, {
    authorization,
  });

  expect(status).toBe(503);
});
