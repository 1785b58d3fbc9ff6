import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PageServer extends AsyncDisposable {
  readonly origin: string;
}

/**
 * Serves a page with an upload form from an origin of its own.
 *
 * @param headers `content-security-policy: sandbox …` takes the page's origin away
 */
export async function serveUploadForm(headers: Readonly<Record<string, string>> = {}): Promise<PageServer> {
  const page = await readUploadForm();
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

export function readUploadForm(): Promise<string> {
  return readFile(new URL('./upload-form.html', import.meta.url), 'utf8');
}
