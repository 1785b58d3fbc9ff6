import type { GatewayClient } from '@fin-gateway/client/client';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadTranslation } from './i18n/load-translation.ts';
import { startingLanguage } from './i18n/stored-language.ts';
import { TextsProvider } from './i18n/texts-context.tsx';
import { App } from './shell/app.tsx';
import { createClient } from './shell/create-client.ts';
import { createMadeUpCustomer } from './shell/create-made-up-customer.ts';
import { createSession } from './shell/sign-in/session.ts';
import { SESSION_ENDPOINT } from './shell/sign-in/session-endpoint.ts';

/** The example customer of the sandbox. */
const EXAMPLE_CUSTOMER_ID = '55bd6b4e-c20a-4cc8-9535-91d5557a67d9';

/** `?client=urql` uses urql instead of Apollo Client. `?customer=` is an id, or `new` for a made-up person. */
const settings = new URLSearchParams(location.search);

void start();

/** Not awaited: chunks of the build import this file, so the page would wait for itself. */
async function start() {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root.');
  const session = createSession(SESSION_ENDPOINT);
  const [client, translation] = await Promise.all([
    createClient(settings.get('client'), session.getToken),
    loadTranslation(startingLanguage()).catch(() => loadTranslation('en')),
  ]);
  createRoot(root).render(
    <StrictMode>
      <TextsProvider initial={translation}>
        <App
          client={client}
          session={session}
          getCustomerId={shareWhilePending(() => getCustomerId(client))}
        />
      </TextsProvider>
    </StrictMode>,
  );
}

/** Puts the id of a new customer into the URL, so that reloading the page does not create another one. */
async function getCustomerId(client: GatewayClient): Promise<string> {
  const requested = settings.get('customer') ?? EXAMPLE_CUSTOMER_ID;
  if (requested !== 'new') return requested;
  const created = await createMadeUpCustomer(client);
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
