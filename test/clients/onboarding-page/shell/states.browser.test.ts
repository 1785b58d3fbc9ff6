import { expect, vi } from 'vitest';
import { test } from '../../../support/browser/browser-test.ts';
import { onDisk, pickFiles } from '../../../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../../../support/example-data.ts';
import { fill, focused, send, visit } from '../visit-onboarding-page.ts';
import { lookAtPage } from './look-at-page.ts';

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const UNKNOWN_ID = CUSTOMER_ID.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
const COMMENT = 'The document is damaged.\nPlease do not apply again.';

test.for([
  ['received', { customer_status: 'QUEUED' }, 'Your documents have arrived'],
  ['reviewing', { customer_status: 'REVIEWING' }, 'Your documents are being reviewed'],
  ['paused', { customer_status: 'ON_HOLD' }, 'Your documents are being checked'],
  ['approved', { customer_status: 'APPROVED' }, 'You are verified'],
  [
    'rejected',
    {
      customer_status: 'REJECTED',
      rejection_reason: { applicant: { moderation_comment: COMMENT, reject_labels: [] }, documents: [] },
    },
    'Comments from the review',
  ],
  ['unknown', { customer_status: 'SOMETHING_NEW' }, 'Your documents are being processed'],
] as const)('the status looks right in every look: %s', async ([state, members, shows], { browser }) => {
  await using scene = await visit(browser, '', {
    shows,
    prepare: ({ control }) => control.setCustomer(CUSTOMER_ID, members),
  });

  expect(await lookAtPage(scene.page, state)).toEqual([]);
  expect(scene.wrongs).toEqual([]);
});

test('a request of the reviewers appears without a reload, with their words, and leads to the form', async ({
  browser,
}) => {
  await using scene = await visit(browser, '', {
    shows: 'Your documents are being reviewed',
    env: { STATUS_POLL_SECONDS: '1' },
    prepare: ({ control }) => control.setCustomer(CUSTOMER_ID, { customer_status: 'REVIEWING' }),
  });
  const { page, sandbox } = scene;

  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'REINITIATE' });

  await page.getByRole('heading', { name: 'More information is needed' }).waitFor();
  const reasons = page.getByRole('listitem').filter({ hasText: 'Identity document' });
  expect(await reasons.textContent()).toContain('The document has expired.');
  expect(await lookAtPage(page, 'more-needed')).toEqual([]);
  await page.getByRole('button', { name: 'Continue' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Who you are').waitFor();
});

test('after sending, the page says what was sent and where to find more', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page } = scene;
  await using paths = await onDisk(pickFiles());
  await fill(page, paths);

  await send(page);

  await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
  await page.getByText('Identity document and Proof of address (3 files)').waitFor();
  await page.getByText(CUSTOMER_ID).waitFor();
  const terms = page.getByRole('link', { name: 'Read the terms that you accepted' });
  expect(await terms.getAttribute('href')).toMatch(/^https:/);
  // React moves the focus only after it has shown the heading.
  await expect.poll(() => focused(page)).toBe('status-title');
  expect(await lookAtPage(page, 'sent')).toEqual([]);
});

test('a request that cannot be answered on the page is shown with its reason, and leads to support', async ({
  browser,
}) => {
  const reason = 'Please explain where your money comes from.';
  await using scene = await visit(browser, '', {
    shows: 'It cannot be sent on this page.',
    prepare: ({ control }) =>
      control.setCustomer(CUSTOMER_ID, {
        customer_status: 'REVIEWING',
        request_for_information: [
          {
            section: 'financial_profile',
            categories: [{ fields: [{ field_name: 'source_of_funds', status: 'MISSING', reason }] }],
          },
        ],
      }),
  });
  const { page } = scene;

  await page.getByText(reason).waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await lookAtPage(page, 'support-needed')).toEqual([]);
});

