import { fileURLToPath } from 'node:url';
import chromium, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { freePort } from '../network/free-port.ts';
import { buildOnboardingPage } from './build-onboarding-page.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser of this run takes commands. */
    readonly browserUrl: string;
    /** Where the built onboarding page is. */
    readonly onboardingPage: string;
  }
}

/** Not `chromium.args`: those draw on an emulated GPU, at six times the CPU, and weaken the same-origin policy. */
const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Starts one headless browser, from npm alone, and builds the onboarding page once for all browser tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  setupLambdaEnvironment(await unpackLibraries());
  const port = await freePort();
  const [browser, page] = await Promise.all([
    playwright.launch({
      executablePath: await chromium.executablePath(),
      args: [...BROWSER_ARGS, `--remote-debugging-port=${port}`],
      headless: true,
    }),
    buildOnboardingPage(),
  ]);
  project.provide('browserUrl', `http://127.0.0.1:${port}`);
  project.provide('onboardingPage', page.directory);
  return async () => {
    await browser.close();
    await page[Symbol.asyncDispose]();
  };
}

/** Libraries that a bare Debian lacks. The package brings them, but unpacks them only on Amazon Linux. */
async function unpackLibraries(): Promise<string> {
  const packed = new URL('../../../node_modules/@sparticuz/chromium/bin/al2023.tar.br', import.meta.url);
  return `${await inflate(fileURLToPath(packed))}/lib`;
}
