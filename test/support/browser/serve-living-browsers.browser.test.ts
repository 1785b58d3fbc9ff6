import { expect, test } from 'vitest';
import { connectBrowser } from './browser-test.ts';
import { serveLivingBrowsers } from './serve-living-browsers.ts';
import { unpackChromium } from './unpack-chromium.ts';

test('after a crash of the browser, the next test gets another one', async () => {
  const deaths: string[] = [];
  await using service = await serveLivingBrowsers(await unpackChromium(), (output) => deaths.push(output));
  const browser = await connectBrowser(service.url);
  const { promise: died, resolve } = Promise.withResolvers();
  browser.once('disconnected', resolve);

  const devTools = await browser.newBrowserCDPSession();
  await Promise.all([devTools.send('Browser.crash').catch(() => {}), died]);

  const another = await connectBrowser(service.url);
  const page = await another.newPage();
  await page.setContent('<title>alive</title>');
  expect(await page.title()).toBe('alive');
  expect(deaths).toHaveLength(1);
  await another.close();
});

test('each path has a browser of its own', async () => {
  await using service = await serveLivingBrowsers(await unpackChromium(), () => undefined);
  const ask = async (path: string) => (await fetch(`${service.url}${path}`)).text();

  const [first, second] = [await ask('/1'), await ask('/2')];

  expect(second).not.toBe(first);
  expect([await ask('/1'), await ask('/2')]).toEqual([first, second]);
});
