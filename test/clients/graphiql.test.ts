import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/create-sandbox.ts';
import { startBrowser } from '../support/browser.ts';
import { startTestGateway } from '../support/start-gateway.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
});

test('GraphiQL opens without asking the internet for anything, runs the example and shows the result', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox);
  const page = await browser.newPage({ viewport: { width: 1440, height: 800 } });
  const elsewhere: string[] = [];
  const mistakes: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== gateway.origin && protocol !== 'data:' && protocol !== 'blob:')
      elsewhere.push(request.url());
  });
  page.on('pageerror', (error) => mistakes.push(error.message));

  await page.goto(gateway.url);
  await page.locator('button.graphiql-execute-button').click();
  await page.locator('.result-window', { hasText: '55bd6b4e-c20a-4cc8-9535-91d5557a67d9' }).waitFor();

  expect(sandbox.control.attached).toHaveLength(1);
  expect(elsewhere).toEqual([]);
  expect(mistakes).toEqual([]);
  await mkdir('docs/images', { recursive: true });
  // Without the cursor, and scroll bars that fade, the picture is the same each time.
  await page.addStyleTag({ content: '.cursors-layer, .scrollbar { visibility: hidden !important }' });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: 'docs/images/graphiql.png', animations: 'disabled' });
});
