import type { RequestOptions } from '../client/gateway-client.ts';

/**
 * `CHECKING`: a small query finds out whether the gateway can be reached. `SENDING`: the write itself. `WAITING`: before another
 * attempt. `LOOKING_UP`: there was no response, and the writer asks the gateway what happened.
 */
export type WritePhase = 'CHECKING' | 'SENDING' | 'WAITING' | 'LOOKING_UP';

/** The `signal` also ends waiting and looking up. */
export interface WriteOptions extends Pick<RequestOptions, 'signal' | 'onProgress'> {
  readonly onPhase?: (phase: WritePhase) => void;
  /**
   * Tells apart writes that a person may do side by side. By default, there is one of each kind for a customer, and one new
   * customer.
   */
  readonly intention?: string;
  /** Forgets an earlier write without a known outcome. Only if somebody has looked at the customer. */
  readonly discardEarlier?: boolean;
}
