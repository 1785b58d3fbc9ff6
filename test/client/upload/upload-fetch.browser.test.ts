import { appendFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from '../../support/browser/browser-test.ts';
import {
  attachedDigests,
  digestsOf,
  formWith,
  onDisk,
  pickFiles,
} from '../../support/browser/picked-files.ts';
import { slowDown } from '../../support/browser/slow-down.ts';
import { startCuttingProxy } from '../../support/network/start-cutting-proxy.ts';
import { startStack } from '../../support/start-stack.ts';
import { openKitPage } from './kit-page.ts';

declare global {
  var mendLine: (() => Promise<void>) | undefined;
}

/** Attaches the files of the page's file field: front, back, bill. `cancelAt` is a share of the upload. */
function attach(page: Page, url: string, { cancelAt = 2, silenceMs = 60_000 } = {}) {
  const form = formWith({ front: null, back: null, bill: null });
  return page.evaluate(
    async ({ url, form, cancelAt, silenceMs }) => {
      const [front, back, bill] = document.querySelector('input')?.files ?? [];
      const [first, second] = form.proofOfIdentity.files;
      const input = {
        ...form,
        proofOfIdentity: {
          ...form.proofOfIdentity,
          files: [
            { ...first, upload: front },
            { ...second, upload: back },
          ],
        },
        proofOfAddress: { ...form.proofOfAddress, files: [{ upload: bill }] },
      };
      const cancel = new AbortController();
      const shares: number[] = [];
      const send = kit.createUploadFetch({ silenceMs });
      const client = kit.createFetchClient({ url, fetch: send });
      const wait = async () => globalThis.mendLine?.();
      const writer = kit.createWriter({ client, store: sessionStorage, wait });
      const result = await writer.attachDocuments(input, {
        signal: cancel.signal,
        onPhase(phase) {
          if (phase === 'LOOKING_UP') void globalThis.mendLine?.();
        },
        onProgress({ sentBytes, totalBytes }) {
          shares.push(sentBytes / totalBytes);
          if (sentBytes / totalBytes >= cancelAt) cancel.abort();
        },
      });
      return { result, shares };
    },
    { url, form, cancelAt, silenceMs },
  );
}

async function pick(page: Page, paths: Awaited<ReturnType<typeof onDisk>>): Promise<void> {
  await page.locator('input').setInputFiles([paths.front, paths.back, paths.bill]);
}

test('the progress of an upload goes from nothing to everything while the files are sent', async ({
  browser,
}) => {
  await using site = await openKitPage(browser);
  await using stack = await startStack({ env: { CORS_ORIGINS: site.origin } });
  const files = pickFiles(300_000);
  await using paths = await onDisk(files);
  await pick(site.page, paths);
  await slowDown(site.page, 500_000);

  const { result, shares } = await attach(site.page, stack.url);

  expect(result).toMatchObject({ state: 'SUCCEEDED', replayed: false });
  expect(shares[0]).toBe(0);
  expect(shares.at(-1)).toBe(1);
  // A busy browser reports less often.
  expect(shares.some((share) => share > 0 && share < 1)).toBe(true);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('an upload that is cancelled halfway attaches nothing, and the next call attaches once', async ({
  browser,
}) => {
  await using site = await openKitPage(browser);
  await using stack = await startStack({ env: { CORS_ORIGINS: site.origin } });
  await using paths = await onDisk(pickFiles(300_000));
  await pick(site.page, paths);
  // The rest takes four seconds, in which even a busy page cancels.
  const speedUp = await slowDown(site.page, 150_000);

  const cancelled = await attach(site.page, stack.url, { cancelAt: 0.3 });
  expect(cancelled.result).toEqual({ state: 'CANCELLED', mayHaveBeenSent: true });
  expect(stack.control.attachCount()).toBe(0);

  await speedUp();
  expect((await attach(site.page, stack.url)).result).toMatchObject({ state: 'SUCCEEDED' });
  expect(stack.control.attachCount()).toBe(1);
});

test('an upload that is cancelled as it begins keeps its key, since progress is reported late', async ({
  browser,
}) => {
  await using site = await openKitPage(browser);
  await using stack = await startStack({ env: { CORS_ORIGINS: site.origin } });
  await using paths = await onDisk(pickFiles());
  await pick(site.page, paths);

  const { result } = await attach(site.page, stack.url, { cancelAt: 0 });

  expect(result).toEqual({ state: 'CANCELLED', mayHaveBeenSent: true });
  expect(await site.page.evaluate(() => sessionStorage.length)).toBe(1);
  expect(stack.control.attachCount()).toBe(0);
  expect((await attach(site.page, stack.url)).result).toMatchObject({ state: 'SUCCEEDED', replayed: false });
  expect(await site.page.evaluate(() => sessionStorage.length)).toBe(0);
  expect(stack.control.attachCount()).toBe(1);
});

test('an upload on a dead line is given up after a time of silence, and attached later', async ({
  browser,
}) => {
  await using site = await openKitPage(browser);
  await using stack = await startStack({ env: { CORS_ORIGINS: site.origin } });
  await using proxy = await startCuttingProxy(stack.gateway.origin);
  await using paths = await onDisk(pickFiles(300_000));
  await pick(site.page, paths);
  void stack.control.waitForRequest('uploadDocuments').then(() => proxy.hold('answer'));
  await site.page.exposeFunction('mendLine', () => proxy.mend());

  // Longer than a busy browser may be silent while it sends.
  const { result } = await attach(site.page, `${proxy.url}/graphql`, { silenceMs: 4_000 });

  expect(result).toMatchObject({ state: 'SUCCEEDED', replayed: true });
  expect(stack.control.attachCount()).toBe(1);
});

test('an upload whose response is lost is attached once', async ({ browser }) => {
  await using site = await openKitPage(browser);
  await using stack = await startStack({ env: { CORS_ORIGINS: site.origin } });
  await using proxy = await startCuttingProxy(stack.gateway.origin);
  await using paths = await onDisk(pickFiles(1_000));
  await pick(site.page, paths);
  void stack.control.waitForRequest('attachIndividualDocuments').then(() => proxy.cutAfter('answer', 0));
  await site.page.exposeFunction('mendLine', () => proxy.mend());

  const { result } = await attach(site.page, `${proxy.url}/graphql`);

  expect(result).toMatchObject({ state: 'SUCCEEDED', replayed: true });
  expect(stack.control.attachCount()).toBe(1);
});

test('a form that an extension blocks is not sent', async ({ browser }) => {
  await using site = await openKitPage(browser);
  await using stack = await startStack({ env: { CORS_ORIGINS: site.origin } });
  await using paths = await onDisk(pickFiles());
  await pick(site.page, paths);
  await site.page.route('**/graphql', async (route) => {
    const isForm = route.request().headers()['content-type']?.startsWith('multipart/');
    await (isForm ? route.abort('blockedbyclient') : route.continue());
  });

  const { result } = await attach(site.page, stack.url);

  expect(result).toMatchObject({ state: 'NOT_SENT', reason: 'NO_RESPONSE' });
  expect(stack.control.requests).toEqual([]);
});

test('a file that has changed since it was picked is named before anything is sent', async ({ browser }) => {
  await using site = await openKitPage(browser);
  await using stack = await startStack({ env: { CORS_ORIGINS: site.origin } });
  await using paths = await onDisk(pickFiles());
  await pick(site.page, paths);
  await appendFile(paths.back, 'x');

  const { result } = await attach(site.page, stack.url);

  expect(result).toEqual({
    state: 'NOT_SENT',
    reason: 'FILE_UNREADABLE',
    unreadableFiles: [['input', 'proofOfIdentity', 'files', 1, 'upload']],
  });
});
