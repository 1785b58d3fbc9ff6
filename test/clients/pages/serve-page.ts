import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PageServer extends AsyncDisposable {
  readonly origin: string;
}

/**
 * Serves the onboarding page from an origin of its own.
 *
 * @param headers `content-security-policy: sandbox …` takes the page's origin away
 */
export async function servePage(headers: Readonly<Record<string, string>> = {}): Promise<PageServer> {
  const page = await onboardingPage();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(page);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function onboardingPage(): Promise<string> {
  return readFile(new URL('./onboarding.html', import.meta.url), 'utf8');
}
