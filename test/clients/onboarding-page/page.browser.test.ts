import type { Browser } from 'playwright-core';
import { expect, vi } from 'vitest';
import { accessibilityFaults } from '../../support/browser/accessibility.ts';
import { test } from '../../support/browser/browser-test.ts';
import { attachedDigests, digestsOf, onDisk, pickFiles } from '../../support/browser/picked-files.ts';
import { savePicture } from '../../support/browser/save-picture.ts';
import { fileInputOpacities, fill, focused, mistakes, send, visit } from './visit-onboarding-page.ts';

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const CLIENTS = ['apollo', 'urql'];

test.for(CLIENTS)(
  '%s: a person sends three files in one mutation and sees the verdict',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, sandbox } = scene;
    const files = pickFiles();
    await using paths = await onDisk(files);
    await fill(page, paths);
    expect(await accessibilityFaults(page)).toEqual([]);

    await send(page);

    await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
    expect(await focused(page)).toBe('standing-title');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
    expect(sandbox.control.count('uploadDocuments')).toBe(1);
    expect(sandbox.control.attached.at(-1)?.body).toMatchObject({
      proof_of_identity: { type: 'NATIONAL_ID', country: 'USA', issue_date: '2020-01-15' },
      proof_of_address: { type: 'UTILITY_BILL', country: 'CIV' },
    });
    sandbox.control.advanceClock(6_000);
    await page.getByRole('heading', { name: 'You are verified' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(scene.wrongs).toEqual([]);
  },
);

test('the verdict appears without a reload, and without a request of the page', async ({ browser }) => {
  await using scene = await visit(browser, '', { hasClock: true, env: { STATUS_POLL_SECONDS: '1' } });
  const { page, sandbox } = scene;
  await using paths = await onDisk(pickFiles());
  await fill(page, paths);
  await send(page);
  await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();

  // No timer of the page fires any more, so it cannot ask.
  await page.clock.pauseAt(Date.now() + 1_000);
  sandbox.control.advanceClock(6_000);

  await page.getByRole('heading', { name: 'You are verified' }).waitFor();
  expect(scene.wrongs).toEqual([]);
});

test.for(CLIENTS)(
  '%s: a rejected number is shown under its field, and the retry sends no file again',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, sandbox } = scene;
    const files = pickFiles();
    await using paths = await onDisk(files);
    await fill(page, paths, 'SANDBOX-422');

    await send(page);

    await page.getByText('Please correct one field.').waitFor();
    expect(await mistakes(page)).toEqual({
      number: 'Fin.com did not accept this: does not match the document',
    });
    expect(await focused(page)).toBe('number');
    expect(await page.getByText('already uploaded').count()).toBe(3);
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByLabel('Document number').fill('A12345678');
    await send(page);
    await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();

    expect(sandbox.control.count('uploadDocuments')).toBe(1);
    expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
    expect(scene.wrongs).toEqual([]);
  },
);

test('after a rejection, only a newly picked file is sent', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page, sandbox } = scene;
  const files = pickFiles();
  await using paths = await onDisk(files);
  const other = pickFiles();
  await using otherPaths = await onDisk(other);
  await fill(page, paths, 'SANDBOX-422');
  await send(page);
  await page.getByText('Please correct one field.').waitFor();

  await page.getByLabel('Document number').fill('A12345678');
  await page.getByLabel('Back side').setInputFiles(otherPaths.back);
  await page.getByText('choose another').first().waitFor();
  await send(page);
  await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();

  expect(sandbox.control.uploads).toHaveLength(4);
  expect(attachedDigests(sandbox)).toEqual({ ...digestsOf(files), BACK: digestsOf(other).BACK });
});

