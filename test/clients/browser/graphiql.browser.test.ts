import { appendFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { test } from '../../support/browser/browser-test.ts';
import {
  attachedDigests,
  digestsOf,
  onDisk,
  pickFiles,
  pickHeic,
} from '../../support/browser/picked-files.ts';
import { savePicture } from '../../support/browser/save-picture.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';

// Its editors take their time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const DESKTOP = { width: 1440, height: 800 };

test('GraphiQL runs the example and shows its result without requests to other sites', async ({
  browser,
}) => {
  await using stack = await startStack();
  const page = await browser.newPage({ viewport: DESKTOP });
  const elsewhere: string[] = [];
  const mistakes: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== stack.gateway.origin && protocol !== 'data:' && protocol !== 'blob:')
      elsewhere.push(request.url());
  });
  page.on('pageerror', (error) => mistakes.push(error.message));

  await page.goto(stack.url);
  await editorsOf(page);
  await page.getByRole('button', { name: 'Execute query' }).click();
  await page.locator('.result-window', { hasText: CUSTOMER_ID }).waitFor();

  expect(stack.control.attached).toHaveLength(1);
  expect(elsewhere).toEqual([]);
  expect(mistakes).toEqual([]);
  // Without the cursor, and scroll bars that fade, the picture is the same each time.
  await page.addStyleTag({ content: '.cursors-layer, .scrollbar { visibility: hidden !important }' });
  await page.mouse.move(0, 0);
  await savePicture('graphiql', page);
});

/** Opens GraphiQL, and waits for its editors: until they are there, its buttons do nothing. */
async function open(browser: Browser, { url }: Stack, viewport = DESKTOP): Promise<Page> {
  const page = await browser.newPage({ viewport });
  await page.goto(url);
  await editorsOf(page);
  return page;
}

async function editorsOf(page: Page): Promise<void> {
  for (const part of ['.graphiql-query-editor', '.result-window'])
    await page.locator(`${part} .monaco-editor`).first().waitFor();
}

/** Opens a tab by the name of its operation, and presses play. */
async function play(page: Page, operationName: string): Promise<void> {
  // By keyboard: GraphiQL may take a click for a drag when the machine is slow.
  await page.getByRole('button', { name: operationName, exact: true }).press('Enter');
  await page.getByRole('tab', { name: operationName, selected: true }).waitFor();
  // For a tenth of a second, GraphiQL would still send the operation name of the previous tab. It saves the tab later than that.
  await page.waitForFunction((name) => {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState') ?? '{}');
    return tabs?.[activeTabIndex]?.operationName === name;
  }, operationName);
  await page.getByRole('button', { name: 'Execute query' }).click();
}

async function resultWith(page: Page, text: string): Promise<string> {
  const result = page.locator('.result-window', { hasText: text });
  await result.waitFor();
  return (await result.allInnerTexts()).join();
}

test('an uploaded file reaches Fin.com byte for byte', async ({ browser }) => {
  await using stack = await startStack();
  const { front, ...others } = pickFiles(300_000);
  await using paths = await onDisk({ front, ...others });
  const page = await open(browser, stack);

  await play(page, 'UploadFiles');
  await page.getByLabel('input.files.0').setInputFiles(paths.front);
  await page.getByRole('button', { name: 'Send' }).click();
  await resultWith(page, 'sha256');

  const { FRONT } = digestsOf({ front, ...others });
  expect(stack.control.uploads).toMatchObject([{ byteLength: front.bytes.byteLength, sha256: FRONT }]);

  await appendFile(paths.front, 'x');
  await play(page, 'UploadFiles');
  await page.getByRole('button', { name: 'Send' }).click();
  await resultWith(page, 'input.files.0 can no longer be read. Choose the file again. Nothing was sent.');
  expect(stack.control.uploads).toHaveLength(1);
});

test('an attach with files can be sent with the keyboard', async ({ browser }) => {
  await using stack = await startStack();
  const files = pickFiles(50_000);
  await using paths = await onDisk(files);
  const page = await open(browser, stack);

  await play(page, 'AttachWithFiles');
  const front = page.getByLabel('input.proofOfIdentity.files.0.upload');
  const bill = page.getByLabel('input.proofOfAddress.files.0.upload');
  await front.setInputFiles(paths.front);
  await bill.setInputFiles(paths.bill);
  // Anything that moves would change the picture each time.
  await page.addStyleTag({
    content: '.cursors-layer, .scrollbar, .graphiql-spinner { visibility: hidden !important }',
  });
  await savePicture('graphiql-file-picker', page);
  await bill.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await resultWith(page, CUSTOMER_ID);

  const { FRONT, address } = digestsOf(files);
  expect(attachedDigests(stack.sandbox)).toEqual({ FRONT, address });
});