test('a status that cannot be loaded any more says so, and comes back', async ({ browser }) => {
  await using scene = await visit(browser, '', {
    shows: 'Your documents are being reviewed',
    prepare: ({ control }) => control.setCustomer(CUSTOMER_ID, { customer_status: 'REVIEWING' }),
  });
  const { page, site } = scene;
  site.answerInstead('reset');
  await page.reload();
  await page.getByRole('heading', { name: 'We cannot reach the service' }).waitFor();
  site.answerInstead(undefined);
  // After an error that would come again, the page does not read the status by itself.
  const extensions = { code: 'UPSTREAM_BAD_RESPONSE', retryable: false, requestId: 'test' };
  await page.route('**/graphql', (route) =>
    /individualCustomerChanged|query Customer\b/.test(route.request().postData() ?? '')
      ? route.fulfill({ json: { errors: [{ message: 'Unreadable', extensions }] } })
      : route.continue(),
  );
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Your status could not be loaded.').waitFor();
  expect(await lookAtPage(page, 'status-lost')).toEqual([]);
  await page.unroute('**/graphql');

  await page.getByRole('button', { name: 'Check again' }).click();

  await page.getByRole('heading', { name: 'Your documents are being reviewed' }).waitFor();
  expect(await page.getByText('Your status could not be loaded.').count()).toBe(0);
});

test('the form with its errors looks right in every look', async ({ browser }) => {
  await using scene = await visit(browser, 'customer=new', { env: { FIN_CUSTOMER_API: 'v2' } });
  const { page } = scene;
  await send(page);
  await page.getByText('Please correct').waitFor();

  expect(await lookAtPage(page, 'form')).toEqual([]);
  expect(scene.wrongs).toEqual([]);
});

test('the page shows its shape while it loads', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page } = scene;
  await page.route('**/graphql', () => {});
  await page.reload();

  await page.getByText('Loading…').waitFor();

  expect(await lookAtPage(page, 'loading')).toEqual([]);
});

test('words of the reviewers stay English and run from left to right on an Arabic page', async ({
  browser,
}) => {
  await using scene = await visit(browser, '', {
    locale: 'ar',
    shows: COMMENT.split('\n')[0] ?? '',
    prepare: ({ control }) =>
      control.setCustomer(CUSTOMER_ID, {
        customer_status: 'REJECTED',
        rejection_reason: { applicant: { moderation_comment: COMMENT, reject_labels: [] }, documents: [] },
      }),
  });
  const { page } = scene;

  const comment = page.getByText('The document is damaged.');
  expect(await comment.getAttribute('lang')).toBe('en');
  expect(await comment.getAttribute('dir')).toBe('ltr');
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  await page.getByRole('heading', { name: 'تعذّر التحقق من هويتك' }).waitFor();
});

test('a link for a customer who does not exist says so, and does not offer to try again', async ({
  browser,
}) => {
  for (const id of [UNKNOWN_ID, 'not-an-id']) {
    await using scene = await visit(browser, `customer=${id}`, { shows: 'This link does not work' });
    const { page } = scene;
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Contact support' }).getAttribute('href')).toMatch(
      /^mailto:/,
    );
    if (id === UNKNOWN_ID) expect(await lookAtPage(page, 'unknown-customer')).toEqual([]);
  }
});

test('a page without a connection says why it cannot start, and loads once the device is online', async ({
  browser,
}) => {
  await using scene = await visit(browser, '', { answerInstead: 'reset' });
  const { page, site } = scene;
  await page.getByRole('heading', { name: 'We cannot reach the service' }).waitFor();
  expect(await lookAtPage(page, 'gateway-away')).toEqual([]);
  await page.context().setOffline(true);
  await page.getByText('You are offline. You can continue').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'You are offline' }).waitFor();
  expect(await lookAtPage(page, 'offline')).toEqual([]);
  site.answerInstead(undefined);
  // A device reports that it is online before all connections work.
  let requests = 0;
  await page.route('**/graphql', (route) => {
    requests += 1;
    return requests === 1 ? route.abort('internetdisconnected') : route.continue();
  });

  await page.context().setOffline(false);

  await page.getByText('Who you are').waitFor();
  expect(await page.getByText('You are offline').count()).toBe(0);
});

test('an error of the gateway is told in the language of the page', async ({ browser }) => {
  await using scene = await visit(browser, '', {
    locale: 'de-AT',
    shows: 'Der Dienst ist derzeit nicht erreichbar.',
    prepare: ({ control }) => control.faults.script('getCustomer', { status: 500, times: 'always' }),
  });
  const { page, sandbox } = scene;
  sandbox.control.faults.clear();

  await page.getByRole('button', { name: 'Erneut versuchen' }).click();

  await page.getByText('Wer Sie sind').waitFor();
});

test('the dialog to sign in looks right in every look', async ({ browser }) => {
  await using scene = await visit(browser, '', { requiresSignIn: true });
  const { page, signIn } = scene;
  signIn.isSignedIn = false;
  await page.reload();
  await page.getByRole('dialog').waitFor();

  expect(await lookAtPage(page, 'sign-in')).toEqual([]);
});
