import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { accessibilityFaults } from '../../support/browser/accessibility.ts';
import { test } from '../../support/browser/browser-test.ts';
import {
  type FilesOnDisk,
  onDisk,
  type PickedFile,
  pickFiles,
  pickSelfie,
} from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import {
  chooseCountry,
  countryField,
  fill,
  focused,
  mistakes,
  send,
  visit,
} from './visit-onboarding-page.ts';

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const V2 = { env: { FIN_CUSTOMER_API: 'v2' } };

/** API v2 takes proofs of address from the country of residence only, so the page fills it in. */
async function fillForV2(page: Page, paths: FilesOnDisk, number?: string): Promise<void> {
  expect(await countryField(page, 'Where you live').inputValue()).toBe('United States');
  await fill(page, paths, number);
  await chooseCountry(page, 'Where you live', 'united states');
}

async function pickAsSelfie(page: Page, { name, type, bytes }: PickedFile): Promise<void> {
  await page.getByLabel('Selfie').setInputFiles({ name, mimeType: type, buffer: bytes });
  await page.locator('.file-name').nth(3).waitFor();
}

test.for(['apollo', 'urql'])(
  '%s: with API v2, a made-up person sends a selfie with a license, takes it again after a refusal, and is verified',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}&customer=new`, V2);
    const { page, sandbox } = scene;
    const selfie = pickSelfie();
    await using paths = await onDisk(pickFiles());
    await fillForV2(page, paths);
    await page.getByLabel('Document', { exact: true }).selectOption("Driver's license");
    await page.getByLabel('Issuing state').selectOption('California');
    await pickAsSelfie(page, pickSelfie());
    expect(await page.getByLabel('Selfie').getAttribute('capture')).toBe('user');
    expect(await page.getByLabel('Selfie').getAttribute('accept')).toBe('image/jpeg,image/png');
    expect(
      await page.getByLabel('Proof of address', { exact: true }).locator('option').allTextContents(),
    ).toEqual(['Choose…', 'Utility bill', 'Bank statement', 'Government letter']);
    expect(await accessibilityFaults(page)).toEqual([]);
    const body = { message: 'No', errors: [{ 'identifying_documents[1].files[0].uri': 'shows nobody' }] };
    sandbox.control.faults.script('attachIndividualDocumentsV2', { status: 422, body });

    await send(page);

    await page.getByText('Please correct one field.').waitFor();
    expect(await mistakes(page)).toEqual({ selfie: 'Fin.com did not accept this: shows nobody' });
    expect(await focused(page)).toBe('selfie');
    await pickAsSelfie(page, selfie);
    await page.getByText('choose another').waitFor();
    await send(page);
    await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
    const digest = createHash('sha256').update(selfie.bytes).digest('hex');
    expect(sandbox.control.uploads).toHaveLength(5);
    expect(sandbox.control.attached.at(-1)?.body).toMatchObject({
      identifying_documents: [
        { type: 'DRIVERS_LICENSE', country: 'USA', state: 'US-CA' },
        {
          type: 'SELFIE',
          files: [{ uri: sandbox.control.uploads.find(({ sha256 }) => sha256 === digest)?.uri }],
        },
      ],
      address_documents: [{ type: 'UTILITY_BILL', country: 'USA' }],
    });
    sandbox.control.advanceClock(6_000);
    await page.getByRole('heading', { name: 'You are verified' }).waitFor();
    expect(scene.wrongs).toEqual([]);
  },
);

test('a PDF as a selfie is stopped with a message, and without a selfie or a back side nothing is sent', async ({
  browser,
}) => {
  await using scene = await visit(browser, '', V2);
  const { page, sandbox } = scene;
  await using paths = await onDisk(pickFiles());
  const before = sandbox.control.requests.length;
  await page.getByLabel('Document', { exact: true }).selectOption('National identity card');
  await send(page);
  expect(await mistakes(page)).toMatchObject({
    back: 'Add a photo or scan of the back side.',
    selfie: 'Take a photo of yourself.',
  });

  await fill(page, paths);
  await pickAsSelfie(page, pickFiles().bill);

  expect(await mistakes(page)).toEqual({ selfie: 'A selfie must be a JPEG or PNG photo. This is PDF.' });
  await send(page);
  await page.getByText('Please correct one field.').waitFor();
  expect(await focused(page)).toBe('selfie');
  expect(sandbox.control.requests).toHaveLength(before);
});

test('a request for another selfie is shown under the field of the selfie, and answered by sending again', async ({
  browser,
}) => {
  await using scene = await visit(browser, '', V2);
  const { page, sandbox } = scene;
  await using paths = await onDisk(pickFiles());
  await fillForV2(page, paths, 'SANDBOX-SELFIE');
  await pickAsSelfie(page, pickSelfie());
  await send(page);
  await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();

  sandbox.control.advanceClock(6_000);

  await page.getByRole('heading', { name: 'More documents are needed' }).waitFor();
  await page.getByText('Selfie: The face is not visible.').waitFor();
  await page.getByRole('button', { name: 'Send documents' }).click();
  await page.getByText('Who you are').waitFor();
  expect(await mistakes(page)).toEqual({
    selfie: 'The face is not visible. Please take another selfie.',
  });
  expect(await accessibilityFaults(page)).toEqual([]);
  await fillForV2(page, paths, 'SANDBOX-SELFIE');
  await pickAsSelfie(page, pickSelfie());
  await send(page);
  await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
  sandbox.control.advanceClock(6_000);
  await page.getByRole('heading', { name: 'You are verified' }).waitFor();
  expect(sandbox.control.attachCount()).toBe(2);
});

test.for([
  ['v1', 'REINITIATE', ['expiryDate', 'front']],
  ['v2', 'ACTION_REQUIRED', ['identityType', 'issueDate', 'expiryDate', 'front']],
] as const)(
  'API %s: a request for another document marks its fields, and is answered by sending again',
  async ([customerApi, status, marked], { browser }) => {
    await using scene = await visit(browser, '', { env: { FIN_CUSTOMER_API: customerApi } });
    const { page, sandbox } = scene;
    await using paths = await onDisk(pickFiles());
    sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: status });
    await page.reload();
    await page.getByText('Who you are').waitFor();

    const marks = await mistakes(page);
    expect(Object.keys(marks)).toEqual(marked);
    expect(marks['front']).toBe('The document has expired. Please upload a valid one.');
    expect(await page.getByLabel('Selfie').count()).toBe(0);
    await fill(page, paths);
    await chooseCountry(page, 'Where you live', 'united states');
    await send(page);
    await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
    expect(sandbox.control.attachCount()).toBe(1);
  },
);
