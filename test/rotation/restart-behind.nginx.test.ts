import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { ATTACH, graphqlRequest } from '../support/graphql-request.ts';
import { freePort } from '../support/network/free-port.ts';
import { startNginxSite } from '../support/network/start-nginx.ts';
import { type GatewayProcess, spawnGateway } from '../support/spawn-gateway.ts';

const CLIENTS = 4;

async function start(sandbox: Sandbox, port: number): Promise<GatewayProcess> {
  const gateway = spawnGateway({
    PORT: String(port),
    FIN_BASE_URL: sandbox.url,
    FIN_CLIENT_ID: sandbox.clientId,
    FIN_CLIENT_SECRET: sandbox.clientSecret,
  });
  await gateway.saw(/"event":"ready"/);
  return gateway;
}

/** Clients that attach all the time. */
function startClients(url: string) {
  const results: string[] = [];
  let isEnding = false;
  // A connection that is kept may be closed by the reload just when it is used again.
  const send = () => graphqlRequest(url, ATTACH, { input: EXAMPLE_INPUT }, { connection: 'close' });
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!isEnding) {
      const result = await send().then(({ errors }) => errors?.[0]?.extensions.code ?? 'ok', String);
      results.push(result);
      await delay(5);
    }
  });
  return {
    async end(): Promise<readonly string[]> {
      isEnding = true;
      await Promise.all(clients);
      return results;
    },
  };
}

test('processes behind nginx are restarted one after the other, as docs/deployment.md describes, without a failed request', {
  timeout: 180_000,
}, async () => {
  const shipped = await readFile('ops/nginx/fin-gateway.conf', 'utf8');
  const ports = [await freePort(), await freePort()];
  const siteWithout = (stopped?: number) => (port: number) => {
    const servers = ports.map((each) => `server 127.0.0.1:${each}${each === stopped ? ' down' : ''};`);
    return shipped
      .replace(/^ *ssl_.*\n/gm, '')
      .replace('server 127.0.0.1:4000;', servers.join('\n'))
      .replace('listen 443 ssl http2', `listen 127.0.0.1:${port}`);
  };
  await using sandbox = await startSandbox();
  const running = new Map<number, GatewayProcess>();
  for (const port of ports) running.set(port, await start(sandbox, port));
  await using nginx = await startNginxSite(siteWithout(), '/graphql?query={__typename}');
  const clients = startClients(`${nginx.origin}/graphql`);

  for (const [port, gateway] of [...running]) {
    await nginx.reload(siteWithout(port));
    gateway.process.kill('SIGTERM');
    expect(await gateway.exited).toBe(0);
    running.set(port, await start(sandbox, port));
    await nginx.reload(siteWithout());
  }

  const results = await clients.end();
  for (const { process, exited } of running.values()) {
    process.kill('SIGKILL');
    await exited;
  }
  expect(results.length).toBeGreaterThan(50);
  expect(new Set(results)).toEqual(new Set(['ok']));
  expect(sandbox.control.attachCount()).toBe(results.length);
});
