import type { Browser, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { accessibilityFaults } from '../support/browser/accessibility.ts';
import { test } from '../support/browser/browser-test.ts';
import { savePicture } from '../support/browser/save-picture.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { type Stack, startStack } from '../support/start-stack.ts';

vi.setConfig({ testTimeout: 90_000 });

type PageOptions = Parameters<Browser['newPage']>[0];

async function open(browser: Browser, { sandbox }: Stack, options: PageOptions = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  await page.goto(sandbox.controlUrl);
  await page.getByText(CUSTOMER_ID).first().waitFor();
  return page;
}

/** The response that a client of the gateway gets. */
async function read(stack: Stack, headers: Readonly<Record<string, string>> = {}) {
  const query = `query ($id: UUID!) {
    individualCustomer(id: $id) { status nextStep requestedFieldErrors { path } requiredDocuments { kind } }
  }`;
  const { data } = await stack.request(query, { id: CUSTOMER_ID }, headers);
  return data?.['individualCustomer'];
}

function card(page: Page, customerId = CUSTOMER_ID) {
  return page.locator('#customers li', { hasText: customerId });
}

async function press(page: Page, name: string): Promise<void> {
  // The notice may have the same text from the press before.
  await page.locator('#notice').evaluate((notice) => notice.replaceChildren());
  await page.getByRole('button', { name, exact: true }).click();
  await page
    .getByRole('status')
    .filter({ hasText: `Done: ${name}.` })
    .waitFor();
}

test('buttons end the review of a customer, and GraphQL shows each outcome', async ({ browser }) => {
  await using stack = await startStack();
  const page = await open(browser, stack);

  await press(page, 'Ask for the proof of address');
  await card(page).getByText('REINITIATE', { exact: true }).first().waitFor();
  expect(await read(stack)).toMatchObject({
    status: 'REINITIATE',
    nextStep: 'ANSWER_REQUEST',
    requestedFieldErrors: [
      { path: ['input', 'proofOfAddress', 'type'] },
      { path: ['input', 'proofOfAddress', 'files'] },
    ],
  });
  await press(page, 'Reject');
  expect(await read(stack)).toMatchObject({ status: 'REJECTED', nextStep: 'CONTACT_SUPPORT' });
  await press(page, 'Approve');
  expect(await read(stack)).toMatchObject({ status: 'APPROVED', nextStep: 'DONE' });
  await card(page).getByRole('combobox').selectOption('PAUSED');
  await press(page, 'Set the status');
  expect(await read(stack)).toMatchObject({ status: 'UNKNOWN' });
});

test('another selfie is requested from a customer of v2', async ({ browser }) => {
  await using stack = await startStack({ env: { FIN_CUSTOMER_API: 'v2' } });
  const page = await open(browser, stack);

  await press(page, 'Ask for a selfie');

  expect(await read(stack)).toMatchObject({
    status: 'ACTION_REQUIRED',
    requiredDocuments: expect.arrayContaining([{ kind: 'SELFIE' }]),
  });
});

test('the clock finishes a review, and any member can be set and removed', async ({ browser }) => {
  await using stack = await startStack({ sandbox: { clock: () => Date.UTC(2026, 4, 4) } });
  const page = await open(browser, stack);
  await stack.attach();
  expect(await read(stack)).toMatchObject({ status: 'QUEUED' });

  await press(page, 'Finish reviews (6 seconds)');
  expect(await read(stack)).toMatchObject({ status: 'APPROVED' });
  await page.getByText('2026-05-04 00:00:06 UTC').waitFor();
  await page.getByText('Set or remove any member').click();
  await page.getByLabel('Members as JSON').fill('{"customer_status": "ON_HOLD"}');
  await page.getByLabel('Members to leave out, separated by commas').fill('phone, email');
  await press(page, 'Change the members');
  expect(stack.control.customer(CUSTOMER_ID)).toMatchObject({ customer_status: 'ON_HOLD' });
  expect(stack.control.customer(CUSTOMER_ID)).not.toHaveProperty('phone');
  await page.getByLabel('Members as JSON').fill('{');
  await page.getByRole('button', { name: 'Change the members' }).click();
  await page.getByRole('status').filter({ hasText: 'This is not valid JSON.' }).waitFor();
});

test('a fault is added, listed, seen by a client and removed', async ({ browser }) => {
  await using stack = await startStack();
  const page = await open(browser, stack);

  await page.getByLabel('What happens').selectOption('Processed, but the response is lost');
  await page.getByLabel('How often').selectOption('until removed');
  await press(page, 'Add the fault');
  await page.getByText('{"reset":"before-headers","afterProcessing":true,"times":"always"}').waitFor();
  expect((await stack.attach()).errors?.[0]?.extensions).toMatchObject({ outcome: 'UNKNOWN' });

  await page.getByLabel('Other members, as JSON').fill('{"status": 99}');
  await page.getByRole('button', { name: 'Add the fault' }).click();
  await page
    .getByRole('status')
    .filter({ hasText: '0.status must be a whole number from 200 to 599' })
    .waitFor();
  await press(page, 'Remove all faults');
  await page.getByText('No faults are waiting.').waitFor();
  expect(await stack.attach()).not.toHaveProperty('errors');
});

test('requests are found by the id that the gateway reports', async ({ browser }) => {
  await using stack = await startStack();
  const page = await open(browser, stack);
  await stack.attach();
  await read(stack, { 'x-request-id': 'the-wanted-request' });
  const rows = page.locator('#requests li');
  await rows.filter({ hasText: 'attachIndividualDocuments' }).waitFor();

  await page.getByLabel('Find by request id').fill('the-wanted-request');

  await vi.waitFor(async () => expect(await rows.count()).toBe(1), { timeout: 30_000 });
  expect(await rows.textContent()).toContain('getCustomer');
});

test('webhooks are lost, doubled and sent again', async ({ browser }) => {
  await using stack = await startStack({ webhooks: true });
  const page = await open(browser, stack);

  await page.getByLabel('The next webhook').selectOption('is lost');
  await press(page, 'Add the webhook fault');
  await page.getByLabel('The next webhook').selectOption('is sent twice');
  await press(page, 'Add the webhook fault');
  await press(page, 'Put on hold');
  await press(page, 'Approve');
  await page.getByText('customer.status').nth(1).waitFor();
  expect(stack.control.webhooks.sent).toHaveLength(2);

  await page.getByRole('button', { name: 'Resend with a wrong signature' }).first().click();
  await page.getByText('401, sha256').waitFor();
});

test('magic values are copied, settings are saved, and customers of both versions are added', async ({
  browser,
}) => {
  await using stack = await startStack();
  const page = await open(browser, stack);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stack.sandbox.url });

  await page.locator('#magic-values li', { hasText: 'SANDBOX-RFI' }).getByRole('button').click();
  await page.getByRole('status').filter({ hasText: 'Copied SANDBOX-RFI.' }).waitFor();
  await page.getByLabel('Seconds in review').fill('0.5');
  await press(page, 'Save the settings');
  expect(stack.control.settings.reviewDurationMs).toBe(500);
  await press(page, 'Add a v1 customer');
  await press(page, 'Add a v2 customer');
  expect(stack.control.customers.map(({ version }) => version)).toEqual(['v1', 'v1', 'v2']);
});

