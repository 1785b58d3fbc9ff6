import type { TestProject } from 'vitest/node';
import { buildOnboardingPage } from './build-onboarding-page.ts';
import { serveLivingBrowsers } from './serve-living-browsers.ts';
import { unpackChromium } from './unpack-chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers each worker's path with the URL of its browser. */
    readonly browserService: string;
    /** The folder of the built onboarding page. */
    readonly onboardingPage: string;
  }
}

/** Provides headless browsers, from npm alone, and builds the onboarding page once for all browser tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [service, page] = await Promise.all([
    unpackChromium().then((unpacked) => serveLivingBrowsers(unpacked, reportDeath)),
    buildOnboardingPage(),
  ]);
  project.provide('browserService', service.url);
  project.provide('onboardingPage', page.directory);
  return async () => {
    await service[Symbol.asyncDispose]();
    await page[Symbol.asyncDispose]();
  };
}

function reportDeath(output: string): void {
  process.stderr.write(
    `The browser died. Its tests run once more, in another one. Its last output:\n${output}\n`,
  );
}
