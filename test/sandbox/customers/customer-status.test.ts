import { expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { attach, customerOf, exampleAttach, exampleNumbered } from '../sandbox-client.ts';

const START = '2026-05-04T12:00:00Z';
const stopped = { clock: () => Date.parse(START) };
const statusOf = async (sandbox: Sandbox) => (await customerOf(sandbox, CUSTOMER_ID))['customer_status'];

it('a customer waits, is reviewed and approved, each at its time', async () => {
  await using sandbox = await startSandbox({ ...stopped, queuedDurationMs: 1_000, reviewDurationMs: 5_000 });
  expect(await statusOf(sandbox)).toBe('INCOMPLETE');
  await attach(sandbox, exampleAttach());
  const seen = [await statusOf(sandbox)];
  for (const ms of [999, 1, 4_999, 1, 1_000_000]) {
    sandbox.control.advanceClock(ms);
    seen.push(await statusOf(sandbox));
  }
  expect(seen).toEqual(['QUEUED', 'QUEUED', 'REVIEWING', 'REVIEWING', 'APPROVED', 'APPROVED']);
});

it('times tell when the status changed, not when somebody looked', async () => {
  await using sandbox = await startSandbox(stopped);
  await attach(sandbox, exampleAttach());
  sandbox.control.advanceClock(3_600_000);
  expect(await customerOf(sandbox, CUSTOMER_ID)).toMatchObject({
    created_at: START,
    updated_at: '2026-05-04T12:00:06Z',
    last_status_updated_at: '2026-05-04T12:00:06.000Z',
  });
});

it('without a hand on the clock the steps come by themselves', async () => {
  await using sandbox = await startSandbox({ queuedDurationMs: 0, reviewDurationMs: 0 });
  await attach(sandbox, exampleAttach());
  expect(await statusOf(sandbox)).toBe('APPROVED');
});

it('a review keeps the durations with which it began', async () => {
  await using sandbox = await startSandbox({ ...stopped, queuedDurationMs: 0, reviewDurationMs: 0 });
  await attach(sandbox, exampleAttach());
  Object.assign(sandbox.control.settings, { queuedDurationMs: 1_000 });
  expect(await statusOf(sandbox)).toBe('APPROVED');
});

it('what was refused or lost before it took effect starts no review', async () => {
  await using sandbox = await startSandbox(stopped);
  await attach(sandbox, exampleNumbered('SANDBOX-409'));
  await attach(sandbox, { ...exampleAttach(), tos_policies_value: 'x' });
  expect(await statusOf(sandbox)).toBe('INCOMPLETE');
  await expect(attach(sandbox, exampleNumbered('SANDBOX-LOST'))).rejects.toThrow();
  expect(await statusOf(sandbox)).toBe('QUEUED');
});

it('money moves once the customer is approved', async () => {
  await using sandbox = await startSandbox(stopped);
  await attach(sandbox, exampleAttach());
  const before = await customerOf(sandbox, CUSTOMER_ID);
  expect(before['capabilities']).toMatchObject({
    on_ramp: [{ currency: 'USD', status: false, methods: ['ACH', 'FEDWIRE'] }],
  });
  sandbox.control.advanceClock(6_000);
  const { on_ramp, off_ramp } = (await customerOf(sandbox, CUSTOMER_ID))['capabilities'] as {
    on_ramp: unknown[];
    off_ramp: unknown[];
  };
  expect(off_ramp.length).toBeGreaterThan(1);
  for (const capability of [...on_ramp, ...off_ramp]) {
    expect(capability).toMatchObject({ status: true, reason: { for_customer: null, for_developer: null } });
  }
});

it.each([
  ['SANDBOX-REJECTED', 'REJECTED'],
  ['SANDBOX-RFI', 'REINITIATE'],
  ['SANDBOX-HOLD', 'ON_HOLD'],
])('%s as document number or last name ends the review in %s', async (magic, outcome) => {
  await using sandbox = await startSandbox(stopped);
  await attach(sandbox, exampleNumbered(magic));
  expect(await statusOf(sandbox)).toBe('QUEUED');
  sandbox.control.advanceClock(6_000);
  expect(await statusOf(sandbox)).toBe(outcome);
  await using other = await startSandbox(stopped);
  other.control.setCustomer(CUSTOMER_ID, { last_name: magic });
  await attach(other, exampleAttach());
  other.control.advanceClock(6_000);
  expect(await statusOf(other)).toBe(outcome);
});

it('a rejected customer is told why, document by document', async () => {
  await using sandbox = await startSandbox(stopped);
  await attach(sandbox, exampleNumbered('SANDBOX-REJECTED'));
  expect((await customerOf(sandbox, CUSTOMER_ID))['rejection_reason']).toBe(null);
  sandbox.control.advanceClock(6_000);
  expect((await customerOf(sandbox, CUSTOMER_ID))['rejection_reason']).toEqual({
    applicant: { moderation_comment: '', reject_labels: ['PROBLEMATIC_APPLICANT_DATA', 'LOW_QUALITY'] },
    documents: [
      {
        uri: '/AbAcQ4hn_0652746727637.pdf',
        category: 'PROOF_OF_IDENTITY',
        moderation_comment: expect.stringContaining('\n'),
        reject_labels: ['LOW_QUALITY'],
      },
    ],
  });
});

it('a second attach answers the request for information, also with the same magic number', async () => {
  await using sandbox = await startSandbox(stopped);
  await attach(sandbox, exampleNumbered('SANDBOX-RFI'));
  sandbox.control.advanceClock(6_000);
  expect(await customerOf(sandbox, CUSTOMER_ID)).toMatchObject({
    rejection_reason: null,
    request_for_information: [
      {
        section: 'proof_of_identity',
        categories: [
          { document_type: 'PASSPORT', fields: [{ field_name: 'files' }, { field_name: 'expiry_date' }] },
        ],
      },
    ],
  });
  await attach(sandbox, exampleNumbered('SANDBOX-RFI'));
  expect(await customerOf(sandbox, CUSTOMER_ID)).toMatchObject({
    customer_status: 'QUEUED',
    request_for_information: [],
  });
  sandbox.control.advanceClock(6_000);
  expect(await statusOf(sandbox)).toBe('APPROVED');
});

it('a customer who attaches again before being asked for more is asked all the same', async () => {
  await using sandbox = await startSandbox(stopped);
  await attach(sandbox, exampleNumbered('SANDBOX-RFI'));
  sandbox.control.advanceClock(5_999);
  await attach(sandbox, exampleNumbered('SANDBOX-RFI'));
  sandbox.control.advanceClock(5_999);
  expect(await statusOf(sandbox)).toBe('REVIEWING');
  sandbox.control.advanceClock(1);
  expect(await statusOf(sandbox)).toBe('REINITIATE');
});

it('a customer on hold stays so until it attaches again', async () => {
  await using sandbox = await startSandbox(stopped);
  await attach(sandbox, exampleNumbered('SANDBOX-HOLD'));
  sandbox.control.advanceClock(1_000_000);
  expect(await statusOf(sandbox)).toBe('ON_HOLD');
  await attach(sandbox, exampleAttach());
  sandbox.control.advanceClock(6_000);
  expect(await statusOf(sandbox)).toBe('APPROVED');
});

it('a forced status ends the review, and the next attach begins another', async () => {
  await using sandbox = await startSandbox(stopped);
  await attach(sandbox, exampleAttach());
  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'IN_COMPLIANCE' });
  sandbox.control.advanceClock(1_000_000);
  expect(await statusOf(sandbox)).toBe('IN_COMPLIANCE');
  await attach(sandbox, exampleAttach());
  expect(await statusOf(sandbox)).toBe('QUEUED');
});

it('the clock of customers ends no token', async () => {
  await using sandbox = await startSandbox({ accessTokenLifetimeMs: 60_000 });
  sandbox.control.advanceClock(1_000_000_000);
  expect((await attach(sandbox, exampleAttach())).status).toBe(200);
});
