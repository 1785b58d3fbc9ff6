import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';

/** Connects to the browser of this test run. Closing it closes only the pages that were opened here. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connectOverCDP(inject('browserUrl'), { isLocal: true });
}
