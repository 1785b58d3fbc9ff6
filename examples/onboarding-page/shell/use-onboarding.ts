import type { GatewayClient } from '@fin-gateway/client/client';
import { useCallback, useEffect, useState } from 'react';
import { OnboardingDocument, type OnboardingQuery } from '../../generated/graphql.ts';
import { type FormLists, toFormLists } from '../form/form-lists.ts';
import { type LoadFailure, toLoadFailure } from './connection/load-failure.ts';

export type Customer = NonNullable<OnboardingQuery['individualCustomer']>;

type Onboarding =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: LoadFailure }
  | { readonly state: 'loaded'; readonly customer: Customer; readonly lists: FormLists };

/** Loads the customer, and the lists for the form. */
export function useOnboarding(client: GatewayClient, getCustomerId: () => Promise<string>) {
  const [onboarding, setOnboarding] = useState<Onboarding>({ state: 'loading' });
  /** Shows what it showed before until then. @returns whether the page can start */
  const retry = useCallback(async () => {
    const result = await loadOnboarding(client, getCustomerId);
    setOnboarding(result);
    return result.state === 'loaded';
  }, [client, getCustomerId]);
  const reload = useCallback(async () => {
    setOnboarding({ state: 'loading' });
    await retry();
  }, [retry]);
  useEffect(() => void reload(), [reload]);
  return { onboarding, retry, reload };
}

async function loadOnboarding(
  client: GatewayClient,
  getCustomerId: () => Promise<string>,
): Promise<Onboarding> {
  try {
    const data = await client.execute(OnboardingDocument, { customerId: await getCustomerId() });
    const lists = toFormLists(data);
    if (data.individualCustomer && lists)
      return { state: 'loaded', customer: data.individualCustomer, lists };
    return { state: 'failed', failure: { kind: 'error' } };
  } catch (error) {
    return { state: 'failed', failure: toLoadFailure(error) };
  }
}
