import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { attach, graphqlRequest } from '../../support/graphql-request.ts';
import { content, sendForm, uploadForm } from '../../support/multipart.ts';
import { startTestGateway } from '../../support/start-gateway.ts';

/** The sandbox answers 422 for this number. */
const REFUSED = {
  ...EXAMPLE_INPUT,
  proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, number: 'SANDBOX-422' },
};

type Encode = (content: Buffer) => Buffer;

interface Proxy extends AsyncDisposable {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Paths whose answers are encoded; the others pass as they are. */
  encodedPaths: RegExp;
  readonly seen: IncomingHttpHeaders[];
}

/** Stands in front of the sandbox and encodes what comes back, whether it was asked to or not. */
async function startEncodingProxy(sandbox: Sandbox, coding: string, encode: Encode): Promise<Proxy> {
  const server = createServer(async (req, res) => {
    proxy.seen.push(req.headers);
    // `fetch` makes its own.
    const {
      host: _host,
      connection: _connection,
      'transfer-encoding': _chunked,
      'content-length': _length,
      ...headers
    } = req.headers;
    const body = req.method === 'GET' ? null : new Uint8Array(await buffer(req));
    const init = { method: req.method ?? 'GET', headers: Object.entries(headers).map(asPair), body };
    const answer = await fetch(sandbox.url + req.url, init);
    const plain = Buffer.from(await answer.arrayBuffer());
    const isEncoded = proxy.encodedPaths.test(req.url ?? '');
    const encoding = isEncoded ? { 'content-encoding': coding } : {};
    res.writeHead(answer.status, { 'content-type': 'application/json', ...encoding });
    res.end(isEncoded ? encode(plain) : plain);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const proxy: Proxy = {
    url: `http://127.0.0.1:${port}`,
    clientId: sandbox.clientId,
    clientSecret: sandbox.clientSecret,
    encodedPaths: /./,
    seen: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

function asPair([name, value]: [string, string | string[] | undefined]): [string, string] {
  return [name, String(value)];
}

test.each<[coding: string, encode: Encode]>([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
])('responses of Fin.com compressed with %s are understood', async (coding, encode) => {
  await using sandbox = await startSandbox();
  await using proxy = await startEncodingProxy(sandbox, coding, encode);
  await using gateway = await startTestGateway(proxy);

  const attached = await attach(gateway.url);
  const uploaded = await sendForm(gateway.url, uploadForm(content('pdf', 900)));
  const { data } = await graphqlRequest(gateway.url, '{ occupations { id } }');
  const refused = await attach(gateway.url, REFUSED);

  expect([attached.errors, uploaded.errors]).toEqual([undefined, undefined]);
  expect(data?.['occupations']).not.toHaveLength(0);
  expect(refused.errors?.[0]?.extensions.fieldErrors?.[0]?.path).toEqual([
    ...['input', 'proofOfIdentity', 'number'],
  ]);
  expect(sandbox.control.attached).toHaveLength(1);
  // Nobody has to compress for us.
  expect(new Set(proxy.seen.map((headers) => headers['accept-encoding']))).toEqual(new Set(['identity']));
});

test.each<[what: string, coding: string, encode: Encode]>([
  ['a coding that nobody knows', 'compress', (plain) => plain],
  ['damaged content', 'gzip', (plain) => gzipSync(plain).subarray(0, -10)],
  ['an answer that grows to 64 MB', 'gzip', () => gzipSync(Buffer.alloc(64_000_000, ' '))],
])('a success in %s is a bad response: the outcome of a write is unknown', async (_what, coding, encode) => {
  await using sandbox = await startSandbox();
  await using proxy = await startEncodingProxy(sandbox, coding, encode);
  proxy.encodedPaths = /attach|occupations/;
  await using gateway = await startTestGateway(proxy);

  const attached = await attach(gateway.url);
  const read = await graphqlRequest(gateway.url, '{ occupations { id } }');

  const upstream = { status: 200 };
  expect(attached.errors?.[0]?.extensions).toMatchObject({
    ...{ code: 'UPSTREAM_BAD_RESPONSE', retryable: false, outcome: 'UNKNOWN', upstream },
  });
  expect(read.errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', upstream });
  expect(read.errors?.[0]?.extensions.outcome).toBeUndefined();
  expect(gateway.logged()).toContain('"reason":"unreadable content"');
});

test.each(['compress', 'gzip'])('an unreadable rejection (%s) is still a rejection', async (coding) => {
  await using sandbox = await startSandbox();
  await using proxy = await startEncodingProxy(sandbox, coding, (plain) => plain);
  proxy.encodedPaths = /attach/;
  await using gateway = await startTestGateway(proxy);

  const { errors } = await attach(gateway.url, REFUSED);

  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FIN_VALIDATION_FAILED', retryable: false });
  expect(errors?.[0]?.extensions.fieldErrors).toMatchObject([
    { path: [], message: 'Fin.com gave no reason.' },
  ]);
});

test('an unreadable token response is a bad response', async () => {
  await using sandbox = await startSandbox();
  await using proxy = await startEncodingProxy(sandbox, 'compress', (plain) => plain);
  await using gateway = await startTestGateway(proxy);

  const { errors } = await attach(gateway.url);

  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'UPSTREAM_BAD_RESPONSE',
    upstream: { operation: 'issueToken', status: 200 },
  });
  expect(sandbox.control.attached).toHaveLength(0);
});
