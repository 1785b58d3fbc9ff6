import type { Browser } from 'playwright-core';
import { onDisk, type PickedFiles } from '../../../test/support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../../../test/support/example-data.ts';
import { ACCEPTED_NUMBER, REJECTED_NUMBER } from '../expected-results.ts';
import { PAGE_TIMEOUT_MS } from '../with-browser.ts';

/** Sends the form of a recipe as a signed-in person would: with a number that Fin.com rejects, and then with another one. */
export async function attachWithForm(
  browser: Browser,
  origin: string,
  token: string,
  picked: PickedFiles,
): Promise<void> {
  await using files = await onDisk(picked);
  const context = await browser.newContext();
  await context.addCookies([{ name: 'access_token', value: token, url: origin }]);
  const page = await context.newPage();
  page.setDefaultTimeout(PAGE_TIMEOUT_MS);
  await page.goto(`${origin}/customers/${CUSTOMER_ID}`, { waitUntil: 'networkidle' });
  await page.getByLabel('Passport number').fill(REJECTED_NUMBER);
  await page.getByLabel('Issued on').fill('2020-01-15');
  await page.getByLabel('Valid until').fill('2030-01-15');
  await page.getByLabel('Photo of the passport').setInputFiles(files.front);
  await page.getByLabel('Bank statement').setInputFiles(files.bill);
  await page.getByRole('checkbox').check();
  await page.getByText('Send').click();
  await page.getByText('accepted', { exact: false }).and(page.getByRole('alert')).waitFor();
  await page.getByLabel('Passport number').fill(ACCEPTED_NUMBER);
  await page.getByText('Send').click();
  await page.getByText('Your documents have been sent.').waitFor();
  await context.close();
}
