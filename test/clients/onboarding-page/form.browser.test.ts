import { expect, vi } from 'vitest';
import { accessibilityFaults } from '../../support/browser/accessibility.ts';
import { test } from '../../support/browser/browser-test.ts';
import { onDisk, pickFiles, pickHeic } from '../../support/browser/picked-files.ts';
import { startStack } from '../../support/start-stack.ts';
import { serveOnboardingPage } from './serve-onboarding-page.ts';
import { countryField, fill, focused, mistakes, send, visit } from './visit-onboarding-page.ts';

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

test('a file can be dropped on its field', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page } = scene;
  await using paths = await onDisk(pickFiles());
  const place = await page.getByLabel('Back side').boundingBox();
  const devTools = await page.context().newCDPSession(page);
  const drag = { items: [], files: [paths.back], dragOperationsMask: 1 };
  const point = { x: (place?.x ?? 0) + 20, y: (place?.y ?? 0) + 20 };

  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devTools.send('Input.dispatchDragEvent', { type, ...point, data: drag });

  await page.getByText('back.png').waitFor();
});

test('a page that cannot be loaded says so, and loads when the person tries again', async ({ browser }) => {
  await using stack = await startStack();
  await using site = await serveOnboardingPage(stack.gateway.origin);
  await using page = await browser.newPage();
  stack.control.faults.script('getCustomer', { status: 500, times: 'always' });

  await page.goto(site.origin);

  await page.getByText('could not be loaded').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  stack.control.faults.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Who you are').waitFor();
});

test('a HEIC photo is rejected with a message before anything is sent', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page, sandbox } = scene;
  await using paths = await onDisk({ ...pickFiles(), front: pickHeic() });
  const before = sandbox.control.requests.length;

  await fill(page, paths);
  await send(page);

  await page.getByText('Please correct one field.').waitFor();
  expect(await mistakes(page)).toEqual({ front: 'Only PDF, JPEG and PNG files can be read. This is HEIC.' });
  expect(await focused(page)).toBe('front');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(sandbox.control.requests).toHaveLength(before);
});

test('an empty form names every missing field, works by keyboard and is accessible at any width', async ({
  browser,
}) => {
  await using scene = await visit(browser, '', { viewport: { width: 360, height: 740 } });
  const { page } = scene;
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByLabel('I have read').focus();
  await page.keyboard.press('Enter');

  await page.getByText('Please correct 10 fields.').waitFor();
  expect(Object.keys(await mistakes(page))).toEqual([
    'identityType',
    'identityCountry',
    'number',
    'issueDate',
    'expiryDate',
    'front',
    'addressType',
    'addressCountry',
    'addressProof',
    'consent',
  ]);
  expect(await focused(page)).toBe('identityType');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
});

test('a country can be chosen by keyboard, and a text that matches no country shows an error', async ({
  browser,
}) => {
  await using scene = await visit(browser);
  const { page } = scene;
  const country = countryField(page, 'Who you are');
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
    expect(await mistakes(page)).toEqual({ identityCountry: 'Choose a country from the list.' });
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
