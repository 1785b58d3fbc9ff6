import { type Client, createClient } from 'graphql-sse';

const CUSTOMER_CHANGED = `subscription CustomerChanged($id: UUID!) {
  individualCustomerChanged(id: $id) { id status nextStep }
}`;

interface CustomerState {
  readonly id: string;
  readonly status: string | null;
  readonly nextStep: string | null;
}

/** @param getToken called for each connection */
export function createStreamClient(url: string, getToken: () => Promise<string>): Client {
  return createClient({ url, headers: async () => ({ authorization: `Bearer ${await getToken()}` }) });
}

/**
 * Calls `onState` with each state of the customer until the signal is aborted. A stream ends with its token, so this
 * subscribes again then.
 *
 * @throws if the subscription fails for another reason
 */
export async function watchCustomer(
  client: Client,
  id: string,
  onState: (customer: CustomerState) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const results = client.iterate<{ individualCustomerChanged: CustomerState }>({
      query: CUSTOMER_CHANGED,
      variables: { id },
    });
    const stop = () => void results.return?.(undefined);
    signal.addEventListener('abort', stop);
    for await (const { data, errors } of results) {
      if (data) onState(data.individualCustomerChanged);
      else if (errors?.[0]?.extensions['code'] !== 'UNAUTHENTICATED') throw new Error(errors?.[0]?.message);
    }
    signal.removeEventListener('abort', stop);
  }
}
