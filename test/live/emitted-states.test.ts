import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { startWatch } from './start-watch.ts';

const OPEN_REQUEST = {
  section: 'proof_of_address',
  categories: [
    {
      document_type: 'UTILITY_BILL',
      fields: [
        { field_name: 'uri', data_type: 'URI', status: 'MISSING' },
        { field_name: 'issue_date', data_type: 'DATE', status: 'EXPIRED' },
      ],
    },
  ],
};
const OTHER_REQUEST = { section: 'proof_of_identity', categories: [] };
const SAME_REQUEST = {
  ...OPEN_REQUEST,
  categories: OPEN_REQUEST.categories.map(({ document_type, fields }) => ({
    document_type,
    fields: fields.toReversed(),
  })),
};

test('a subscriber gets the current state, and then each of two changes', async () => {
  await using world = await startWatch();
  const updates = await world.subscribe();
  expect((await updates.next()).value).toMatchObject({ id: CUSTOMER_ID, status: 'INCOMPLETE' });

  await world.change({ customer_status: 'PROCESSING' });
  expect((await updates.next()).value).toMatchObject({ status: 'PROCESSING', rejectionReason: null });

  await world.change({ customer_status: 'REJECTED' });
  expect((await updates.next()).value).toMatchObject({
    status: 'REJECTED',
    rejectionReason: expect.any(Object),
  });
});

test.each([
  ['the time of the last change of status', { last_status_updated_at: '2026-01-02 03:04:05+00' }],
  ['an open request', { request_for_information: [OPEN_REQUEST] }],
  ['the reason for a rejection', { rejection_reason: { applicant: { moderation_comment: 'blurred' } } }],
])('a subscriber gets a state in which only %s is new', async (_, members) => {
  await using world = await startWatch();
  const updates = await world.subscribe();
  await updates.next();

  await world.change(members);

  expect((await updates.next()).value).toMatchObject({ status: 'INCOMPLETE' });
});

test.each([
  ['the URL of the terms', { tos_policies_url: 'https://example.com/?tos_policies_value=new' }],
  ['the phone number', { phone: '+14155550000', updated_at: '2026-01-02 03:04:05+00' }],
  ['the order of the open requests', { request_for_information: [OTHER_REQUEST, SAME_REQUEST] }],
])('a subscriber does not get a state in which only %s is new', async (_, members) => {
  await using world = await startWatch();
  world.control.setCustomer(CUSTOMER_ID, { request_for_information: [OPEN_REQUEST, OTHER_REQUEST] });
  const updates = await world.subscribe();
  await updates.next();
  const next = updates.next();

  await world.change(members);
  await world.readsEnded(2);
  await world.change({ customer_status: 'PROCESSING' });

  expect((await next).value).toMatchObject({ status: 'PROCESSING' });
});

test('a slow subscriber gets the newest state only, and nothing if that is the one it has', async () => {
  await using world = await startWatch();
  const [slow, idle] = [await world.subscribe(), await world.subscribe()];
  await slow.next();
  await idle.next();
  const before = world.control.customer(CUSTOMER_ID) ?? {};

  for (const [index, customer_status] of ['QUEUED', 'REVIEWING', 'APPROVED'].entries()) {
    await world.change({ customer_status });
    await world.readsEnded(3 + index);
  }
  expect((await slow.next()).value).toMatchObject({ status: 'APPROVED' });

  await world.change(before);
  await world.readsEnded(6);
  const next = idle.next();
  await world.change({ customer_status: 'ON_HOLD' });
  expect((await next).value).toMatchObject({ status: 'ON_HOLD' });
});

test('each subscriber starts with the current state, whatever others have received', async () => {
  await using world = await startWatch();
  const first = await world.subscribe();
  await first.next();
  world.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });

  const second = await world.subscribe();

  expect((await second.next()).value).toMatchObject({ status: 'APPROVED' });
  expect((await first.next()).value).toMatchObject({ status: 'APPROVED' });
});
