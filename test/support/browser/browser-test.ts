import { type Browser, chromium } from 'playwright-core';
import { test as base, inject, vi } from 'vitest';

/**
 * A test in the browser of its worker. Pages that it opens are closed at its end. vitest.config.ts has it run once more if
 * the browser died, and for no other reason.
 */
export const test = base.extend('browser', async ({ task }, { onCleanup }) => {
  const browser = await connectBrowser(inject('browserService'));
  onCleanup(async () => {
    if (!browser.isConnected()) throw new Error(`The browser died during: ${task.name}`);
    await browser.close();
  });
  return browser;
});

/**
 * Each worker has a browser of its own: a test that disconnects from a browser makes offline pages of other tests in it
 * report that they are online. Asks again while the service has not noticed yet that the browser died.
 */
export function connectBrowser(service: string): Promise<Browser> {
  return vi.waitFor(
    async () => {
      const response = await fetch(`${service}/${process.env['VITEST_POOL_ID']}`);
      const text = await response.text();
      if (!response.ok) throw new Error(text);
      return chromium.connectOverCDP(text, { isLocal: true });
    },
    { timeout: 30_000, interval: 100 },
  );
}