test('a file with a rejected type gets a field error, and another file can be picked', async ({
  browser,
}) => {
  await using stack = await startStack();
  const files = { ...pickFiles(), front: pickHeic() };
  await using paths = await onDisk(files);
  const page = await open(browser, stack);

  await play(page, 'UploadFiles');
  await page.getByLabel('input.files.0').setInputFiles(paths.front);
  await page.getByRole('button', { name: 'Send' }).click();
  const refused = await resultWith(page, 'fieldErrors');
  await play(page, 'UploadFiles');
  await page.getByLabel('input.files.0').setInputFiles(paths.bill);
  await page.getByRole('button', { name: 'Send' }).click();
  await resultWith(page, 'sha256');

  expect(refused.replaceAll(/\s/g, '')).toContain('"path":["input","files",0');
  expect(stack.control.uploads.map(({ sha256 }) => sha256)).toEqual([digestsOf(files).address]);
});

test('closing the dialog without files sends nothing', async ({ browser }) => {
  await using stack = await startStack();
  const page = await open(browser, stack);

  await play(page, 'UploadFiles');
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await page.getByRole('dialog', { name: 'Files of this operation' }).isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await resultWith(page, 'Cancelled. Nothing was sent.');

  expect(stack.control.count('uploadDocuments')).toBe(0);
  expect(stack.logged()).not.toContain('"operationName":"UploadFiles"');
});

test('the tab of the subscription shows the current state and a change, until it is stopped', async ({
  browser,
}) => {
  await using stack = await startStack();
  const page = await open(browser, stack);

  await play(page, 'WatchCustomer');
  await resultWith(page, '"INCOMPLETE"');
  await stack.attach();
  await resultWith(page, '"QUEUED"');
  await page.getByRole('button', { name: 'Stop query' }).click();

  await vi.waitFor(() => expect(stack.logged()).toContain('"event":"subscription-ended"'), {
    timeout: 30_000,
  });
});

test('the header says that operations reach the sandbox, and leads to its magic values', async ({
  browser,
}) => {
  await using stack = await startStack();
  const page = await open(browser, stack);
  // Until they are loaded, texts have another width.
  await page.evaluate('document.fonts.ready.then(() => undefined)');

  await page.getByText('Operations reach the sandbox, not Fin.com.').waitFor();
  const title = page.getByRole('heading', { name: 'fin-gateway' });
  expect(await title.evaluate((heading) => heading.scrollWidth - heading.clientWidth)).toBe(0);
  const tabs = page.getByRole('tab', { name: /^[A-Z]/ });
  const right = await tabs.evaluateAll((items) =>
    Math.max(...items.map((tab) => tab.getBoundingClientRect().right)),
  );
  expect(right).toBeLessThan(1440);
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Magic values' }).click();
  const control = await opened;
  await control.getByText('SANDBOX-422').waitFor();
  expect(control.url()).toBe(`${stack.sandbox.controlUrl}#magic-values`);
});

test('on a phone the result is below the operation, and both are as wide as the screen', async ({
  browser,
}) => {
  await using stack = await startStack();
  const page = await open(browser, stack, { width: 390, height: 844 });

  await page.getByRole('button', { name: 'Execute query' }).click();
  // The id is broken into two lines.
  await resultWith(page, CUSTOMER_ID.slice(0, 8));

  const query = await page.locator('.graphiql-query-editor').boundingBox();
  const result = await page.locator('.result-window').boundingBox();
  expect(query?.width).toBeGreaterThan(340);
  expect(result?.width).toBeGreaterThan(340);
  expect(query && result && result.y - query.y).toBeGreaterThan(200);
  expect(result && result.y + result.height).toBeLessThanOrEqual(844);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page.addStyleTag({ content: '.cursors-layer, .scrollbar { visibility: hidden !important }' });
  await savePicture('graphiql-phone', page);
});
