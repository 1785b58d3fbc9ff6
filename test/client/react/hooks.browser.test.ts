import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from '../../support/browser/browser-test.ts';
import { onDisk, pickFiles } from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { sampleValue, scrape } from '../../support/scrape.ts';
import { startStack } from '../../support/start-stack.ts';
import { openExamples, render } from './open-page.ts';

const result = (page: Page) => page.locator('form output');
const nextStep = (page: Page) => page.locator('section output');
const numberError = (page: Page) => page.locator('p[role=alert]').first();

async function fillIn(page: Page, number: string, photo: string): Promise<void> {
  await page.getByLabel('Passport number').fill(number);
  await page.getByLabel('Photo of the passport').setInputFiles(photo);
}

const hasText = (locator: ReturnType<Page['locator']>, text: string) =>
  expect.poll(() => locator.textContent()).toContain(text);

test('a person attaches documents, and sees the new status without a reload', async ({ browser }) => {
  await using stack = await startStack();
  await using files = await onDisk(pickFiles());
  const page = await openExamples(browser, stack);
  await render(page);
  await hasText(nextStep(page), 'ATTACH_DOCUMENTS');

  await fillIn(page, 'A12345678', files.front);
  await page.getByText('Send').click();

  await hasText(result(page), 'SUCCEEDED');
  await hasText(nextStep(page), 'WAIT');
  expect(stack.control.attachCount()).toBe(1);
});

test('a person corrects a number that Fin.com rejects', async ({ browser }) => {
  await using stack = await startStack();
  await using files = await onDisk(pickFiles());
  const page = await openExamples(browser, stack);
  await render(page);

  await fillIn(page, 'SANDBOX-422', files.front);
  await page.getByText('Send').click();
  await hasText(result(page), 'REJECTED');
  await expect.poll(() => numberError(page).textContent()).not.toBe('');

  await page.getByLabel('Passport number').fill('A12345678');
  await page.getByText('Send').click();
  await hasText(result(page), 'SUCCEEDED');
  expect(await numberError(page).textContent()).toBe('');
  expect(stack.control.attachCount()).toBe(1);
});

test('a person sees the progress of an upload, and cancels it', async ({ browser }) => {
  await using stack = await startStack();
  await using files = await onDisk(pickFiles(4_000_000));
  const page = await openExamples(browser, stack);
  await render(page);
  await fillIn(page, 'A12345678', files.front);
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Network.enable');
  await devTools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: -1,
    uploadThroughput: 200_000,
  });

  await page.getByText('Send').click();
  const sentBytes = async () => Number(await page.locator('progress').getAttribute('value'));
  await expect.poll(sentBytes).toBeGreaterThan(0);
  await page.getByText('Cancel').click();

  await hasText(result(page), 'CANCELLED');
  expect(stack.control.attachCount()).toBe(0);
});

test('the status arrives by polling where a proxy keeps streams back', async ({ browser }) => {
  await using stack = await startStack();
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'QUEUED' });
  const page = await openExamples(browser, stack);
  await page.route('**/graphql', async (route) => {
    // Such a request gets no response at all.
    if (route.request().headers()['accept'] !== 'text/event-stream') await route.continue();
  });
  await render(page);

  await hasText(nextStep(page), 'WAIT');
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  await hasText(nextStep(page), 'DONE');
});

test('the subscription ends with the verdict', async ({ browser }) => {
  await using stack = await startStack({ webhooks: true, env: { METRICS_PORT: '0' } });
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'QUEUED' });
  const page = await openExamples(browser, stack);
  const open = async () =>
    sampleValue(await scrape(stack.gateway), 'fin_gateway_subscriptions_open{transport="sse"}');
  await render(page);
  await hasText(nextStep(page), 'WAIT');
  await expect.poll(open).toBe(1);

  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });

  await hasText(nextStep(page), 'DONE');
  await expect.poll(open).toBe(0);
});

test('a customer who does not exist is an error, and the page can check again', async ({ browser }) => {
  await using stack = await startStack();
  const page = await openExamples(browser, stack);
  await page.goto(`${stack.gateway.origin}/health?customer=00000000-0000-4000-8000-000000000000`);
  await render(page);

  await page.getByText('Check again').click();

  await expect.poll(() => stack.control.count('getCustomer')).toBeGreaterThan(2);
});