test('the keyboard is enough, and the focus stays where it is while the page refreshes', async ({
  browser,
}) => {
  await using stack = await startStack();
  const page = await open(browser, stack);

  const reject = card(page).getByRole('button', { name: 'Reject' });
  await reject.focus();
  await page.keyboard.press('Enter');
  await card(page).getByText('REJECTED', { exact: true }).first().waitFor();
  stack.control.addCustomer();
  await page.getByText('2 customers').waitFor();

  expect(await reject.evaluate((button) => button === document.activeElement)).toBe(true);
});

test('a sandbox that has stopped is reported', async ({ browser }) => {
  await using stack = await startStack();
  const page = await open(browser, stack);

  await stack.sandbox.close();

  await page.getByRole('status').filter({ hasText: 'The sandbox does not respond.' }).waitFor();
});

test('nothing is cut off or inaccessible on a desktop, on a phone or in dark mode', async ({ browser }) => {
  await using stack = await startStack({
    webhooks: true,
    sandbox: { clock: () => Date.UTC(2026, 4, 4) },
  });
  await stack.attach();
  stack.control.addCustomer({ version: 'v2' });
  stack.control.faults.script('getCustomer', { status: 500 });
  stack.control.webhooks.script({ copies: 2 });
  const screens: Readonly<Record<string, PageOptions>> = {
    desktop: {},
    phone: { viewport: { width: 390, height: 844 } },
    dark: { colorScheme: 'dark' },
  };
  for (const [name, options] of Object.entries(screens)) {
    const page = await open(browser, stack, options);
    await page.getByText('{"copies":2}').waitFor();

    expect(await accessibilityFaults(page)).toEqual([]);
    const overflow = 'document.documentElement.scrollWidth - innerWidth';
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
    if (name !== 'dark') await savePicture(`sandbox-${name}`, page);
  }
});
