import type { Browser, Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import type { Stack } from '../../support/start-stack.ts';

/** Opens the examples for React on a page of the gateway's origin. */
export async function openExamples(browser: Browser, { gateway }: Stack): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${gateway.origin}/health?customer=${CUSTOMER_ID}`);
  return page;
}

export async function render(page: Page): Promise<void> {
  await page.setContent('<!doctype html><title>Examples</title>');
  await page.addScriptTag({ type: 'module', content: await bundle() });
}

async function bundle(): Promise<string> {
  await using build = await rolldown({
    input: `${import.meta.dirname}/page.tsx`,
    tsconfig: 'examples/clients/react/tsconfig.json',
    transform: { define: { 'process.env.NODE_ENV': '"development"' } },
    logLevel: 'silent',
  });
  const { output } = await build.generate({ format: 'es' });
  return output[0].code;
}
