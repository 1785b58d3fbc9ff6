import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { OperationName } from '../operations.ts';

/** The longest wait that setTimeout can do: a longer one would end at once. */
export const MAX_WAIT_MS = 2_147_483_647;

/** How one request is to go wrong. With nothing but `delayMs` and `headers`, the usual answer comes with them. */
export interface Fault {
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly contentType?: string | undefined;
  /** Waited before the answer, after the request was read. */
  readonly delayMs?: number | undefined;
  /** Where the connection is cut; `before-reading` cuts it when the request's head has come. */
  readonly reset?: 'before-headers' | 'mid-body' | 'before-reading' | undefined;
  /** 200 with broken JSON. */
  readonly malformed?: boolean | undefined;
  /** Never answers. */
  readonly hang?: boolean | undefined;
  /** The request takes effect before things go wrong: a lost answer. */
  readonly afterProcessing?: boolean | undefined;
  /** Answers before the request's body is read, then closes. */
  readonly early?: boolean | undefined;
  readonly times?: number | 'always' | undefined;
}

export interface FaultQueues {
  /** Adds faults behind those that wait already. @throws {TypeError} on a header that HTTP cannot carry, or a wait that no timer can do */
  script(operation: OperationName, faults: Fault | readonly Fault[]): void;
  /** Forgets what waits: of one operation, or of all. */
  clear(operation?: OperationName): void;
  take(operation: OperationName): Fault | undefined;
  waiting(operation: OperationName): number;
}

interface QueuedFault {
  readonly fault: Fault;
  timesLeft: number;
}

/** One queue an operation; each request takes its fault from the front. */
export function createFaultQueues(): FaultQueues {
  const queues = new Map<OperationName, QueuedFault[]>();
  return {
    script(operation, faults) {
      const added = (Array.isArray(faults) ? faults : [faults]).map(toQueued);
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
    waiting: (operation) => queues.get(operation)?.length ?? 0,
  };
}

/** Whether a request with this fault still takes effect. */
export function isProcessed(fault: Fault | undefined): boolean {
  if (!fault || fault.afterProcessing) return true;
  return !(hasOwnAnswer(fault) || fault.reset || fault.hang || fault.early);
}

export function hasOwnAnswer({ status, body, malformed }: Fault): boolean {
  return status !== undefined || body !== undefined || malformed === true;
}

function toQueued(fault: Fault): QueuedFault {
  const { delayMs = 0 } = fault;
  if (!(delayMs >= 0 && delayMs <= MAX_WAIT_MS)) {
    throw new TypeError(`delayMs must be from 0 to ${MAX_WAIT_MS}.`);
  }
  const headers = { ...fault.headers, 'content-type': fault.contentType ?? 'application/json' };
  for (const [name, value] of Object.entries(headers)) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  return { fault, timesLeft: fault.times === 'always' ? Number.POSITIVE_INFINITY : (fault.times ?? 1) };
}
