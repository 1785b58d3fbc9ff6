import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { FieldName } from '../../../examples/onboarding-page/form/model/form-values.ts';
import { accessibilityFaults } from '../../support/browser/accessibility.ts';
import { test } from '../../support/browser/browser-test.ts';
import {
  attachedDigests,
  digestsOf,
  onDisk,
  pickFiles,
  pickHeic,
} from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { drawPhoto } from './draw-photo.ts';
import {
  ARRIVED,
  chooseCountry,
  field,
  fill,
  fillTexts,
  focused,
  mistakes,
  pick,
  send,
  visit,
} from './visit-onboarding-page.ts';

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };

function scrollWidth(page: Page): Promise<unknown> {
  return page.evaluate('document.documentElement.scrollWidth');
}

/** Drops a file or folder on the field for the back side. */
async function drop(page: Page, path: string): Promise<void> {
  const place = await field(page, 'proofOfIdentity.files.1').boundingBox();
  const devTools = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const point = { x: (place?.x ?? 0) + 20, y: (place?.y ?? 0) + 20 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devTools.send('Input.dispatchDragEvent', { type, ...point, data });
}

test.for([
  { device: 'desktop', viewport: { width: 1200, height: 800 } },
  { device: 'phone', viewport: { width: 360, height: 740 } },
])(
  '$device: an empty form names every missing field, works by keyboard and is accessible',
  async ({ viewport }, { browser }) => {
    await using scene = await visit(browser, '', { viewport });
    const { page } = scene;
    expect(await accessibilityFaults(page)).toEqual([]);

    await field(page, 'tosPoliciesValue').focus();
    await page.keyboard.press('Enter');

    await page.getByText('Please correct 9 fields.').waitFor();
    expect(await mistakes(page)).toEqual({
      'proofOfIdentity.type': 'Please choose an option.',
      'proofOfIdentity.country': 'Choose a country from the list.',
      'proofOfIdentity.number': 'Please enter some text.',
      'proofOfIdentity.issueDate': 'Please enter a date.',
      'proofOfIdentity.expiryDate': 'Please enter a date.',
      'proofOfIdentity.files.0': 'Please upload a file.',
      'proofOfAddress.type': 'Please choose an option.',
      'proofOfAddress.files.0': 'Please upload a file.',
      tosPoliciesValue: 'Please read and accept the terms.',
    });
    expect(await focused(page)).toBe('proofOfIdentity.type');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await scrollWidth(page)).toBe(viewport.width);
  },
);

test('the form can be filled in and sent by keyboard alone', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page, sandbox } = scene;
  await using paths = await onDisk(pickFiles());
  const { keyboard } = page;
  const type = async (...texts: readonly string[]) => {
    for (const text of texts) await keyboard.type(text);
    await keyboard.press('Tab');
  };
  /** The dialog for files belongs to the system. */
  const choose = async (name: FieldName, path: string) => {
    expect(await focused(page)).toBe(name);
    await field(page, name).setInputFiles(path);
    await keyboard.press('Tab');
  };

  await field(page, 'proofOfIdentity.type').focus();
  await type('Nat');
  await type('united states');
  await type('A12345678');
  await type('01152020');
  await keyboard.press('Tab');
  await type('01152030');
  await keyboard.press('Tab');
  await choose('proofOfIdentity.files.0', paths.front);
  await choose('proofOfIdentity.files.1', paths.back);
  await type('Util');
  await type('');
  await choose('proofOfAddress.files.0', paths.bill);
  await keyboard.press('Space');
  await page.locator('.file-name').nth(2).waitFor();
  await keyboard.press('Enter');

  await page.locator(ARRIVED).waitFor();
  expect(sandbox.control.attached.at(-1)?.body).toMatchObject({
    proof_of_identity: {
      type: 'NATIONAL_ID',
      country: 'USA',
      issue_date: '2020-01-15',
      expiry_date: '2030-01-15',
    },
    proof_of_address: { type: 'UTILITY_BILL', country: 'USA' },
  });
});

