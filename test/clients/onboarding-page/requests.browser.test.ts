import { createHash } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { expect, vi } from 'vitest';
import { accessibilityFaults } from '../../support/browser/accessibility.ts';
import { test } from '../../support/browser/browser-test.ts';
import { onDisk, pickFiles, pickSelfie } from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID, TOS_POLICIES_VALUE } from '../../support/example-data.ts';
import {
  ARRIVED,
  chooseCountry,
  field,
  fill,
  fillTexts,
  focused,
  mistakes,
  pick,
  send,
  type VisitOptions,
  visit,
} from './visit-onboarding-page.ts';

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const V2: VisitOptions = { env: { FIN_CUSTOMER_API: 'v2' } };

/** A section of a request for information. */
function section(name: string, document_type: string, ...fields: readonly object[]) {
  const missing = { data_type: 'TEXT', status: 'MISSING' };
  return {
    section: name,
    categories: [{ document_type, fields: fields.map((changes) => ({ ...missing, ...changes })) }],
  };
}

/** The page of a customer from whom Fin.com requests information. */
function visitRequest(
  browser: Browser,
  request_for_information: readonly object[],
  options: VisitOptions = {},
) {
  const members = { customer_status: 'REVIEWING', request_for_information };
  return visit(browser, '', {
    ...options,
    prepare: ({ control }) => control.setCustomer(CUSTOMER_ID, members),
  });
}

test.for([
  { device: 'desktop', viewport: { width: 1200, height: 800 } },
  { device: 'phone', viewport: { width: 360, height: 740 } },
])(
  '$device: a request for another document is answered with exactly what Fin.com asks for',
  async ({ viewport }, { browser }) => {
    await using scene = await visit(browser, '', {
      viewport,
      prepare: ({ control }) => control.setCustomer(CUSTOMER_ID, { customer_status: 'REINITIATE' }),
    });
    const { page, sandbox } = scene;
    await using paths = await onDisk(pickFiles());
    expect(await page.locator('.field label:not(.camera)').allTextContents()).toEqual([
      'Expiry date',
      'Front side',
      'Back side',
    ]);
    expect(await mistakes(page)).toEqual({
      'proofOfIdentity.expiryDate': 'This entry was not accepted. Please check it.',
      'proofOfIdentity.files.0':
        'This document has expired. Please provide a valid one.The document has expired. Please upload a valid one.',
    });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);

    await field(page, 'proofOfIdentity.expiryDate').fill('2035-01-15');
    await pick(page, 'proofOfIdentity.files.0', paths.front);
    await page.getByRole('button', { name: 'Send answer' }).click();

    await page.locator(ARRIVED).waitFor();
    const answers = sandbox.control.requests.filter(({ operation }) => operation === 'updateCustomer');
    expect(answers.map(({ body }) => body)).toEqual([
      {
        proof_of_identity: {
          expiry_date: '2035-01-15',
          files: [{ side: 'FRONT', uri: sandbox.control.uploads[0]?.uri }],
        },
      },
    ]);
    expect(sandbox.control.attachCount()).toBe(0);
    expect(scene.wrongs).toEqual([]);
  },
);

test('a text, the country of a bill and the terms can be requested together', async ({ browser }) => {
  await using scene = await visitRequest(browser, [
    section('proof_of_identity', 'PASSPORT', {
      field_name: 'number',
      reason: 'The number has a typing error.',
    }),
    section('proof_of_address', 'UTILITY_BILL', { field_name: 'country', data_type: 'ENUM' }),
    section('tos_policies_value', 'TOS', { field_name: 'tos_policies_value' }),
  ]);
  const { page, sandbox } = scene;
  expect(await mistakes(page)).toEqual({
    'proofOfIdentity.number': 'Passport: Please enter some text.The number has a typing error.',
    'proofOfAddress.country': 'Choose a country from the list.',
    tosPoliciesValue: 'Please read and accept the terms.',
  });
  await send(page);
  await page.getByText('Please correct 3 fields.').waitFor();
  expect(await focused(page)).toBe('proofOfIdentity.number');

  await field(page, 'proofOfIdentity.number').fill('B7654321');
  await chooseCountry(page, 'proofOfAddress.country', 'cote');
  await field(page, 'tosPoliciesValue').check();
  await send(page);

  await page.locator(ARRIVED).waitFor();
  expect(sandbox.control.requests.find(({ operation }) => operation === 'updateCustomer')?.body).toEqual({
    proof_of_identity: { number: 'B7654321' },
    proof_of_address: { country: 'CIV' },
    tos_policies_value: TOS_POLICIES_VALUE,
  });
});

