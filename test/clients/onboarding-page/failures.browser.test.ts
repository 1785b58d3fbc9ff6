import { appendFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, vi } from 'vitest';
import { accessibilityFaults } from '../../support/browser/accessibility.ts';
import { test } from '../../support/browser/browser-test.ts';
import { attachedDigests, digestsOf, onDisk, pickFiles } from '../../support/browser/picked-files.ts';
import type { ForeignAnswer } from './serve-onboarding-page.ts';
import { fill, focused, mistakes, send, visit } from './visit-onboarding-page.ts';

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const CLIENTS = ['apollo', 'urql'];

const UNREADABLE = expect.stringContaining('This file can no longer be read.');
const HTML = { 'content-type': 'text/html' };
const JSON_TYPE = { 'content-type': 'application/json' };
/** What proxies, firewalls and sign-in pages answer in place of the gateway. */
const FOREIGN_ANSWERS: readonly ForeignAnswer[] = [
  { status: 204 },
  { status: 205 },
  { status: 304 },
  { status: 200 },
  { status: 200, headers: JSON_TYPE, body: '' },
  { status: 200, headers: JSON_TYPE, body: '{"message":"Hello"}' },
  { status: 200, headers: HTML, body: '<h1>Sign in</h1>' },
  { status: 302, headers: { location: '/sign-in' } },
  { status: 403, headers: JSON_TYPE, body: '{"message":"Forbidden"}' },
  { status: 502, headers: HTML, body: '<h1>Bad Gateway</h1>' },
];

test.for(CLIENTS)(
  '%s: files that were changed, deleted or replaced after they were picked must be chosen again',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, sandbox } = scene;
    await using paths = await onDisk(pickFiles());
    await fill(page, paths);
    const before = sandbox.control.requests.length;
    await appendFile(paths.front, 'x');
    await rm(paths.back);
    await writeFile(paths.bill, pickFiles(200_000).bill.bytes);

    await send(page);

    await page.getByText('Please correct 3 fields.').waitFor();
    expect(await mistakes(page)).toEqual({ front: UNREADABLE, back: UNREADABLE, addressProof: UNREADABLE });
    expect(await focused(page)).toBe('front');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(sandbox.control.requests).toHaveLength(before);

    const files = pickFiles();
    await using newPaths = await onDisk(files);
    await fill(page, newPaths);
    await send(page);
    await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
    expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
    expect(scene.wrongs).toEqual([]);
  },
);

test.for(CLIENTS)(
  '%s: without a connection, the page says that nothing was sent',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, sandbox, site } = scene;
    const files = pickFiles();
    await using paths = await onDisk(files);
    await fill(page, paths);

    await page.context().setOffline(true);
    await send(page);
    await page.getByText('You are offline, so nothing was sent.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().setOffline(false);

    site.answerInstead('reset');
    await send(page);
    await page.getByText('Nothing was sent, because the service cannot be reached.').waitFor();
    site.answerInstead({ status: 502, headers: HTML, body: '<h1>Bad Gateway</h1>' });
    await send(page);
    await page
      .getByText('Nothing was sent, because we did not understand the response of the service.')
      .waitFor();
    site.answerInstead(undefined);

    // As an extension does that blocks uploads.
    await page.route('**/graphql', async (route) => {
      const isForm = route.request().headers()['content-type']?.startsWith('multipart/');
      await (isForm ? route.abort('blockedbyclient') : route.continue());
    });
    await send(page);
    await page.getByText('Nothing was sent, because the service cannot be reached.').waitFor();
    await page.unroute('**/graphql');
    expect(sandbox.control.count('uploadDocuments')).toBe(0);

    await send(page);
    await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
    expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
    expect(sandbox.control.attachCount()).toBe(1);
  },
);

