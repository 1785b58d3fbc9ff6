import type { FairSlots } from '../bulkheads/fair-slots.ts';
import { createObservedSlots, type SlotObserver } from '../bulkheads/slot-observer.ts';
import type { Effect } from '../errors/upstream-operation.ts';
import { createTransport, type Transport } from './transport.ts';

export interface ConnectionLimits {
  /** Connections at the same time, for each kind of call. */
  readonly reads: number;
  readonly writes: number;
  readonly uploads: number;
  readonly tokens: number;
  /** How long a call waits for a free connection. */
  readonly maxWaitMs: number;
}

export interface ConnectionPool {
  readonly transport: Transport;
  /** Undefined: the caller has made sure that a connection is free. */
  readonly slots?: FairSlots;
}

export type ConnectionPools = Readonly<Record<Effect, ConnectionPool>>;

/** @param timeoutMs for one call. Half of it may be spent on connecting */
export function createConnectionPools(
  origin: string,
  timeoutMs: number,
  { reads, writes, uploads, tokens, maxWaitMs }: ConnectionLimits,
  observer: SlotObserver | undefined,
): ConnectionPools {
  const connectTimeoutMs = Math.max(1, Math.floor(timeoutMs / 2));
  const createPool = (effect: Effect, connections: number): ConnectionPool => ({
    transport: createTransport(origin, { connectTimeoutMs, connections }),
    slots: createObservedSlots(effect, { max: connections, maxWaitMs }, observer),
  });
  return {
    read: createPool('read', reads),
    write: createPool('write', writes),
    token: createPool('token', tokens),
    // Uploads wait before their body is read: see limit-uploads.ts.
    upload: { transport: createTransport(origin, { connectTimeoutMs, connections: uploads }) },
  };
}
