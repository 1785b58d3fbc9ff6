import { useCallback, useEffect, useState } from 'react';
import type { GatewayClient } from '../client/gateway-client.ts';
import type { CustomerStateFragment } from '../operations.ts';
import { watchCustomer } from '../status/watch-customer.ts';

export interface CustomerStatusState {
  /** Undefined until the first state arrives. */
  readonly customer: CustomerStateFragment | undefined;
  /** Why the state could not be read. Undefined again after a successful read. `parseErrors` and `transportFailure` read it. */
  readonly error: unknown;
  /** Reads the state again, and resumes following it if that has ended. */
  readonly refresh: () => void;
}

interface Watched {
  readonly customerId: string;
  readonly customer?: CustomerStateFragment | undefined;
  readonly error?: unknown;
}

/**
 * The customer's current state, from `nextStep` to what Fin.com asks for. It changes without a reload until there is a verdict. Where
 * streams do not get through, it is polled.
 */
export function useCustomerStatus(client: GatewayClient, customerId: string): CustomerStatusState {
  const [watched, setWatched] = useState<Watched>({ customerId });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round subscribes again.
  useEffect(
    () =>
      watchCustomer(client, customerId, {
        onCustomer: (customer) => setWatched({ customerId, customer }),
        onError: (error) =>
          setWatched((before) =>
            before.customerId === customerId ? { ...before, error } : { customerId, error },
          ),
      }),
    [client, customerId, round],
  );
  const refresh = useCallback(() => setRound((before) => before + 1), []);
  const { customer, error }: Watched = watched.customerId === customerId ? watched : { customerId };
  return { customer, error, refresh };
}
