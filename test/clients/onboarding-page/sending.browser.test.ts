import { appendFile, rm, writeFile } from 'node:fs/promises';
import { expect, vi } from 'vitest';
import { accessibilityFaults } from '../../support/browser/accessibility.ts';
import { test } from '../../support/browser/browser-test.ts';
import { attachedDigests, digestsOf, onDisk, pickFiles } from '../../support/browser/picked-files.ts';
import { slowDown } from '../../support/browser/slow-down.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import type { ForeignAnswer } from './serve-onboarding-page.ts';
import {
  ARRIVED,
  field,
  fileInputOpacities,
  fill,
  focused,
  mistakes,
  pick,
  send,
  visit,
} from './visit-onboarding-page.ts';

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const CLIENTS = ['apollo', 'urql'];
/** Takes the page long enough to send for a test to interfere. */
const LARGE = 8_000_000;

test.for(CLIENTS)(
  '%s: the progress bar shows the bytes that were sent and never goes back',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, sandbox } = scene;
    await using paths = await onDisk(pickFiles(2_000_000));
    await fill(page, paths);
    await page.evaluate(`
    window.shown = [];
    new MutationObserver(() => {
      const value = document.querySelector('progress')?.getAttribute('value');
      if (value != null) window.shown.push(Number(value));
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['value'] });
  `);
    // The upload would take twenty seconds.
    const speedUp = await slowDown(page, 300_000);

    await send(page);
    await page.waitForFunction('window.shown.at(-1) > 0.1');

    const bar = page.getByRole('progressbar', { name: 'Uploading your files' });
    expect(Number(await bar.getAttribute('value'))).toBeLessThan(0.95);
    expect(await fileInputOpacities(page)).toEqual(['0', '0', '0']);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.waitForFunction('window.shown.at(-1) > 0.3');
    await speedUp();
    await page.locator(ARRIVED).waitFor();
    const shown = await page.evaluate<number[]>('window.shown');
    expect(shown).toEqual(shown.toSorted((one, other) => one - other));
    expect(sandbox.control.attachCount()).toBe(1);
  },
);

test.for(CLIENTS)(
  '%s: an upload that was cut is sent again without any action, and attached once',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, site, sandbox } = scene;
    const files = pickFiles(LARGE);
    await using paths = await onDisk(files);
    await fill(page, paths);
    site.halt(2_000_000);

    await send(page);
    await site.halted();
    site.cut();

    await page.locator(ARRIVED).waitFor();
    expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
    expect(sandbox.control.attachCount()).toBe(1);
    expect(scene.wrongs).toEqual([]);
  },
);

test.for(CLIENTS)(
  '%s: a canceled upload is attached once when the person sends it again',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, site, sandbox } = scene;
    const files = pickFiles(LARGE);
    await using paths = await onDisk(files);
    await fill(page, paths);
    // The rest takes a minute, in which even a busy page cancels.
    site.halt(200_000);
    const speedUp = await slowDown(page, 400_000);
    await send(page);
    await site.halted();
    await page.locator('progress[value]').waitFor();

    await page.getByRole('button', { name: 'Cancel' }).click();

    await page.getByText('You canceled, but your documents may have arrived.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await focused(page)).toBe('send');
    expect(sandbox.control.attachCount()).toBe(0);
    // The proxy does not notice by itself that the browser has gone, because it has stopped reading.
    site.cut();
    await speedUp();
    await send(page);
    await page.locator(ARRIVED).waitFor();
    expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
    expect(sandbox.control.attachCount()).toBe(1);
  },
);

/** Browsers ask before they leave a page that prevents this event. Their dialog itself cannot be answered reliably by a program. */
const ASKS_BEFORE_LEAVING = `!dispatchEvent(new Event('beforeunload', { cancelable: true }))`;

test('the browser asks before a person leaves during the upload, and not before or after', async ({
  browser,
}) => {
  await using scene = await visit(browser);
  const { page, site, sandbox } = scene;
  await using paths = await onDisk(pickFiles(LARGE));
  await fill(page, paths);
  expect(await page.evaluate(ASKS_BEFORE_LEAVING)).toBe(false);
  site.halt(2_000_000);
  await send(page);
  await site.halted();

  expect(await page.evaluate(ASKS_BEFORE_LEAVING)).toBe(true);

  site.goOn();
  await page.locator(ARRIVED).waitFor();
  expect(await page.evaluate(ASKS_BEFORE_LEAVING)).toBe(false);
  expect(sandbox.control.attachCount()).toBe(1);
});

test.for(CLIENTS)(
  '%s: a rejected number is shown under its field with the reason, and the retry sends no file again',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, sandbox } = scene;
    const files = pickFiles();
    await using paths = await onDisk(files);
    await fill(page, paths, 'SANDBOX-422');

    await send(page);

    await page.getByText('Please correct one field.').waitFor();
    expect(await mistakes(page)).toEqual({
      'proofOfIdentity.number': 'This entry was not accepted. Please check it.does not match the document',
    });
    expect(await focused(page)).toBe('proofOfIdentity.number');
    expect(await page.getByText('already uploaded').count()).toBe(3);
    expect(await accessibilityFaults(page)).toEqual([]);

    await field(page, 'proofOfIdentity.number').fill('A12345678');
    await send(page);
    await page.locator(ARRIVED).waitFor();
    expect(sandbox.control.count('uploadDocuments')).toBe(1);
    expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
    expect(scene.wrongs).toEqual([]);
  },
);