test.for(CLIENTS)(
  '%s: the progress bar shows the bytes that were sent and never goes back',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, site, sandbox } = scene;
    await using paths = await onDisk(pickFiles(8_000_000));
    await fill(page, paths);
    await page.evaluate(`
    window.shown = [];
    new MutationObserver(() => {
      const value = document.querySelector('progress')?.getAttribute('value');
      if (value != null) window.shown.push(Number(value));
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['value'] });
  `);
    site.halt(4_000_000);

    await send(page);
    await site.halted();
    await page.waitForFunction('window.shown.at(-1) > 0.2');

    const bar = page.getByRole('progressbar', { name: 'Upload of your files' });
    expect(Number(await bar.getAttribute('value'))).toBeLessThan(0.95);
    expect(await fileInputOpacities(page)).toEqual(['0', '0', '0']);
    expect(await accessibilityFaults(page)).toEqual([]);
    site.goOn(16_000_000);
    await site.halted();
    await page.waitForFunction('window.shown.at(-1) > 0.6');
    site.goOn();
    await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
    const shown = await page.evaluate<number[]>('window.shown');
    expect(shown).toEqual(shown.toSorted((one, other) => one - other));
    expect(sandbox.control.attachCount()).toBe(1);
  },
);

test.for(CLIENTS)(
  '%s: a lost connection during the upload is reported, and sending again works',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, site, sandbox } = scene;
    const files = pickFiles(8_000_000);
    await using paths = await onDisk(files);
    await fill(page, paths);
    site.halt(2_000_000);

    await send(page);
    await site.halted();
    site.cut();

    await page.getByText('The connection was lost while your documents were being sent.').waitFor();
    await page.getByText('Fin.com has not received them yet.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(sandbox.control.attachCount()).toBe(0);

    await send(page);
    await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
    expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
    expect(sandbox.control.attachCount()).toBe(1);
  },
);

test.for(CLIENTS)(
  '%s: an attach whose response was lost is not sent again, because the status shows that it arrived',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`);
    const { page, sandbox } = scene;
    await using paths = await onDisk(pickFiles());
    await fill(page, paths, 'SANDBOX-LOST');

    await send(page);

    await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
    expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
  },
);

test('without a response and a status, the page says that the outcome is unknown and checks again on request', async ({
  browser,
}) => {
  await using scene = await visit(browser);
  const { page, sandbox } = scene;
  await using paths = await onDisk(pickFiles());
  await fill(page, paths, 'SANDBOX-LOST');
  sandbox.control.faults.script('getCustomer', { status: 500, times: 'always' });

  await send(page);

  await page.getByText('we do not know whether your documents have arrived').waitFor();
  await page.getByText('The service cannot be reached at the moment.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  sandbox.control.faults.clear();
  await page.getByRole('button', { name: 'Check again' }).click();
  await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
});

test.for(CLIENTS)(
  "%s: a made-up customer is created once, and its id becomes part of the page's URL",
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}&customer=new`);
    const { page, sandbox } = scene;

    const customerId = new URL(page.url()).searchParams.get('customer') ?? '';
    expect(sandbox.control.customer(customerId)).toMatchObject({ customer_status: 'INCOMPLETE' });
    await page.reload();
    await page.getByText('Who you are').waitFor();

    expect(sandbox.control.count('createIndividualCustomer')).toBe(1);
    expect(scene.wrongs).toEqual([]);
  },
);

/** A made-up specimen, so that the pictures show previews as people see them. */
async function drawSpecimen(browser: Browser, side: 'front' | 'back'): Promise<Buffer> {
  await using page = await browser.newPage({ viewport: { width: 640, height: 404 } });
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
  expect(await page.evaluate('[...document.images].every((image) => image.naturalWidth > 0)')).toBe(true);
  // The header goes along with whoever scrolls.
  await page.evaluate('scrollTo(0, 0)');
  await savePicture(`onboarding-${device}-mistake`, page, { fullPage: true });

  await page.getByLabel('Document number').fill('A12345678');
  await send(page);
  await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
  sandbox.control.advanceClock(6_000);
  await page.getByRole('heading', { name: 'You are verified' }).waitFor();
  await savePicture(`onboarding-${device}-verdict`, page);
});
