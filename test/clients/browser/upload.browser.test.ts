import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from '../../support/browser/browser-test.ts';
import {
  attachedDigests,
  digestsOf,
  type FilesOnDisk,
  onDisk,
  PERSON,
  pickFiles,
  pickHeic,
} from '../../support/browser/picked-files.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';
import { type PageServer, readUploadForm, serveUploadForm } from './serve-upload-form.ts';

const ATTACHED = `attached to ${EXAMPLE_INPUT.customerId}`;

interface Visit {
  readonly endpoint: string;
  readonly preflight?: 'no';
}

async function open(browser: Browser, { origin }: PageServer, visit: Visit): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${origin}/?${new URLSearchParams({ ...visit })}`);
  return page;
}

/** Picks the files as a person would, sends the form, and waits for what the page then says. */
async function send(page: Page, files: FilesOnDisk): Promise<string> {
  await page.getByLabel('Front').setInputFiles(files.front);
  await page.getByLabel('Back').setInputFiles(files.back);
  await page.getByLabel('Proof of address').setInputFiles(files.bill);
  await page.getByText('Send').click();
  const verdict = page.locator('#verdict:not(:empty)');
  await verdict.waitFor({ timeout: 30_000 });
  return (await verdict.textContent()) ?? '';
}

function errorsShown(page: Page): Promise<string[]> {
  return page.locator('output[data-errors]:not(:empty)').allTextContents();
}

test('three files picked on a page of an allowed origin reach Fin.com byte for byte', async ({ browser }) => {
  await using pages = await serveUploadForm();
  await using stack = await startStack({ env: { CORS_ORIGINS: pages.origin } });
  const files = pickFiles(5_000_000);
  await using paths = await onDisk(files);
  const page = await open(browser, pages, { endpoint: stack.url });

  expect(await send(page, paths)).toBe(ATTACHED);

  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
  expect(stack.control.count('uploadDocuments')).toBe(1);
  // The browser asked before it sent.
  expect(stack.logged()).toContain('"status":204');
  expect(JSON.stringify(stack.control.requests) + stack.logged()).not.toContain(PERSON);
});

test("a page of the gateway's own origin needs no CORS", async ({ browser }) => {
  await using stack = await startStack();
  const files = pickFiles();
  await using paths = await onDisk(files);
  const page = await browser.newPage();
  await page.goto(`${stack.gateway.origin}/health?endpoint=/graphql`);
  await page.setContent(await readUploadForm());

  expect(await send(page, paths)).toBe(ATTACHED);

  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('the browser does not send files from a page of another origin', async ({ browser }) => {
  await using pages = await serveUploadForm();
  await using strangers = await serveUploadForm();
  await using stack = await startStack({ env: { CORS_ORIGINS: pages.origin } });
  await using paths = await onDisk(pickFiles());
  const page = await open(browser, strangers, { endpoint: stack.url });

  expect(await send(page, paths)).toBe('no answer: Failed to fetch');

  expect(stack.control.requests).toHaveLength(0);
});

test('a page of another site without the preflight header reaches the gateway but attaches nothing', async ({
  browser,
}) => {
  await using strangers = await serveUploadForm();
  await using stack = await startStack();
  await using paths = await onDisk(pickFiles());
  const page = await open(browser, strangers, { endpoint: stack.url, preflight: 'no' });

  expect(await send(page, paths)).toBe('no answer: Failed to fetch');

  expect(stack.logged()).toContain('CSRF_PREFLIGHT_REQUIRED');
  expect(stack.control.requests).toHaveLength(0);
});

test('a page without an origin, such as a sandboxed frame, is blocked if several origins are allowed', async ({
  browser,
}) => {
  await using frames = await serveUploadForm({
    'content-security-policy': 'sandbox allow-scripts allow-forms',
  });
  await using stack = await startStack({
    env: {
      CORS_ORIGINS: 'https://app.example.com,https://admin.example.com',
    },
  });
  await using paths = await onDisk(pickFiles());
  const page = await open(browser, frames, { endpoint: stack.url });

  expect(await send(page, paths)).toBe('no answer: Failed to fetch');

  expect(stack.control.requests).toHaveLength(0);
});

test('a form error in front of 24 MB of files is shown under its field, and no file is uploaded', async ({
  browser,
}) => {
  await using pages = await serveUploadForm();
  await using stack = await startStack({ env: { CORS_ORIGINS: pages.origin } });
  await using paths = await onDisk(pickFiles(8_000_000));
  const page = await open(browser, pages, { endpoint: stack.url });
  await page.getByLabel('Document number').fill(' ');

  expect(await send(page, paths)).toBe('BAD_USER_INPUT');

  expect(await errorsShown(page)).toEqual(['Must not be blank.']);
  expect(stack.control.requests).toHaveLength(0);
});

test('an upload on a slow connection takes three times as long as FIN_TIMEOUT_MS and succeeds', async ({
  browser,
}) => {
  await using pages = await serveUploadForm();
  // Long enough for a browser that gets no time from a busy machine for a while.
  const env = { CORS_ORIGINS: pages.origin, FIN_TIMEOUT_MS: '2500' };
  await using stack = await startStack({ env });
  const files = pickFiles(2_500_000);
  await using paths = await onDisk(files);
  const page = await open(browser, pages, { endpoint: stack.url });
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Network.enable');
  await devTools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: -1,
    uploadThroughput: 1_000_000,
  });

  expect(await send(page, paths)).toBe(ATTACHED);

  const upload = await stack.control.waitForRequest('uploadDocuments', { until: 'settled' });
  expect(upload.millis).toBeGreaterThan(5_000);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('a HEIC photo is rejected under its field while 16 MB of other files follow, and nothing is stored', async ({
  browser,
}) => {
  await using pages = await serveUploadForm();
  await using stack = await startStack({ env: { CORS_ORIGINS: pages.origin } });
  await using paths = await onDisk({ ...pickFiles(8_000_000), front: pickHeic() });
  const page = await open(browser, pages, { endpoint: stack.url });

  expect(await send(page, paths)).toBe('UPLOAD_TYPE_NOT_ALLOWED');

  expect(await errorsShown(page)).toEqual(['Must be PDF, JPEG or PNG; this is HEIC.']);
  expect(stack.control.uploads).toHaveLength(0);
});

test('a rejection by Fin.com is shown under its field', async ({ browser }) => {
  await using pages = await serveUploadForm();
  await using stack = await startStack({ env: { CORS_ORIGINS: pages.origin } });
  await using paths = await onDisk(pickFiles());
  const page = await open(browser, pages, { endpoint: stack.url });
  await page.getByLabel('Document number').fill('SANDBOX-422');

  expect(await send(page, paths)).toBe('FIN_VALIDATION_FAILED');

  expect(await errorsShown(page)).toEqual(['does not match the document']);
  expect(stack.control.attachCount()).toBe(0);
});