test('a country can be chosen by keyboard, and a text that matches no country shows an error', async ({
  browser,
}) => {
  await using scene = await visit(browser);
  const { page } = scene;
  const country = field(page, 'proofOfIdentity.country');
  const options = page.getByRole('listbox').getByRole('option');
  const { keyboard } = page;
  await country.focus();
  await keyboard.press('ArrowDown');
  expect(await options.count()).toBe(249);
  expect(await accessibilityFaults(page)).toEqual([]);

  // The first match is highlighted, the second is chosen.
  await keyboard.type('united');
  const second = await options.nth(1).textContent();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  expect(await country.inputValue()).toBe(second);
  expect(second).toMatch(/^United/);

  for (const [typed, name] of [
    ['UK', 'United Kingdom'],
    ['va', 'Holy See'],
    ['Burma', 'Myanmar'],
    ['reunion', 'Réunion'],
  ] as const) {
    await country.fill(typed);
    await keyboard.press('Tab');
    expect(await country.inputValue()).toBe(name);
  }
  for (const typed of ['Ukra', 'Virgin Islands', 'Atlantis']) {
    await country.fill(typed);
    await keyboard.press('Tab');
    expect(await country.inputValue()).toBe(typed);
    expect(await mistakes(page)).toEqual({ 'proofOfIdentity.country': 'Choose a country from the list.' });
    expect(await country.getAttribute('aria-invalid')).toBe('true');
  }
  expect(await accessibilityFaults(page)).toEqual([]);

  await country.fill('Ukra');
  await keyboard.press('Escape');
  expect(await options.count()).toBe(0);
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  expect(await country.inputValue()).toBe('Ukraine');
  expect(await mistakes(page)).toEqual({});
  expect(scene.wrongs).toEqual([]);
});

test('a file can be dropped on its field, and a dropped folder is rejected with a hint', async ({
  browser,
}) => {
  await using scene = await visit(browser);
  const { page } = scene;
  await using paths = await onDisk(pickFiles());

  await drop(page, dirname(paths.back));
  await page.getByText('It may be a folder').waitFor();
  await drop(page, paths.back);

  await page.getByText('back.png').waitFor();
  expect(await mistakes(page)).toEqual({});
  expect(scene.wrongs).toEqual([]);
});

test('a file that is still being read is not replaced by the one before it', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page, sandbox } = scene;
  const files = pickFiles();
  const { front } = pickFiles();
  await using paths = await onDisk(files);
  await fill(page, paths);

  // Faster than any person, and so before the page can have read the file.
  await page.evaluate(
    async ({ bytes, type }) => {
      const input = document.getElementById('proofOfIdentity.files.0');
      if (!(input instanceof HTMLInputElement)) throw new Error('There is no such field.');
      const chosen = new DataTransfer();
      chosen.items.add(new File([new Uint8Array(bytes)], 'other.jpg', { type }));
      input.files = chosen.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      await Promise.resolve();
      document.getElementById('send')?.click();
    },
    { bytes: [...front.bytes], type: front.type },
  );

  await page.getByText('other.jpg').waitFor();
  expect(await mistakes(page)).toEqual({});
  expect(sandbox.control.uploads).toEqual([]);
  await send(page);
  await page.locator(ARRIVED).waitFor();
  expect(attachedDigests(sandbox)).toEqual(digestsOf({ ...files, front }));
});

test('a HEIC photo is rejected with advice before anything is sent', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page, sandbox } = scene;
  await using paths = await onDisk({ ...pickFiles(), front: pickHeic() });
  const before = sandbox.control.requests.length;

  await fill(page, paths);
  await send(page);

  await page.getByText('Please correct one field.').waitFor();
  expect(await mistakes(page)).toEqual({
    'proofOfIdentity.files.0': 'HEIC files are not accepted. Please use PDF, JPEG, or PNG.',
  });
  await page.getByText('choose the most compatible format').waitFor();
  expect(await focused(page)).toBe('proofOfIdentity.files.0');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(sandbox.control.requests).toHaveLength(before);
});

test('a photo that is too large is made smaller and accepted', async ({ browser }) => {
  await using scene = await visit(browser, '', { env: { UPLOAD_MAX_FILE_BYTES: '1000000' } });
  const { page, sandbox } = scene;
  const files = pickFiles();
  const photo = await drawPhoto(browser, { width: 2000, height: 1500 });
  await using paths = await onDisk({
    ...files,
    front: { name: 'photo.jpg', type: 'image/jpeg', bytes: photo },
  });
  expect(photo.length).toBeGreaterThan(1_000_000);

  await fill(page, paths);
  await page.getByText('This photo was too large to send.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await send(page);
  await page.locator(ARRIVED).waitFor();

  expect(sandbox.control.uploads.every(({ byteLength }) => byteLength <= 1_000_000)).toBe(true);
  const { FRONT, ...others } = attachedDigests(sandbox);
  const { FRONT: original, ...expected } = digestsOf(files);
  expect(others).toEqual(expected);
  expect(FRONT).not.toBe(original);
});

test('a phone offers the camera for documents, and the size of a file that is too large is named', async ({
  browser,
}) => {
  await using scene = await visit(browser, '', { ...PHONE, env: { UPLOAD_MAX_FILE_BYTES: '200000' } });
  const { page } = scene;
  const { bill } = pickFiles(300_000);
  const camera = page.getByLabel('Take a photo: Front side');
  expect(await camera.getAttribute('capture')).toBe('environment');
  const { front } = pickFiles();

  await camera.setInputFiles({ name: front.name, mimeType: front.type, buffer: front.bytes });
  await page.getByText('front.jpg').waitFor();
  await pick(page, 'proofOfAddress.files.0', bill);

  expect(await mistakes(page)).toEqual({
    'proofOfAddress.files.0': expect.stringMatching(/^This file is too large\. The maximum size is/),
  });
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await scrollWidth(page)).toBe(PHONE.viewport.width);
});

