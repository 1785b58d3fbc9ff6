import { once } from 'node:events';
import { createServer } from 'node:http';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import type { UnpackedChromium } from './unpack-chromium.ts';

export interface BrowserService extends AsyncDisposable {
  /** Answers with the URL of a browser that lives. Launches another one if the last one died. */
  readonly url: string;
}

/** Keeps one browser for all tests of a run. */
export async function serveLivingBrowser(
  unpacked: UnpackedChromium,
  onDeath: (output: string) => void,
): Promise<BrowserService> {
  const launch = () => launchBrowser(unpacked, onDeath);
  let current = launch();
  const living = (): Promise<LaunchedBrowser> => {
    current = current.then((browser) => (browser.isClosed() ? launch() : browser), launch);
    return current;
  };
  const server = createServer((_request, response) => {
    living().then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await Promise.all([current, once(server, 'listening')]);
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('There is no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      await (await current).close();
    },
  };
}