test.for(CLIENTS)(
  '%s: a response to the form that is not GraphQL leads to a clear message',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, sandbox, site } = scene;
    await using paths = await onDisk(pickFiles());
    await fill(page, paths);

    for (const answer of FOREIGN_ANSWERS) {
      site.answerInstead(answer, 'files');
      await send(page);
      await page.getByText('We did not understand the response').waitFor();
      await page.getByText('Fin.com has not received them yet.').waitFor();
    }
    expect(await accessibilityFaults(page)).toEqual([]);
    site.answerInstead('reset', 'files');
    await send(page);
    await page.getByText('There was no response').waitFor();
    await page.getByText('Fin.com has not received them yet.').waitFor();

    site.answerInstead(undefined);
    await send(page);
    await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
    expect(sandbox.control.attachCount()).toBe(1);
    expect(scene.wrongs).toEqual([]);
  },
);

test.for(CLIENTS)(
  '%s: a page that cannot start says why, and starts when the person tries again',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}&customer=new`, {
      answerInstead: 'reset',
    });
    const { page, sandbox, site } = scene;
    await page.getByText('because the service cannot be reached').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    for (const answer of FOREIGN_ANSWERS) {
      site.answerInstead(answer);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('This page could not be loaded').waitFor();
    }
    site.answerInstead(undefined);
    await page.getByRole('button', { name: 'Try again' }).click();

    await page.getByText('Who you are').waitFor();
    expect(sandbox.control.count('createIndividualCustomer')).toBe(1);
    expect(scene.wrongs).toEqual([]);
  },
);

test('documents that arrived without a response are not sent again', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page, sandbox } = scene;
  await using paths = await onDisk(pickFiles());
  await fill(page, paths, 'SANDBOX-LOST');
  sandbox.control.faults.script('getCustomer', { status: 500, times: 'always' });
  await send(page);
  await page.getByText('The service cannot be reached at the moment.').waitFor();
  sandbox.control.faults.clear();

  await send(page);

  await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
});

test('a lost connection during the upload is checked again when the device is online', async ({
  browser,
}) => {
  await using scene = await visit(browser);
  const { page, site } = scene;
  await using paths = await onDisk(pickFiles(8_000_000));
  await fill(page, paths);
  site.halt(2_000_000);
  await send(page);
  await site.halted();

  await page.context().setOffline(true);
  site.cut();
  await page.getByText('The connection was lost while your documents were being sent.').waitFor();
  await page.getByText('The service cannot be reached at the moment.').waitFor();
  // A device reports that it is online before all connections work.
  let reads = 0;
  await page.route('**/graphql', (route) => {
    reads += 1;
    return reads === 1 ? route.abort('internetdisconnected') : route.continue();
  });
  await page.context().setOffline(false);

  await page.getByText('Fin.com has not received them yet.').waitFor();
});

test('a stalled upload is aborted', async ({ browser }) => {
  await using scene = await visit(browser, '', { hasClock: true });
  const { page, site } = scene;
  await using paths = await onDisk(pickFiles(8_000_000));
  await fill(page, paths);
  site.halt(2_000_000);
  await send(page);
  await site.halted();
  await page.locator('progress[value]').waitFor();

  const broken = page.getByText('The connection was lost while your documents were being sent.');
  // The browser may still be filling its buffers: each progress starts the wait anew.
  await expect
    .poll(async () => {
      await page.clock.fastForward(121_000);
      return broken.isVisible();
    })
    .toBe(true);
});

test('a dropped folder is rejected with a hint', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page } = scene;
  await using paths = await onDisk(pickFiles());
  const place = await page.getByLabel('Back side').boundingBox();
  const devTools = await page.context().newCDPSession(page);
  const data = { items: [], files: [dirname(paths.back)], dragOperationsMask: 1 };
  const point = { x: (place?.x ?? 0) + 20, y: (place?.y ?? 0) + 20 };

  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devTools.send('Input.dispatchDragEvent', { type, ...point, data });

  await page.getByText('Choose a file, not a folder.').waitFor();
  expect(scene.wrongs).toEqual([]);
});
