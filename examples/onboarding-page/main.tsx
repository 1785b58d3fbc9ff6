import { createFetchClient } from '@fin-gateway/client/client';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadTranslation } from './i18n/load-translation.ts';
import { startingLanguage } from './i18n/stored-language.ts';
import { TextsProvider } from './i18n/texts-context.tsx';
import { App } from './shell/app.tsx';
import { createMadeUpCustomer } from './shell/create-made-up-customer.ts';
import type { Gateway } from './shell/gateway.ts';

/** The example customer of the sandbox. */
const EXAMPLE_CUSTOMER_ID = '55bd6b4e-c20a-4cc8-9535-91d5557a67d9';
const GATEWAY_URL = '/graphql';

/** `?client=urql` uses urql instead of Apollo Client. `?customer=` is an id, or `new` for a made-up person. */
const settings = new URLSearchParams(location.search);

void start();

/** Not awaited: the chunks of the build import this file, so they would wait for each other. */
async function start() {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root.');
  const [gateway, translation] = await Promise.all([createGateway(), loadFirstTranslation()]);
  createRoot(root).render(
    <StrictMode>
      <TextsProvider initial={translation}>
        <App
          gateway={gateway}
          client={createFetchClient({ url: GATEWAY_URL })}
          getCustomerId={shareWhilePending(() => getCustomerId(gateway))}
        />
      </TextsProvider>
    </StrictMode>,
  );
}

async function createGateway(): Promise<Gateway> {
  if (settings.get('client') === 'urql') {
    const { createUrqlGateway } = await import('./shell/urql-gateway.ts');
    return createUrqlGateway(GATEWAY_URL, fetch);
  }
  const { createApolloGateway } = await import('./shell/apollo-gateway.ts');
  return createApolloGateway(GATEWAY_URL, fetch);
}

function loadFirstTranslation() {
  return loadTranslation(startingLanguage()).catch(() => loadTranslation('en'));
}

/** Puts the id of a new customer into the URL, so that reloading the page does not create another one. */
async function getCustomerId(gateway: Gateway): Promise<string> {
  const requested = settings.get('customer') ?? EXAMPLE_CUSTOMER_ID;
  if (requested !== 'new') return requested;
  const created = await createMadeUpCustomer(gateway);
  settings.set('customer', created);
  history.replaceState(null, '', `?${settings}`);
  return created;
}

/** React runs effects twice in development, but only one customer must be created. */
function shareWhilePending<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let pending: Promise<Result> | undefined;
  return () => {
    pending ??= run().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}
