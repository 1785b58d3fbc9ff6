import type { GatewayClient } from '../client/gateway-client.ts';
import { CustomerChangedDocument, type CustomerStateFragment, type NextStep } from '../operations.ts';
import { type CustomerHandlers, pollCustomer } from './poll-customer.ts';

/** After one of these, the status changes only if Fin.com asks for something new. */
const FINAL_STEPS: readonly (NextStep | null)[] = ['DONE', 'CONTACT_SUPPORT'];
/** Some proxies hold streams back. */
const STREAM_WAIT_MS = 5_000;

/**
 * Follows a customer until there is a verdict. Subscribes and, where streams do not get through, polls until there is a verdict or
 * something for the person to do, at first every few seconds, later once a minute.
 *
 * @returns a function that stops
 */
export function watchCustomer(
  client: GatewayClient,
  id: string,
  { onCustomer, onError }: CustomerHandlers,
): () => void {
  const stopping = new AbortController();
  let polling: AbortController | undefined;
  const show = (customer: CustomerStateFragment) => {
    onCustomer(customer);
    if (FINAL_STEPS.includes(customer.nextStep)) stopping.abort();
  };
  const startPolling = () => {
    if (polling || stopping.signal.aborted) return;
    polling = new AbortController();
    void pollCustomer(client, id, { onCustomer: show, onError }, polling.signal);
  };
  const stopPolling = () => {
    polling?.abort();
    polling = undefined;
  };
  const patience = setTimeout(startPolling, STREAM_WAIT_MS);
  const unsubscribe = client.subscribe(
    CustomerChangedDocument,
    { id },
    {
      onData({ individualCustomerChanged }) {
        clearTimeout(patience);
        stopPolling();
        show(individualCustomerChanged);
      },
      onError: startPolling,
      onComplete: startPolling,
    },
  );
  stopping.signal.addEventListener('abort', () => {
    clearTimeout(patience);
    stopPolling();
    unsubscribe();
  });
  return () => stopping.abort();
}
