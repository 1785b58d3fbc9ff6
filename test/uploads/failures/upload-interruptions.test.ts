import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/create-sandbox.ts';
import {
  attachFields,
  content,
  encodeForm,
  encodePart,
  ending,
  filePart,
  openForm,
  sendForm,
  sha256,
  uploadFields,
  uploadForm,
} from '../../support/multipart.ts';
import { startTestGateway } from '../../support/start-gateway.ts';
import { startStack } from '../../support/start-stack.ts';
import { AGAIN, expectGoodService, FORM, PDF, UNKNOWN, verdictOf } from './reluctant-upstream.ts';

test('after a success in the middle of the second of two files, nothing is attached', async () => {
  await using sandbox = await startSandbox();
  await using upstream = await startReluctantUpstream(sandbox, (req, res) => {
    let byteLength = 0;
    req.on('data', (chunk: Buffer) => {
      byteLength += chunk.length;
      if (byteLength < 400_000 || res.headersSent) return;
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify({ data: { files: [{ file0: '/a' }, { file1: '/b' }] } }));
    });
  });
  await using gateway = await startTestGateway(upstream, { FIN_TIMEOUT_MS: '20000' });
  const form = openForm(gateway.url);
  const fields = attachFields({ identity: [{ upload: null }], address: [{ upload: null }] });
  const parts = [
    filePart('identity.0', content('pdf', 200_000)),
    filePart('address.0', content('png', 900_000)),
  ];
  const bytes = encodeForm([...fields, ...parts]);

  await form.send(bytes.subarray(0, 600_000));
  const { errors } = await form.answer;

  expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ]);
  expect(errors?.[0]?.extensions.upstream).toEqual({ operation: 'uploadDocuments', status: 200 });
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(0);
  form.hangUp();
});

test('after a 401 the next upload has a new token', async () => {
  await using stack = await startStack();
  await expectGoodService(stack.gateway, stack.sandbox);
  stack.control.revokeAccessTokens();

  const refused = await sendForm(stack.url, FORM);

  expect(refused.errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([
    { code: 'UPSTREAM_UNAVAILABLE', ...AGAIN },
  ]);
  await expectGoodService(stack.gateway, stack.sandbox);
  const tokens = stack.control.requests
    .filter(({ operation }) => operation === 'uploadDocuments')
    .map(({ headers }) => headers.tokenFingerprint);
  expect(tokens).toHaveLength(3);
  expect(tokens[0]).toBe(tokens[1]);
  expect(tokens[2]).not.toBe(tokens[1]);
});

test('a token past half of its lifetime is renewed before a stream starts, because a stream cannot be repeated', async () => {
  // Half of it is less than the two minutes that a stream needs at most.
  const lifetimeMs = 200_000;
  await using stack = await startStack({ sandbox: { accessTokenLifetimeMs: lifetimeMs } });
  await stack.attach();
  // The gateway measures time with performance.now, and nothing else of this test depends on it.
  const now = performance.now.bind(performance);
  using _clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + 0.55 * lifetimeMs);
  await stack.attach();
  await expectGoodService(stack.gateway, stack.sandbox);

  const tokens = stack.control.requests.flatMap(({ headers }) => headers.tokenFingerprint ?? []);
  expect(tokens).toHaveLength(3);
  expect(tokens[1]).toBe(tokens[0]);
  expect(tokens[2]).not.toBe(tokens[0]);
});

test('without a token, nothing is uploaded and the client gets an error', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '6000' } });
  stack.control.faults.script('issueToken', { status: 401, times: 'always' });

  const { errors } = await sendForm(stack.url, FORM);

  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_AUTHENTICATION_FAILED']);
  expect(stack.control.count('uploadDocuments')).toBe(0);
});

test('if Fin.com is unreachable, nothing was done and a retry may help', async () => {
  await using stack = await startStack();
  await expectGoodService(stack.gateway, stack.sandbox);
  await stack.sandbox.close();

  const { errors } = await sendForm(stack.url, FORM);

  expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([
    { code: 'UPSTREAM_UNAVAILABLE', ...AGAIN },
  ]);
});

test('an upstream that stops reading causes a timeout and gets an incomplete upload', async () => {
  await using sandbox = await startSandbox();
  const unread: IncomingMessage[] = [];
  await using upstream = await startReluctantUpstream(sandbox, (req) => unread.push(req));
  await using gateway = await startTestGateway(upstream, {
    FIN_TIMEOUT_MS: '4000',
    UPLOAD_MAX_FILE_BYTES: '80000000',
  });

  const { errors } = await sendForm(gateway.url, uploadForm(content('pdf', 60_000_000)));

  expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([
    { code: 'UPSTREAM_TIMEOUT', ...UNKNOWN },
  ]);
  const [req] = unread;
  await new Promise((resolve) =>
    req
      ?.once('close', resolve)
      .on('error', () => undefined)
      .resume(),
  );
  expect(req?.complete).toBe(false);
});

test('a slow upstream that keeps reading causes no timeout', { timeout: 180_000 }, async () => {
  await using sandbox = await startSandbox();
  await using upstream = await startReluctantUpstream(sandbox, (req, res) => {
    req.on('data', () => {
      req.pause();
      setTimeout(() => req.resume(), 20);
    });
    req.on('end', () => {
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify({ data: { files: [{ file0: '/slow' }] } }));
    });
  });
  await using gateway = await startTestGateway(upstream, {
    FIN_TIMEOUT_MS: '8000',
    UPLOAD_MAX_FILE_BYTES: '80000000',
  });
  const startedAt = performance.now();
  const sent = content('pdf', 30_000_000);

  const { errors, data } = await sendForm(gateway.url, uploadForm(sent));

  expect(errors).toBeUndefined();
  expect(performance.now() - startedAt).toBeGreaterThan(8_200);
  expect(data).toMatchObject({ uploadDocuments: { files: [{ uri: '/slow', sha256: sha256(sent) }] } });
});

test('an upstream that disconnects in the middle of a file ends the call at once', async () => {
  const cut = Promise.withResolvers<void>();
  await using sandbox = await startSandbox();
  await using upstream = await startReluctantUpstream(sandbox, (req) => {
    req.once('data', () => {
      req.socket.resetAndDestroy();
      cut.resolve();
    });
  });
  // Long enough that the call does not end by its time-out.
  await using gateway = await startTestGateway(upstream, { FIN_TIMEOUT_MS: '60000' });
  const form = openForm(gateway.url);

  await form.send(...uploadFields(1).map((part) => encodePart(part)), encodePart(filePart('0', PDF)));
  await cut.promise;
  await form.send(ending());
  form.end();
  const { errors } = await form.answer;

  expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([
    { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN },
  ]);
  form.hangUp();
});

interface ReluctantUpstream extends AsyncDisposable {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Gives the sandbox's tokens, and serves uploads as it is told. */
async function startReluctantUpstream(
  sandbox: Sandbox,
  serveUpload: (req: IncomingMessage, res: ServerResponse) => void,
): Promise<ReluctantUpstream> {
  const server: Server = createServer((req, res) => {
    if (req.url === '/v1/customers/upload') {
      serveUpload(req, res);
    } else {
      void forward(req, res, sandbox);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { clientId, clientSecret } = sandbox;
  return {
    url: `http://127.0.0.1:${port}`,
    clientId,
    clientSecret,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function forward(req: IncomingMessage, res: ServerResponse, { url }: Sandbox): Promise<void> {
  const answer = await fetch(url + req.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: await text(req),
  });
  res.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
}
