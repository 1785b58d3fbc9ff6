import { expect, vi } from 'vitest';
import { test } from '../../../support/browser/browser-test.ts';
import { visit } from '../visit-onboarding-page.ts';

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

test('the page speaks the language of the browser, and another one if the person chooses it, also later', async ({
  browser,
}) => {
  await using scene = await visit(browser, '', { locale: 'de-AT', shows: 'Wer Sie sind' });
  const { page } = scene;
  const html = page.locator('html');
  expect(await html.getAttribute('lang')).toBe('de');
  expect(await page.title()).toBe('Identitätsprüfung');

  await page.getByLabel('Sprache').focus();
  await page.keyboard.press('End');

  await page.getByRole('heading', { name: 'التحقق من الهوية' }).waitFor();
  expect(await html.getAttribute('lang')).toBe('ar');
  expect(await html.getAttribute('dir')).toBe('rtl');
  await page.reload();
  await page.getByRole('heading', { name: 'التحقق من الهوية' }).waitFor();
  expect(scene.wrongs).toEqual([]);
});

test('a language that cannot be loaded leaves the page as it is, with a message', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page } = scene;
  await page.route('**/assets/es-*.js', (route) => route.abort());

  await page.getByLabel('Language').selectOption('Español');

  await page.getByText('This language could not be loaded.').waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});
