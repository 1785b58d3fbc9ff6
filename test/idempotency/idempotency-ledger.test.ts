import { expect, test } from 'vitest';
import {
  type AcquiredWrite,
  createIdempotencyLedger,
  type IdempotencyLedger,
  type WriteKey,
} from '../../src/idempotency/idempotency-ledger.ts';
import { createRecordSeal } from '../../src/idempotency/record-seal.ts';
import {
  createMemoryIdempotencyStore,
  type MemoryStoreOptions,
} from '../../src/idempotency/stores/memory-idempotency-store.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';

const TTL_MS = 60_000;
const KEY: WriteKey = { key: 'k', operation: 'attachIndividualDocuments', subject: 'app' };
const SUCCESS = { payload: { customer: { id: CUSTOMER_ID } } };

function startLedger(options: Partial<MemoryStoreOptions> = {}) {
  const store = createMemoryIdempotencyStore({ ttlMs: TTL_MS, ...options });
  return createIdempotencyLedger({ store, seal: createRecordSeal(), account: 'a', waitMs: 2_000 });
}

async function acquire(ledger: IdempotencyLedger, key: WriteKey, input = 'input'): Promise<AcquiredWrite> {
  const begun = await ledger.begin(key, input);
  if (begun.state !== 'ACQUIRED') throw new Error(`The key is not free: ${begun.state}`);
  return begun.write;
}

async function succeed(ledger: IdempotencyLedger, key: WriteKey): Promise<void> {
  const write = await acquire(ledger, key);
  await write.markSent({});
  await write.complete('SUCCEEDED', SUCCESS);
}

test('a key is unique per caller and operation', async () => {
  const ledger = startLedger();
  await succeed(ledger, KEY);

  for (const other of [
    { ...KEY, subject: 'another app' },
    { ...KEY, subject: undefined },
    { ...KEY, operation: 'createIndividualCustomer' },
    { ...KEY, key: 'k2' },
  ]) {
    expect(await ledger.find(other)).toBeUndefined();
    await succeed(ledger, other);
  }
  expect(await ledger.find(KEY)).toEqual({ phase: 'SUCCEEDED', record: SUCCESS });
});

test('if a write did nothing, one of those waiting for it tries again and tells the others how it failed', async () => {
  const ledger = startLedger();
  const first = await acquire(ledger, KEY);
  const waiting = [1, 2, 3].map(() => ledger.begin(KEY, 'input'));

  await first.complete('OPEN', {});
  const next = await Promise.race(waiting);
  if (next.state !== 'ACQUIRED') throw new Error(`nobody does it: ${next.state}`);
  const failure = new Error('as the first of them failed');
  await next.write.complete('OPEN', {}, failure);

  const told = await Promise.all(waiting);
  expect(told.map(({ state }) => state).toSorted()).toEqual(['ACQUIRED', 'FAILED', 'FAILED']);
  expect(told).toContainEqual({ state: 'FAILED', failure });
  await ledger.idle();
});

test('accounts that share a store do not share records', async () => {
  const store = createMemoryIdempotencyStore({ ttlMs: TTL_MS });
  const seal = createRecordSeal();
  const [one, other] = ['one', 'other'].map((account) =>
    createIdempotencyLedger({ store, seal, account, waitMs: 2_000 }),
  );
  if (!one || !other) throw new Error('there are two');

  await succeed(one, KEY);

  expect(await other.find(KEY)).toBeUndefined();
  expect(await one.find(KEY)).toBeDefined();
});

test('the oldest completed records are evicted first, and never a running write', async () => {
  const ledger = startLedger({ maxEntries: 3 });
  const underWay = await acquire(ledger, { ...KEY, key: 'under way' });
  await underWay.markSent({});
  for (const key of ['1', '2', '3', '4', '5']) await succeed(ledger, { ...KEY, key });

  const found = await Promise.all(['1', '2', '3', '4', '5'].map((key) => ledger.find({ ...KEY, key })));

  expect(found.map((write) => write?.phase)).toEqual([
    undefined,
    undefined,
    'SUCCEEDED',
    'SUCCEEDED',
    'SUCCEEDED',
  ]);
  expect((await ledger.find({ ...KEY, key: 'under way' }))?.phase).toBe('IN_FLIGHT');
});

test('writes that did nothing evict no record', async () => {
  const ledger = startLedger({ maxEntries: 2 });
  await succeed(ledger, KEY);
  for (let count = 0; count < 20; count += 1) {
    const write = await acquire(ledger, { ...KEY, key: `mistake ${count}` });
    await write.complete('OPEN', { customerId: 'c' });
  }

  expect((await ledger.find(KEY))?.phase).toBe('SUCCEEDED');
});

test('a record exists until it expires', async () => {
  let now = 0;
  const ledger = startLedger({ clock: () => now });
  await succeed(ledger, KEY);

  now = TTL_MS - 1;
  expect(await ledger.find(KEY)).toBeDefined();
  now = TTL_MS;
  expect(await ledger.find(KEY)).toBeUndefined();
  await succeed(ledger, KEY);
});

test('a write that outlasts its record is not repeated', async () => {
  let now = 0;
  const ledger = startLedger({ clock: () => now });
  const write = await acquire(ledger, KEY);
  await write.markSent({});

  now = 2 * TTL_MS;

  expect(await ledger.begin(KEY, 'input')).toEqual({ state: 'IN_FLIGHT' });
  await write.complete('SUCCEEDED', SUCCESS);
  expect(await ledger.begin(KEY, 'input')).toEqual({ state: 'ENDED', phase: 'SUCCEEDED', record: SUCCESS });
});

test('a record can only be decrypted under its own name and with its own key', () => {
  const key = new Uint8Array(32).fill(7);
  const sealed = createRecordSeal(key).seal('/private.pdf', 'name');

  expect(sealed).not.toContain('private');
  expect(createRecordSeal(key).open(sealed, 'name')?.toString()).toBe('/private.pdf');
  expect(createRecordSeal(key).open(sealed, 'other name')).toBeUndefined();
  expect(createRecordSeal().open(sealed, 'name')).toBeUndefined();
  expect(createRecordSeal(key).nameOf('a')).toBe(createRecordSeal(key).nameOf('a'));
  expect(createRecordSeal(key).nameOf('a')).not.toBe(createRecordSeal().nameOf('a'));
});
