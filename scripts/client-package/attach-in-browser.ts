import type { Browser } from 'playwright-core';
import { ACCEPTED_NUMBER, checkResults, REJECTED_NUMBER } from './expected-results.ts';
import { PAGE_TIMEOUT_MS } from './with-browser.ts';

/** Fills in the form of a project as a person would. @throws if it shows something unexpected */
export async function attachInBrowser(
  project: string,
  browser: Browser,
  origin: string,
  photo: string,
): Promise<void> {
  const page = await browser.newPage();
  page.setDefaultTimeout(PAGE_TIMEOUT_MS);
  await page.goto(origin);
  const attach = async (number: string) => {
    await page.reload();
    await page.getByLabel('Number').fill(number);
    await page.getByLabel('Photo').setInputFiles(photo);
    await page.getByText('Send').click();
    const output = page.locator('output:not(:empty)');
    await output.waitFor();
    return (await output.textContent()) ?? '';
  };
  const rejected = await attach(REJECTED_NUMBER);
  checkResults(project, rejected, await attach(ACCEPTED_NUMBER));
  await page.close();
}
