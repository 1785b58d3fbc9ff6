import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { listen } from '../../support/network/listen.ts';

export interface KitPage extends AsyncDisposable {
  readonly page: Page;
  readonly origin: string;
}

/** Opens an empty page that has the package as `kit`. */
export async function openKitPage(browser: Browser): Promise<KitPage> {
  const script = await bundleKit();
  const server = createServer((_request, response) => {
    const html = `<!doctype html><title>Kit</title><input type="file" multiple><script type="module">${script}</script>`;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  const site = await listen(server);
  const page = await browser.newPage();
  await page.goto(site.origin);
  return { page, origin: site.origin, [Symbol.asyncDispose]: () => site[Symbol.asyncDispose]() };
}

async function bundleKit(): Promise<string> {
  await using build = await rolldown({
    input: `${import.meta.dirname}/kit.ts`,
    tsconfig: 'tsconfig.json',
    logLevel: 'silent',
  });
  const { output } = await build.generate({ format: 'es' });
  return output[0].code;
}
