import chromium, { setupLambdaEnvironment } from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';
import { browserLibraries } from './unpack-browser.ts';

/** Of those that the package would set: one lets any page read any answer, which no person's browser does. */
const UNWANTED = ['--single-process', '--disable-web-security', '--allow-running-insecure-content'];

/** A real headless browser, from npm alone. */
export async function startBrowser(): Promise<Browser> {
  setupLambdaEnvironment(await browserLibraries());
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      ...chromium.args.filter((arg) => !UNWANTED.includes(arg)),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    headless: true,
  });
}
