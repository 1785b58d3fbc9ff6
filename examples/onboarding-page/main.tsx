import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createMadeUpCustomer } from './create-made-up-customer.ts';
import type { Gateway } from './gateway.ts';
import { createUploadMeter, type UploadMeter } from './upload-meter.ts';

/** The example customer of the sandbox. */
const EXAMPLE_CUSTOMER_ID = '55bd6b4e-c20a-4cc8-9535-91d5557a67d9';
const GATEWAY_URL = '/graphql';

/** `?client=urql` takes urql, else it is Apollo Client. `?customer=` is an id, or `new` for a made-up person. */
const settings = new URLSearchParams(location.search);

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
const meter = createUploadMeter();
const gateway = await createGateway(meter);
const customerId = await customerOf(gateway);
createRoot(root).render(
  <StrictMode>
    <App gateway={gateway} meter={meter} customerId={customerId} />
  </StrictMode>,
);

async function createGateway({ fetch }: UploadMeter): Promise<Gateway> {
  if (settings.get('client') === 'urql') {
    const { createUrqlGateway } = await import('./urql-gateway.ts');
    return createUrqlGateway(GATEWAY_URL, fetch);
  }
  const { createApolloGateway } = await import('./apollo-gateway.ts');
  return createApolloGateway(GATEWAY_URL, fetch);
}

/** A new customer's id goes into the address: opening the page again must not create another. */
async function customerOf(client: Gateway): Promise<string> {
  const asked = settings.get('customer') ?? EXAMPLE_CUSTOMER_ID;
  if (asked !== 'new') return asked;
  const created = await createMadeUpCustomer(client);
  settings.set('customer', created);
  history.replaceState(null, '', `?${settings}`);
  return created;
}
