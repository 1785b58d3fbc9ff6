import type { BegunWrite, IdempotencyLedger, OwnWrite } from './idempotency-ledger.ts';

/**
 * One ledger out of two, whose records are named and sealed by the present and by the previous key. While a key is being
 * rotated, replicas that have only one of the two keys run beside those that have both: a write that holds its idempotency
 * key in both ledgers is seen by all of them.
 */
export function createRotatingLedger(
  current: IdempotencyLedger,
  previous: IdempotencyLedger,
): IdempotencyLedger {
  return {
    // All take the previous one first, so that no two wait for one another.
    async begin(key, input) {
      const before = await previous.begin(key, input);
      if (before.state !== 'OWN') return before;
      let begun: BegunWrite | undefined;
      try {
        begun = await current.begin(key, input);
      } finally {
        if (begun?.state !== 'OWN') await before.write.end('OPEN', before.write.before);
      }
      return begun.state === 'OWN' ? { state: 'OWN', write: inBoth(begun.write, before.write) } : begun;
    },
    async find(key) {
      return (await current.find(key)) ?? (await previous.find(key));
    },
    async idle() {
      await Promise.all([current.idle(), previous.idle()]);
    },
  };
}

function inBoth(current: OwnWrite, previous: OwnWrite): OwnWrite {
  return {
    // What an attempt under the previous key alone has stored is not stored again.
    before: current.before.files ? current.before : previous.before,
    async sending(record) {
      return (await previous.sending(record)) && (await current.sending(record));
    },
    async end(...end) {
      try {
        await previous.end(...end);
      } finally {
        await current.end(...end);
      }
    },
  };
}
