import type { GatewayClient } from '@fin-gateway/client/client';
import { CustomerChangedDocument, CustomerDocument } from '@fin-gateway/client/operations';
import { useEffect, useState } from 'react';
import { waitForVerdict } from '../../clients/wait-for-verdict.ts';

import type { StatusCustomer } from './status-customer.ts';

/**
 * The customer's current state, without a reload: the gateway sends every change. Where streams do not get through, polling
 * finds a decision, or something for the person to do.
 */
export function useLiveCustomer(client: GatewayClient, customerId: string) {
  const [customer, setCustomer] = useState<StatusCustomer | undefined>();
  const [round, setRound] = useState(0);
  /** The round in which a request failed. */
  const [lostRound, setLostRound] = useState<number>();
  useEffect(() => {
    const leaving = new AbortController();
    async function fetchCustomer() {
      const { individualCustomer } = await client.execute(CustomerDocument, { id: customerId });
      if (!individualCustomer) throw new Error('There is no such customer.');
      if (!leaving.signal.aborted) setCustomer(individualCustomer);
      return individualCustomer;
    }
    waitForVerdict(fetchCustomer, leaving.signal).catch(() => {
      if (!leaving.signal.aborted) setLostRound(round);
    });
    const unsubscribe = client.subscribe(
      CustomerChangedDocument,
      { id: customerId },
      {
        onData: ({ individualCustomerChanged }) => setCustomer(individualCustomerChanged),
        // The page polls as well.
        onError: () => undefined,
        onComplete: () => undefined,
      },
    );
    return () => {
      leaving.abort();
      unsubscribe();
    };
  }, [client, customerId, round]);
  return { customer, isLost: lostRound === round, checkAgain: () => setRound(round + 1) };
}
