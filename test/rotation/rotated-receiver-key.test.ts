import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { startRollout } from './start-rollout.ts';

/** An OTLP receiver that accepts exports with certain keys. */
async function startReceiver(...accepted: string[]) {
  const keys = new Set(accepted);
  const received: string[] = [];
  let rejectedCount = 0;
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const key = String(request.headers['api-key']);
    if (keys.has(key)) received.push(key);
    else rejectedCount += 1;
    request.resume();
    request.on('end', () =>
      response.writeHead(keys.has(key) ? 200 : 401, { 'content-type': 'application/json' }).end('{}'),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    keys,
    received,
    rejectedCount: () => rejectedCount,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

test('while OTEL_EXPORTER_OTLP_HEADERS is changed, no export is rejected', { timeout: 120_000 }, async () => {
  await using receiver = await startReceiver('old');
  await using sandbox = await startSandbox();
  await using rollout = await startRollout(sandbox, {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=old',
    OTEL_METRIC_EXPORT_INTERVAL: '200',
  });
  await expect.poll(() => receiver.received, { timeout: 30_000 }).toContain('old');

  receiver.keys.add('new');
  await rollout.roll({ OTEL_EXPORTER_OTLP_HEADERS: 'api-key=new' });
  receiver.keys.delete('old');

  await expect.poll(() => receiver.received, { timeout: 30_000 }).toContain('new');
  expect(receiver.rejectedCount()).toBe(0);
  expect(rollout.logged()).not.toMatch(/"event":"(traces|metrics)-not-delivered"/);
});
