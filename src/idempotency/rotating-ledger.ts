import type { AcquiredWrite, BegunWrite, IdempotencyLedger } from './idempotency-ledger.ts';

/**
 * Combines two ledgers while a key is being rotated: their records are named and sealed by the current and the previous
 * key. Some replicas know only one of the keys; a write that is recorded in both ledgers is visible to all of them.
 */
export function createRotatingLedger(
  current: IdempotencyLedger,
  previous: IdempotencyLedger,
): IdempotencyLedger {
  return {
    // All replicas begin in the previous ledger first, which prevents deadlocks.
    async begin(key, input) {
      const before = await previous.begin(key, input);
      if (before.state !== 'ACQUIRED') return before;
      let begun: BegunWrite | undefined;
      try {
        begun = await current.begin(key, input);
      } finally {
        if (begun?.state !== 'ACQUIRED') await before.write.complete('OPEN', before.write.before);
      }
      if (begun.state !== 'ACQUIRED') return begun;
      return { state: 'ACQUIRED', write: inBoth(begun.write, before.write) };
    },
    async find(key) {
      return (await current.find(key)) ?? (await previous.find(key));
    },
    async idle() {
      await Promise.all([current.idle(), previous.idle()]);
    },
  };
}

function inBoth(current: AcquiredWrite, previous: AcquiredWrite): AcquiredWrite {
  return {
    // Files that an attempt under the previous key has stored are not stored again.
    before: current.before.files ? current.before : previous.before,
    async markSent(record) {
      return (await previous.markSent(record)) && (await current.markSent(record));
    },
    async complete(...outcome) {
      try {
        await previous.complete(...outcome);
      } finally {
        await current.complete(...outcome);
      }
    },
  };
}
