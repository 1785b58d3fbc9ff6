import { createFetchClient } from '@fin-gateway/client/client';
import { useCustomerStatus } from '@fin-gateway/client/react';

const client = createFetchClient({ url: '/graphql' });

/** Shows what comes next for the customer. It changes without a reload. */
export function CustomerStatus({ customerId }: { readonly customerId: string }) {
  const { customer, error, refresh } = useCustomerStatus(client, customerId);
  return (
    <section>
      <output>{customer?.nextStep}</output>
      {error !== undefined && (
        <button type="button" onClick={refresh}>
          Check again
        </button>
      )}
    </section>
  );
}
