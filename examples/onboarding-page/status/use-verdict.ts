import { useEffect, useState } from 'react';
import { CustomerStandingDocument, type StandingFragment } from '../../generated/graphql.ts';
import type { Gateway } from '../shell/gateway.ts';
import { waitForVerdict } from './wait-for-verdict.ts';
import { watchCustomer } from './watch-customer.ts';

/**
 * The customer's current state, without a reload: the gateway sends every change. Where streams do not get through, polling
 * finds a decision, or something for the person to do.
 */
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
    watchCustomer(customerId, setStanding, leaving.signal);
    return () => leaving.abort();
  }, [gateway, customerId, round]);
  return { standing, isLost: lostRound === round, lookAgain: () => setRound(round + 1) };
}