test('entries survive a reload, files do not, and nothing is kept after the documents have arrived', async ({
  browser,
}) => {
  await using scene = await visit(browser);
  const { page } = scene;
  await using paths = await onDisk(pickFiles());
  await fill(page, paths, 'B7654321');

  await page.reload();

  await page.getByText('We kept what you entered.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await field(page, 'proofOfIdentity.number').inputValue()).toBe('B7654321');
  expect(await field(page, 'proofOfIdentity.country').inputValue()).toBe('United States');
  expect(await field(page, 'tosPoliciesValue').isChecked()).toBe(false);
  expect(await page.locator('.file-name').count()).toBe(0);
  await fill(page, paths, 'B7654321');
  await send(page);
  await page.locator(ARRIVED).waitFor();
  expect(await page.evaluate('Object.keys(sessionStorage)')).toEqual([]);
});

test('a missing back side is mentioned before anything is sent, and the person may send the documents anyway', async ({
  browser,
}) => {
  await using scene = await visit(browser);
  const { page, sandbox } = scene;
  await using paths = await onDisk(pickFiles());
  await fillTexts(page);
  await pick(page, 'proofOfIdentity.files.0', paths.front);
  await pick(page, 'proofOfAddress.files.0', paths.bill);

  await send(page);
  await page.getByText('The back of this document seems to be missing.').waitFor();
  await expect.poll(() => focused(page)).toBe('warnings-title');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(sandbox.control.uploads).toEqual([]);
  await page.getByRole('button', { name: 'Choose another file' }).click();
  expect(await focused(page)).toBe('proofOfIdentity.files.0');
  await page.getByRole('button', { name: 'Send anyway' }).click();

  await page.locator(ARRIVED).waitFor();
  expect(sandbox.control.attachCount()).toBe(1);
});

test('a document that expires soon is mentioned, and another date needs no confirmation', async ({
  browser,
}) => {
  await using scene = await visit(browser);
  const { page, sandbox } = scene;
  await using paths = await onDisk(pickFiles());
  await fill(page, paths);
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await field(page, 'proofOfIdentity.expiryDate').fill(soon);

  await send(page);
  await page.getByText('This document expires soon').waitFor();
  await page.getByRole('button', { name: 'Change this' }).click();
  expect(await focused(page)).toBe('proofOfIdentity.expiryDate');
  await field(page, 'proofOfIdentity.expiryDate').fill('2030-01-15');
  await send(page);

  await page.locator(ARRIVED).waitFor();
  expect(sandbox.control.attachCount()).toBe(1);
});

test('a picture that may be too small to read is mentioned as soon as it is chosen', async ({ browser }) => {
  await using scene = await visit(browser, '', PHONE);
  const { page, sandbox } = scene;
  const small = await drawPhoto(browser, { width: 320, height: 200 });
  await using paths = await onDisk({
    ...pickFiles(),
    front: { name: 'small.jpg', type: 'image/jpeg', bytes: small },
  });
  await fill(page, paths);
  await page.locator('.file-notes').getByText('This picture may be too small to read.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await send(page);
  await page.locator('.warnings').getByText('This picture may be too small to read.').waitFor();
  await page.getByRole('button', { name: 'Send anyway' }).click();

  await page.locator(ARRIVED).waitFor();
  expect(sandbox.control.attachCount()).toBe(1);
});

test('choosing a passport takes the back side away, and another country is sent as chosen', async ({
  browser,
}) => {
  await using scene = await visit(browser);
  const { page, sandbox } = scene;
  await using paths = await onDisk(pickFiles());
  await fill(page, paths);
  await field(page, 'proofOfIdentity.type').selectOption('PASSPORT');
  await chooseCountry(page, 'proofOfAddress.country', 'cote');
  await page.getByText('Photo page').waitFor();

  await send(page);

  await page.locator(ARRIVED).waitFor();
  expect(sandbox.control.attached.at(-1)?.body).toMatchObject({
    proof_of_identity: { type: 'PASSPORT', files: [{ side: 'FRONT' }] },
    proof_of_address: { country: 'CIV' },
  });
  expect(sandbox.control.uploads).toHaveLength(2);
});

test('nothing is kept of documents that arrived without the page knowing it', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page, sandbox } = scene;
  await fillTexts(page);
  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'QUEUED' });

  await page.reload();

  await page.locator(ARRIVED).waitFor();
  await expect.poll(() => page.evaluate('Object.keys(sessionStorage)')).toEqual([]);
});
