import {
  createFairSlots,
  type FairSlots,
  type FairSlotsOptions,
  type ObservedWait,
  type SlotUse,
} from './fair-slots.ts';

/** The use of limited slots: calls to Fin.com by their effect, or requests of clients. */
export type SlotPool = 'read' | 'write' | 'upload' | 'token' | 'requests';

export interface SlotObserver {
  /** Called once for each pool. The use may be read at any time. */
  readonly slotsCreated?: ((pool: SlotPool, use: SlotUse) => void) | undefined;
  /** Called for each call or request that has to wait for a slot. */
  readonly slotWaitStarted?: ((pool: SlotPool) => ObservedWait) | undefined;
}

/** Slots that report their use and the waits for them. */
export function createObservedSlots(
  pool: SlotPool,
  options: Omit<FairSlotsOptions, 'waitStarted'>,
  { slotsCreated, slotWaitStarted }: SlotObserver = {},
): FairSlots {
  const slots = createFairSlots({
    ...options,
    waitStarted: slotWaitStarted && (() => slotWaitStarted(pool)),
  });
  slotsCreated?.(pool, slots);
  return slots;
}
