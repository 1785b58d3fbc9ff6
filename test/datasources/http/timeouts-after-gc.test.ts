import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createHttpClient, type HttpClient } from '../../../src/datasources/fin/http/http-client.ts';
import { collectGarbage } from '../../support/collect-garbage.ts';
import { AMPLE_CONNECTIONS } from '../../support/connection-limits.ts';
import { closeOf, startHttp } from './start-transport.ts';

const READ = { endpoint: { operation: 'getCustomer', effect: 'read' }, path: 'customers/1' } as const;
const UPLOAD = { endpoint: { operation: 'uploadDocuments', effect: 'upload' }, path: 'documents' } as const;

const oneChunk = () => Readable.from([Buffer.from('the whole body')]);

test.each<[string, number, (client: HttpClient) => Promise<unknown>]>([
  ['a read', 1, (client) => client.send({ ...READ, method: 'GET' })],
  ['a read that is repeated', 2, (client) => client.send({ ...READ, method: 'GET' })],
  ['an upload', 1, (client) => client.postStream({ ...UPLOAD, contentType: 'text/plain', body: oneChunk() })],
])(
  '%s that Fin.com never answers frees its connection, whatever was garbage-collected meanwhile',
  async (_what, attempts, call) => {
    const arrived = Promise.withResolvers<IncomingMessage>();
    let requests = 0;
    await using upstream = await startHttp((req, res) => {
      req.resume();
      requests += 1;
      if (requests === attempts) arrived.resolve(req);
      else res.writeHead(503).end();
    });
    const client = createHttpClient({
      baseUrl: upstream.origin,
      timeoutMs: 3_000,
      connections: AMPLE_CONNECTIONS,
    });

    const failure = call(client).catch((error: unknown) => error);
    const { socket } = await arrived.promise;
    const closed = closeOf(socket);
    for (let round = 0; round < 5; round += 1) {
      await pause(10);
      collectGarbage();
    }

    expect(await failure).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    await closed;
    await client.close();
  },
);
