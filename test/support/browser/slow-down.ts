import type { Page } from 'playwright-core';

/**
 * Limits how fast the browser itself sends. A server that stops reading does not: the buffers of the system can take a whole
 * upload.
 *
 * @param uploadThroughput bytes per second
 * @returns a function that ends the limit
 */
export async function slowDown(page: Page, uploadThroughput: number): Promise<() => Promise<void>> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Network.enable');
  const limit = async (bytesPerSecond: number) => {
    const others = { offline: false, latency: 0, downloadThroughput: -1 };
    await devTools.send('Network.emulateNetworkConditions', { ...others, uploadThroughput: bytesPerSecond });
  };
  await limit(uploadThroughput);
  return () => limit(-1);
}