test('after a rejection, only a newly chosen file is sent', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page, sandbox } = scene;
  const files = pickFiles();
  await using paths = await onDisk(files);
  const other = pickFiles();
  await using otherPaths = await onDisk(other);
  await fill(page, paths, 'SANDBOX-422');
  await send(page);
  await page.getByText('Please correct one field.').waitFor();

  await field(page, 'proofOfIdentity.number').fill('A12345678');
  await pick(page, 'proofOfIdentity.files.1', otherPaths.back);
  await send(page);
  await page.locator(ARRIVED).waitFor();

  expect(sandbox.control.uploads).toHaveLength(4);
  expect(attachedDigests(sandbox)).toEqual({ ...digestsOf(files), BACK: digestsOf(other).BACK });
});

test.for(CLIENTS)(
  '%s: documents whose response was lost are found by their key, and are not sent again',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, sandbox } = scene;
    await using paths = await onDisk(pickFiles());
    await fill(page, paths, 'SANDBOX-LOST');

    await send(page);

    await page.locator(ARRIVED).waitFor();
    expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
  },
);

test.for(CLIENTS)(
  '%s: files that were changed, deleted or replaced after they were chosen must be chosen again',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, sandbox } = scene;
    await using paths = await onDisk(pickFiles());
    await fill(page, paths);
    await appendFile(paths.front, 'x');
    await rm(paths.back);
    await writeFile(paths.bill, pickFiles(200_000).bill.bytes);

    await send(page);

    await page.getByText('Please correct 3 fields.').waitFor();
    const unreadable = expect.stringMatching(/^This file cannot be read\./);
    expect(await mistakes(page)).toEqual({
      'proofOfIdentity.files.0': unreadable,
      'proofOfIdentity.files.1': unreadable,
      'proofOfAddress.files.0': unreadable,
    });
    expect(await focused(page)).toBe('proofOfIdentity.files.0');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(sandbox.control.uploads).toEqual([]);

    const files = pickFiles();
    await using newPaths = await onDisk(files);
    await fill(page, newPaths);
    await send(page);
    await page.locator(ARRIVED).waitFor();
    expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
    expect(scene.wrongs).toEqual([]);
  },
);

const HTML = { 'content-type': 'text/html' };
const JSON_TYPE = { 'content-type': 'application/json' };
/** Responses of proxies, firewalls and sign-in pages in place of the gateway. */
const FOREIGN_ANSWERS: readonly ForeignAnswer[] = [
  { status: 204 },
  { status: 304 },
  { status: 200 },
  { status: 200, headers: JSON_TYPE, body: '{"message":"Hello"}' },
  { status: 200, headers: HTML, body: '<h1>Sign in</h1>' },
  { status: 403, headers: JSON_TYPE, body: '{"message":"Forbidden"}' },
  { status: 502, headers: HTML, body: '<h1>Bad Gateway</h1>' },
  'reset',
];

test.for(CLIENTS)(
  '%s: without a connection, the page says that nothing was sent',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, sandbox, site } = scene;
    const files = pickFiles();
    await using paths = await onDisk(files);
    await fill(page, paths);

    // A device may notice that it is offline only after a request has failed.
    await page.route('**/graphql', (route) => route.abort('internetdisconnected'));
    await send(page);
    await page.getByText('Nothing was sent, because the service cannot be reached.').waitFor();
    await page.context().setOffline(true);
    await page.getByText('You are offline, so nothing was sent.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.unroute('**/graphql');
    await send(page);
    await page.getByText('You are offline, so nothing was sent.').waitFor();
    await page.context().setOffline(false);

    for (const answer of FOREIGN_ANSWERS) {
      site.answerInstead(answer);
      await send(page);
      await page
        .locator('.sendoff')
        .getByText(/nothing was sent/i)
        .waitFor();
    }
    site.answerInstead(undefined);
    expect(sandbox.control.count('uploadDocuments')).toBe(0);

    await send(page);
    await page.locator(ARRIVED).waitFor();
    expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
    expect(sandbox.control.attachCount()).toBe(1);
  },
);

test.for(CLIENTS)(
  '%s: if no response comes from the gateway, the outcome is unknown, and checking again attaches once',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, sandbox, site } = scene;
    await using paths = await onDisk(pickFiles());
    await fill(page, paths);

    site.answerInstead({ status: 502, headers: HTML, body: '<h1>Bad Gateway</h1>' }, 'files');
    await send(page);
    await page.getByText('We do not know yet whether everything has arrived.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    site.answerInstead(undefined);
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.locator(ARRIVED).waitFor();
    expect(sandbox.control.attachCount()).toBe(1);
    expect(scene.wrongs).toEqual([]);
  },
);

test('an answer that did not arrive can be changed and sent', async ({ browser }) => {
  await using scene = await visit(browser, '', {
    prepare: ({ control }) => control.setCustomer(CUSTOMER_ID, { customer_status: 'REINITIATE' }),
    hasClock: true,
  });
  const { page, sandbox } = scene;
  await using paths = await onDisk(pickFiles());
  sandbox.control.faults.script('updateCustomer', { reset: 'before-headers' });
  await field(page, 'proofOfIdentity.expiryDate').fill('2030-01-15');
  await pick(page, 'proofOfIdentity.files.0', paths.front);
  await send(page);
  await page.getByText('We do not know yet whether everything has arrived.').waitFor();

  await field(page, 'proofOfIdentity.expiryDate').fill('2031-01-15');
  await send(page);
  await page.getByText('what you sent before').waitFor();
  expect(sandbox.control.count('updateCustomer')).toBe(1);
  await page.clock.fastForward(60_000);
  await page.getByRole('button', { name: 'Check again' }).click();

  await page.locator(ARRIVED).waitFor();
  expect(sandbox.control.count('updateCustomer')).toBe(2);
});
