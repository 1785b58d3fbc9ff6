import { once } from 'node:events';
import { createServer } from 'node:http';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import type { UnpackedChromium } from './unpack-chromium.ts';

export interface BrowserService extends AsyncDisposable {
  /** Answers each path with the URL of a browser that lives. Launches another one if the last one of that path died. */
  readonly url: string;
}

/** Keeps a browser for each path that is requested. */
export async function serveLivingBrowsers(
  unpacked: UnpackedChromium,
  onDeath: (output: string) => void,
): Promise<BrowserService> {
  const browsers = new Map<string, Promise<LaunchedBrowser>>();
  const launch = () => launchBrowser(unpacked, onDeath);
  const living = (path: string): Promise<LaunchedBrowser> => {
    const last = browsers.get(path);
    const current = last?.then((browser) => (browser.isClosed() ? launch() : browser), launch) ?? launch();
    browsers.set(path, current);
    return current;
  };
  const server = createServer(({ url = '' }, response) => {
    living(url).then(
      (browser) => response.end(browser.url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('There is no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const browser of browsers.values()) await (await browser).close();
    },
  };
}
