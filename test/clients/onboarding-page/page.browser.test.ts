import type { Browser } from 'playwright-core';
import { expect, vi } from 'vitest';
import { accessibilityFaults } from '../../support/browser/accessibility.ts';
import { test } from '../../support/browser/browser-test.ts';
import { attachedDigests, digestsOf, onDisk, pickFiles } from '../../support/browser/picked-files.ts';
import { savePicture } from '../../support/browser/save-picture.ts';
import { field, fill, focused, send, visit } from './visit-onboarding-page.ts';

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const CLIENTS = ['apollo', 'urql'];
/** The gateway notices a decision within a second. */
const env = { STATUS_POLL_SECONDS: '1' };

test.for(CLIENTS)(
  '%s: a person sends three files in one mutation and sees the verdict',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`, { env });
    const { page, sandbox } = scene;
    const files = pickFiles();
    await using paths = await onDisk(files);
    await fill(page, paths);
    expect(await accessibilityFaults(page)).toEqual([]);

    await send(page);

    await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
    // React moves the focus only after it has shown the heading.
    await expect.poll(() => focused(page)).toBe('status-title');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
    expect(sandbox.control.count('uploadDocuments')).toBe(1);
    expect(sandbox.control.attached.at(-1)?.body).toMatchObject({
      proof_of_identity: { type: 'NATIONAL_ID', country: 'USA', issue_date: '2020-01-15' },
      proof_of_address: { type: 'UTILITY_BILL', country: 'USA' },
    });
    sandbox.control.advanceClock(6_000);
    await page.getByRole('heading', { name: 'You are verified' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(scene.wrongs).toEqual([]);
  },
);

test('the verdict appears without a reload, and without a request of the page', async ({ browser }) => {
  await using scene = await visit(browser, '', { hasClock: true, env });
  const { page, sandbox } = scene;
  await using paths = await onDisk(pickFiles());
  await fill(page, paths);
  await send(page);
  await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();

  // No timer of the page fires any more, so it cannot ask. The time must not be in the past once a slow browser learns it.
  await page.clock.pauseAt(Date.now() + 20_000);
  sandbox.control.advanceClock(6_000);

  await page.getByRole('heading', { name: 'You are verified' }).waitFor();
  expect(scene.wrongs).toEqual([]);
});

test.for(CLIENTS)(
  "%s: a made-up customer is created once, and its id becomes part of the page's URL",
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}&customer=new`);
    const { page, sandbox } = scene;

    const customerId = new URL(page.url()).searchParams.get('customer') ?? '';
    expect(sandbox.control.customer(customerId)).toMatchObject({ customer_status: 'INCOMPLETE' });
    await page.reload();
    await page.locator('form').waitFor();

    expect(sandbox.control.count('createIndividualCustomer')).toBe(1);
    expect(scene.wrongs).toEqual([]);
  },
);

/** A made-up specimen, so that the pictures show previews as people see them. */
async function drawSpecimen(browser: Browser, side: 'front' | 'back'): Promise<Buffer> {
  // Enough pixels for a reviewer, so that the page shows no warning.
  await using page = await browser.newPage({ viewport: { width: 640, height: 404 }, deviceScaleFactor: 3 });
  const lines =
    side === 'front'
      ? 'SPECIMEN<br>EXAMPLE, ADA<br>1990-01-15'
      : 'I&lt;XXXA12345678&lt;&lt;&lt;<br>9001150&lt;3001157';
  await page.setContent(`<body style="margin:0;font:600 30px/1.6 monospace;color:#27463a;
    background:linear-gradient(120deg,#dfeee6,#f6efdb)"><div style="display:flex;gap:36px;padding:64px 40px">
    ${side === 'front' ? '<div style="width:170px;height:220px;border-radius:12px;background:#9db8ab"></div>' : ''}
    <div>${lines}</div></div>`);
  return await page.screenshot({ type: side === 'front' ? 'jpeg' : 'png' });
}

test.for([
  { device: 'desktop', viewport: { width: 1200, height: 560 } },
  { device: 'phone', viewport: { width: 360, height: 640 } },
])('the page looks as in the README: $device', async ({ device, viewport }, { browser }) => {
  await using scene = await visit(browser, '', {
    env,
    viewport,
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
  });
  const { page, sandbox } = scene;
  const { bill } = pickFiles();
  const [front, back] = [await drawSpecimen(browser, 'front'), await drawSpecimen(browser, 'back')];
  await using paths = await onDisk({
    front: { name: 'card-front.jpg', type: 'image/jpeg', bytes: Buffer.from(front) },
    back: { name: 'card-back.png', type: 'image/png', bytes: Buffer.from(back) },
    bill: { ...bill, name: 'power-bill.pdf' },
  });
  await fill(page, paths, 'SANDBOX-422');
  await send(page);
  await page.getByText('Please correct one field.').waitFor();
  // The pictures of both sides appear once the browser has decoded them.
  const decoded = '[...document.images].filter(({ naturalWidth }) => naturalWidth > 0).length';
  await expect.poll(() => page.evaluate(decoded)).toBe(2);
  // The header goes along with whoever scrolls.
  await page.evaluate('scrollTo(0, 0)');
  await savePicture(`onboarding-${device}-mistake`, page, { fullPage: true });

  await field(page, 'proofOfIdentity.number').fill('A12345678');
  await send(page);
  await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
  sandbox.control.advanceClock(6_000);
  await page.getByRole('heading', { name: 'You are verified' }).waitFor();
  await savePicture(`onboarding-${device}-verdict`, page);
});
