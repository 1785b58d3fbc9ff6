import { validateHeaderName, validateHeaderValue } from 'node:http';
import { type Fault, MAX_DELAY_MS } from './fault.ts';

/** One queue for each operation. Each request takes the fault at the front. */
export interface FaultQueues {
  /**
   * Appends faults to the queue.
   *
   * @throws {TypeError} on a header that is invalid in HTTP, or a delay out of range
   */
  add(operation: string, faults: Fault | readonly Fault[]): void;
  /** Empties one queue, or all of them. */
  clear(operation?: string): void;
  take(operation: string): Fault | undefined;
  /** The waiting faults of each operation that has some, in order. `times` is how often each one is still used. */
  waiting(): Readonly<Record<string, readonly Fault[]>>;
}

interface QueuedFault {
  readonly fault: Fault;
  timesLeft: number;
}

export function createFaultQueues(): FaultQueues {
  const queues = new Map<string, QueuedFault[]>();
  return {
    add(operation, faults) {
      const added = (Array.isArray(faults) ? faults : [faults]).map(toQueuedFault);
      queues.set(operation, [...(queues.get(operation) ?? []), ...added]);
    },
    clear(operation) {
      if (operation) queues.delete(operation);
      else queues.clear();
    },
    take(operation) {
      const queue = queues.get(operation);
      const first = queue?.[0];
      if (!queue || !first) return undefined;
      first.timesLeft -= 1;
      if (first.timesLeft <= 0) queue.shift();
      return first.fault;
    },
    waiting() {
      const waiting = [...queues].filter(([, queue]) => queue.length > 0);
      return Object.fromEntries(waiting.map(([operation, queue]) => [operation, queue.map(toWaitingFault)]));
    },
  };
}

function toWaitingFault({ fault, timesLeft }: QueuedFault): Fault {
  return { ...fault, times: Number.isFinite(timesLeft) ? timesLeft : 'always' };
}

function toQueuedFault(fault: Fault): QueuedFault {
  const { delayMs = 0 } = fault;
  if (!(delayMs >= 0 && delayMs <= MAX_DELAY_MS)) {
    throw new TypeError(`delayMs must be from 0 to ${MAX_DELAY_MS}.`);
  }
  const headers = { ...fault.headers, 'content-type': fault.contentType ?? 'application/json' };
  for (const [name, value] of Object.entries(headers)) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  return { fault, timesLeft: fault.times === 'always' ? Number.POSITIVE_INFINITY : (fault.times ?? 1) };
}
