import { GatewayError } from '../../errors.ts';
import { createKeyCounter } from '../limits/key-counter.ts';

export interface StreamBounds {
  readonly maxSubscriptions: number;
  /** Undefined: not limited. */
  readonly maxSubscriptionsPerCaller: number | undefined;
}

/**
 * Bounds the number of open subscriptions. Takes a place for the caller, and returns a function that frees it.
 *
 * @throws {GatewayError} RATE_LIMITED
 */
export type TakePlace = (callerKey: string) => () => void;

export function createStreamPlaces({ maxSubscriptions, maxSubscriptionsPerCaller }: StreamBounds): TakePlace {
  const perCaller = createKeyCounter();
  let taken = 0;
  return (key) => {
    if (taken >= maxSubscriptions) {
      throw new GatewayError('RATE_LIMITED', {
        status: 503,
        message: `The gateway already has ${maxSubscriptions} open subscriptions, which is its limit. Try again later.`,
        limit: 'subscriptions',
      });
    }
    if (maxSubscriptionsPerCaller !== undefined && perCaller.get(key) >= maxSubscriptionsPerCaller) {
      throw new GatewayError('RATE_LIMITED', {
        message: `You already have ${maxSubscriptionsPerCaller} open subscriptions, which is the limit for one caller. End one of them first.`,
        limit: 'subscriptions_per_caller',
      });
    }
    taken += 1;
    perCaller.add(key);
    let isFree: boolean = false;
    return () => {
      if (isFree) return;
      isFree = true;
      taken -= 1;
      perCaller.remove(key);
    };
  };
}
