/** Gives a slot back. May be called more than once. */
export type Release = () => void;

export interface FairSlots {
  /** @returns undefined if no slot became free in time */
  acquire(key: string): Promise<Release | undefined>;
}

export interface FairSlotsOptions {
  readonly max: number;
  /** Keeps the others free for other keys, however slowly one works. */
  readonly maxPerKey: number;
  readonly maxWaitMs: number;
}

interface Waiter {
  readonly key: string;
  readonly resolve: (release: Release | undefined) => void;
  readonly timer: NodeJS.Timeout;
}

/** A bounded number of slots. A free one goes to the key that has fewest, and among those to the one that asked first. */
export function createFairSlots({ max, maxPerKey, maxWaitMs }: FairSlotsOptions): FairSlots {
  const held = new Map<string, number>();
  const waiters: Waiter[] = [];
  let total = 0;
  const heldBy = (key: string) => held.get(key) ?? 0;

  function take(key: string): Release {
    total += 1;
    held.set(key, heldBy(key) + 1);
    let isReleased: boolean = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      total -= 1;
      const left = heldBy(key) - 1;
      if (left > 0) held.set(key, left);
      else held.delete(key);
      serveNext();
    };
  }

  function serveNext(): void {
    if (total >= max) return;
    // The sort keeps the order of those that have equally many.
    const [next] = waiters
      .filter(({ key }) => heldBy(key) < maxPerKey)
      .sort((a, b) => heldBy(a.key) - heldBy(b.key));
    if (next) settle(next, take(next.key));
  }

  function settle(waiter: Waiter, release: Release | undefined): void {
    clearTimeout(waiter.timer);
    waiters.splice(waiters.indexOf(waiter), 1);
    waiter.resolve(release);
  }

  return {
    async acquire(key) {
      if (total < max && heldBy(key) < maxPerKey) return take(key);
      return new Promise((resolve) => {
        const timer = setTimeout(() => settle(waiter, undefined), maxWaitMs);
        const waiter: Waiter = { key, resolve, timer };
        waiters.push(waiter);
      });
    },
  };
}
