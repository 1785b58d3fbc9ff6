import type { SubscriptionHandlers, TypedOperation } from '../client/gateway-client.ts';
import { hasData } from './typed-operation.ts';

interface SubscriptionReceiver {
  /** Errors beside data belong to single fields, which are null then. */
  receive(data: unknown, error: unknown): void;
  fail(error: unknown): void;
  complete(): void;
}

/** Calls the handlers for what a library reports, and nothing after the end. */
export function createReceiver<Data, Variables>(
  operation: TypedOperation<Data, Variables>,
  { onData, onError, onComplete }: SubscriptionHandlers<Data>,
): SubscriptionReceiver {
  let hasEnded = false;
  const end = (report: () => void) => {
    if (hasEnded) return;
    hasEnded = true;
    report();
  };
  const fail = (error: unknown) => end(() => onError(error));
  return {
    receive(data, error) {
      if (hasEnded) return;
      if (hasData(operation, data)) onData(data);
      else fail(error);
    },
    fail,
    complete: () => end(onComplete),
  };
}
