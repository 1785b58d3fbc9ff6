import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import { CustomerChangedDocument, type StandingFragment } from '../../generated/graphql.ts';

/** The page and the gateway share an origin. */
const client = createClient({ url: '/graphql', retryAttempts: 5 });

/**
 * Calls `onChange` with the current state and with every change, until the signal is aborted. Ends without an error if the
 * connection cannot be restored: the page polls as well.
 */
export function watchCustomer(
  customerId: string,
  onChange: (standing: StandingFragment) => void,
  signal: AbortSignal,
): void {
  const unsubscribe = client.subscribe<{ individualCustomerChanged: StandingFragment }>(
    { query: print(CustomerChangedDocument), variables: { customerId } },
    {
      next: ({ data }) => {
        if (data && !signal.aborted) onChange(data.individualCustomerChanged);
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
  signal.addEventListener('abort', unsubscribe);
}
