import { type Browser, chromium } from 'playwright-core';
import { launchBrowser } from '../../test/support/browser/launch-browser.ts';
import { unpackChromium } from '../../test/support/browser/unpack-chromium.ts';

/** Pages take their time on a busy machine. */
export const PAGE_TIMEOUT_MS = 90_000;

/** Starts a browser for some work. If the browser dies, the work begins once more, in another one. */
export async function withBrowser(work: (browser: Browser) => Promise<void>): Promise<void> {
  const isDone = await workInBrowser(work);
  if (!isDone && !(await workInBrowser(work))) throw new Error('Two browsers died.');
}

/** @returns false if the browser died. @throws what the work throws, unless the browser died */
async function workInBrowser(work: (browser: Browser) => Promise<void>): Promise<boolean> {
  const launched = await launchBrowser(await unpackChromium(), console.error);
  try {
    const browser = await chromium.connectOverCDP(launched.url, { isLocal: true });
    await work(browser).catch((error: unknown) => {
      if (browser.isConnected()) throw error;
    });
    return browser.isConnected();
  } finally {
    await launched.close();
  }
}