test('something that cannot be sent here is named with its reason beside what can', async ({ browser }) => {
  await using scene = await visitRequest(browser, [
    section('proof_of_identity', 'PASSPORT', { field_name: 'number' }),
    section('tax_info', 'SSN', { field_name: 'document_id', reason: 'Please send your tax number.' }),
  ]);
  const { page } = scene;

  await page.getByText('Please contact support.').waitFor();
  await page.getByText('Please send your tax number.').waitFor();
  expect(await page.locator('.field').count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('without the terms, the page says that nothing can be sent', async ({ browser }) => {
  await using scene = await visit(browser, '', {
    prepare: ({ control }) => control.setCustomer(CUSTOMER_ID, { tos_policies_url: null }),
    shows: 'Fin.com’s terms could not be loaded',
  });
  const { page } = scene;

  expect(await page.locator('form').count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('an answer that Fin.com rejects shows the reason, and can be corrected', async ({ browser }) => {
  await using scene = await visitRequest(browser, [
    section('proof_of_identity', 'PASSPORT', { field_name: 'number' }),
  ]);
  const { page, sandbox } = scene;
  const body = {
    status: 400,
    message: 'No',
    data: { 'proof_of_identity.number': 'is not a passport number' },
  };
  sandbox.control.faults.script('updateCustomer', { status: 400, body });
  await field(page, 'proofOfIdentity.number').fill('1');
  await send(page);

  await page.getByText('Please correct one field.').waitFor();
  expect(await mistakes(page)).toEqual({
    'proofOfIdentity.number': 'This entry was not accepted. Please check it.is not a passport number',
  });
  await field(page, 'proofOfIdentity.number').fill('B7654321');
  await send(page);

  await page.locator(ARRIVED).waitFor();
  expect(sandbox.control.count('updateCustomer')).toBe(2);
});

test('with API v2, a person sends a selfie with a license, and takes it again after a rejection', async ({
  browser,
}) => {
  await using scene = await visit(browser, 'customer=new', V2);
  const { page, sandbox } = scene;
  const selfie = pickSelfie();
  await using paths = await onDisk(pickFiles());
  expect(await field(page, 'proofOfAddress.country').inputValue()).toBe('United States');
  await fill(page, paths);
  await pick(page, 'selfie', pickFiles().bill);
  expect(await mistakes(page)).toEqual({
    selfie: 'PDF files are not accepted. Please use JPEG or PNG.',
  });
  await pick(page, 'selfie', pickSelfie());
  await page.getByRole('group', { name: 'A photo of you' }).getByText(selfie.name).waitFor();
  await field(page, 'proofOfIdentity.type').selectOption('DRIVERS_LICENSE');
  await field(page, 'proofOfIdentity.state').selectOption('US-CA');
  expect(await field(page, 'proofOfAddress.type').locator('option').allTextContents()).toEqual([
    'Choose…',
    'Utility bill',
    'Government letter',
    'Bank statement',
  ]);
  expect(await accessibilityFaults(page)).toEqual([]);
  const body = { message: 'No', errors: [{ 'identifying_documents[1].files[0].uri': 'shows nobody' }] };
  sandbox.control.faults.script('attachIndividualDocumentsV2', { status: 422, body });

  await send(page);

  await page.getByText('Please correct one field.').waitFor();
  expect(await mistakes(page)).toEqual({
    selfie: 'This entry was not accepted. Please check it.shows nobody',
  });
  expect(await focused(page)).toBe('selfie');
  await pick(page, 'selfie', selfie);
  await send(page);
  await page.locator(ARRIVED).waitFor();
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
  expect(scene.wrongs).toEqual([]);
});

test('with API v2, the gateway asks for the back side before any file is sent', async ({ browser }) => {
  await using scene = await visit(browser, 'customer=new', V2);
  const { page, sandbox } = scene;
  const { front, bill } = pickFiles();
  await fillTexts(page);
  for (const [name, file] of [
    ['proofOfIdentity.files.0', front],
    ['proofOfAddress.files.0', bill],
    ['selfie', pickSelfie()],
  ] as const)
    await pick(page, name, file);

  await send(page);

  await page.getByText('Please correct one field.').waitFor();
  expect(await mistakes(page)).toEqual({
    'proofOfIdentity.files.1': 'Please add the back of the document.',
  });
  expect(await focused(page)).toBe('proofOfIdentity.files.1');
  expect(sandbox.control.uploads).toEqual([]);
});

test('a request for another selfie is shown at its field, and answered with a complete set', async ({
  browser,
}) => {
  await using scene = await visit(browser, '', {
    ...V2,
    prepare: ({ control }) =>
      control.setCustomer(CUSTOMER_ID, {
        customer_status: 'ACTION_REQUIRED',
        request_for_information: [
          section('identifying_documents', 'SELFIE', {
            field_name: 'files',
            data_type: 'URI',
            status: 'INVALID',
            reason: 'The face is not visible.',
          }),
        ],
      }),
  });
  const { page, sandbox } = scene;
  expect(await mistakes(page)).toEqual({
    selfie: 'This entry was not accepted. Please check it.The face is not visible.',
  });
  await using paths = await onDisk(pickFiles());
  await fill(page, paths);
  await pick(page, 'selfie', pickSelfie());
  await send(page);
  await page.locator(ARRIVED).waitFor();
  expect(sandbox.control.attachCount()).toBe(1);
});
