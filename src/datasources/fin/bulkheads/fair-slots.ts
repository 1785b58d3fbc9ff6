/** Frees the slot. May be called more than once. */
export type Release = () => void;

/** For metrics. The values are counted when they are read. */
export interface SlotUse {
  readonly max: number;
  readonly inUse: number;
  /** How many callers wait for a slot. */
  readonly waiting: number;
}

export interface ObservedWait {
  /** @param isServed false: it did not get a slot */
  end(isServed: boolean): void;
}

export interface FairSlots extends SlotUse {
  /** A slot at once if there is one. Otherwise a promise, which gives undefined if no slot became free in time. */
  acquire(key: string): Release | Promise<Release | undefined>;
}

export interface FairSlotsOptions {
  readonly max: number;
  readonly maxWaitMs: number;
  /** The share of all slots that one key may hold. By default, a quarter stays free for others. */
  readonly maxShare?: number;
  /** Called for each caller that has to wait. */
  readonly waitStarted?: (() => ObservedWait) | undefined;
}

const MAX_SHARE = 0.75;

interface Waiter {
  readonly order: number;
  readonly timer: NodeJS.Timeout;
  readonly wait: ObservedWait | undefined;
  readonly resolve: (release: Release | undefined) => void;
}

interface Line {
  readonly key: string;
  readonly waiters: Set<Waiter>;
  held: number;
}

/** A fair semaphore: a free slot goes to the key with the fewest slots, and among those to the longest waiting. */
export function createFairSlots({
  max,
  maxWaitMs,
  maxShare = MAX_SHARE,
  waitStarted,
}: FairSlotsOptions): FairSlots {
  const maxPerKey = Math.ceil(max * maxShare);
  /** By key, for keys that hold slots or wait for one. */
  const lines = new Map<string, Line>();
  let total = 0;
  let arrivals = 0;

  function lineOf(key: string): Line {
    const line = lines.get(key) ?? { key, waiters: new Set(), held: 0 };
    lines.set(key, line);
    return line;
  }

  function take(line: Line): Release {
    total += 1;
    line.held += 1;
    let isReleased: boolean = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      total -= 1;
      line.held -= 1;
      serveNext();
      forgetIfIdle(line);
    };
  }

  function serveNext(): void {
    if (total >= max) return;
    const next = pickNext(lines.values(), maxPerKey);
    const [waiter] = next?.waiters ?? [];
    if (next && waiter) settle(next, waiter, take(next));
  }

  function settle(line: Line, waiter: Waiter, release: Release | undefined): void {
    clearTimeout(waiter.timer);
    line.waiters.delete(waiter);
    waiter.wait?.end(release !== undefined);
    waiter.resolve(release);
  }

  function forgetIfIdle({ key, held, waiters }: Line): void {
    if (held === 0 && waiters.size === 0) lines.delete(key);
  }

  return {
    max,
    get inUse() {
      return total;
    },
    get waiting() {
      let waiting = 0;
      for (const { waiters } of lines.values()) waiting += waiters.size;
      return waiting;
    },
    acquire(key) {
      const line = lineOf(key);
      if (total < max && line.held < maxPerKey) return take(line);
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          settle(line, waiter, undefined);
          forgetIfIdle(line);
        }, maxWaitMs);
        arrivals += 1;
        const waiter: Waiter = { order: arrivals, timer, wait: waitStarted?.(), resolve };
        line.waiters.add(waiter);
      });
    },
  };
}

function pickNext(lines: Iterable<Line>, maxPerKey: number): Line | undefined {
  let next: Line | undefined;
  for (const line of lines) {
    const mayTake = line.waiters.size > 0 && line.held < maxPerKey;
    if (mayTake && (!next || isBefore(line, next))) next = line;
  }
  return next;
}

function isBefore(one: Line, other: Line): boolean {
  return one.held === other.held ? arrivalOf(one) < arrivalOf(other) : one.held < other.held;
}

function arrivalOf({ waiters: [longest] }: { readonly waiters: Iterable<Waiter> }): number {
  return longest?.order ?? Number.POSITIVE_INFINITY;
}
