import type { SlotUse } from './fair-slots.ts';

/** The use of limited slots: calls to Fin.com by their effect, or requests of clients. */
export type SlotPool = 'read' | 'write' | 'upload' | 'token' | 'requests';

export interface SlotObserver {
  /** Called once for each pool. The use may be read at any time. */
  readonly slotsCreated?: ((pool: SlotPool, use: SlotUse) => void) | undefined;
}
