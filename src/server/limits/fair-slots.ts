import { createKeyCounter } from './key-counter.ts';

/** Frees the slot. May be called more than once. */
export type Release = () => void;

export interface FairSlots {
  /** @returns undefined if no slot became free in time */
  acquire(key: string): Promise<Release | undefined>;
}

export interface FairSlotsOptions {
  readonly max: number;
  /** Reserves the rest for other keys. */
  readonly maxPerKey: number;
  readonly maxWaitMs: number;
}

interface Waiter {
  readonly key: string;
  readonly resolve: (release: Release | undefined) => void;
  readonly timer: NodeJS.Timeout;
}

/** A fair semaphore: a free slot goes to the key with the fewest slots, and among those to the longest waiting. */
export function createFairSlots({ max, maxPerKey, maxWaitMs }: FairSlotsOptions): FairSlots {
  const held = createKeyCounter();
  const waiters: Waiter[] = [];
  let total = 0;

  function take(key: string): Release {
    total += 1;
    held.add(key);
    let isReleased: boolean = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      total -= 1;
      held.remove(key);
      serveNext();
    };
  }

  function serveNext(): void {
    if (total >= max) return;
    // The sort is stable, so equal keys stay in the order of their arrival.
    const [next] = waiters
      .filter(({ key }) => held.get(key) < maxPerKey)
      .sort((a, b) => held.get(a.key) - held.get(b.key));
    if (next) settle(next, take(next.key));
  }

  function settle(waiter: Waiter, release: Release | undefined): void {
    clearTimeout(waiter.timer);
    waiters.splice(waiters.indexOf(waiter), 1);
    waiter.resolve(release);
  }

  return {
    async acquire(key) {
      if (total < max && held.get(key) < maxPerKey) return take(key);
      return new Promise((resolve) => {
        const timer = setTimeout(() => settle(waiter, undefined), maxWaitMs);
        const waiter: Waiter = { key, resolve, timer };
        waiters.push(waiter);
      });
    },
  };
}
