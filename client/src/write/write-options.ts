import type { RequestOptions } from '../client/gateway-client.ts';

/**
 * `CHECKING`: a small query finds out whether the gateway can be reached. `SENDING`: the write itself. `WAITING`: before another
 * attempt. `LOOKING_UP`: there was no response, and the writer asks the gateway what happened.
 */
export type WritePhase = 'CHECKING' | 'SENDING' | 'WAITING' | 'LOOKING_UP';

/** The `signal` also stops the writer while it waits or looks up an outcome. */
export interface WriteOptions extends Pick<RequestOptions, 'signal' | 'onProgress'> {
  readonly onPhase?: (phase: WritePhase) => void;
  /**
   * Distinguishes writes of the same kind that a person may do at the same time. By default, there is one write of each kind for
   * a customer, and one new customer.
   */
  readonly intention?: string;
  /** Forgets an earlier write whose outcome is unknown. Set it only after somebody has looked at the customer. */
  readonly discardEarlier?: boolean;
}
