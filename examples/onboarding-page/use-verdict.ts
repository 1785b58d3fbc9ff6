import { useEffect, useState } from 'react';
import { waitForVerdict } from '../clients/wait-for-verdict.ts';
import { CustomerStandingDocument, type StandingFragment } from '../generated/graphql.ts';
import type { Gateway } from './gateway.ts';

/** Polls the customer's status until there is a decision or something for the person to do. */
export function useVerdict(gateway: Gateway, customerId: string) {
  const [standing, setStanding] = useState<StandingFragment | undefined>();
  const [round, setRound] = useState(0);
  /** The round in which a request failed. */
  const [lostRound, setLostRound] = useState<number>();
  useEffect(() => {
    const leaving = new AbortController();
    async function fetchCustomer() {
      const { individualCustomer } = await gateway.query(CustomerStandingDocument, { customerId });
      if (!individualCustomer) throw new Error('There is no such customer.');
      if (!leaving.signal.aborted) setStanding(individualCustomer);
      return individualCustomer;
    }
    waitForVerdict(fetchCustomer, leaving.signal).catch(() => {
      if (!leaving.signal.aborted) setLostRound(round);
    });
    return () => leaving.abort();
  }, [gateway, customerId, round]);
  return { standing, isLost: lostRound === round, lookAgain: () => setRound(round + 1) };
}
