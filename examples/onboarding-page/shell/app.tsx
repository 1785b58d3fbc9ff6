import type { GatewayClient } from '@fin-gateway/client/client';
import { useState } from 'react';
import { clearDrafts } from '../form/model/draft.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { LoadFailureView } from './connection/load-failure-view.tsx';
import { OfflineNotice } from './connection/offline-notice.tsx';
import { Header } from './header.tsx';
import { Loading } from './loading.tsx';
import { Onboarding } from './onboarding.tsx';
import type { Session } from './sign-in/session.ts';
import { SignInDialog } from './sign-in/sign-in-dialog.tsx';
import { useOnboarding } from './use-onboarding.ts';

interface AppProps {
  readonly client: GatewayClient;
  readonly session: Session;
  /** Creates the customer first if necessary. */
  readonly getCustomerId: () => Promise<string>;
}

export function App(props: AppProps) {
  const { session } = props;
  const [hasSignedOut, setSignedOut] = useState(false);
  function signOut() {
    clearDrafts();
    setSignedOut(true);
    void session.signOut();
  }
  return (
    <>
      <OfflineNotice />
      <Header session={session} onSignOut={signOut} />
      <main>
        <Introduction />
        {hasSignedOut ? <SignedOut onSignIn={() => setSignedOut(false)} /> : <Content {...props} />}
      </main>
      <SignInDialog session={session} />
    </>
  );
}

function Introduction() {
  const { shell } = useTexts();
  return (
    <div className="introduction">
      <h1>{shell.title}</h1>
      <p>{shell.introduction}</p>
    </div>
  );
}

function Content({ client, getCustomerId }: AppProps) {
  const { onboarding, retry, reload } = useOnboarding(client, getCustomerId);
  if (onboarding.state === 'loading') return <Loading />;
  if (onboarding.state === 'failed')
    return <LoadFailureView failure={onboarding.failure} retry={retry} onReload={() => void reload()} />;
  return <Onboarding key={onboarding.customer.id} client={client} {...onboarding} />;
}

function SignedOut({ onSignIn }: { readonly onSignIn: () => void }) {
  const { shell } = useTexts();
  return (
    <section className="panel" aria-labelledby="signed-out-title">
      <h2 id="signed-out-title">{shell.signedOut.title}</h2>
      <p role="status">{shell.signedOut.text}</p>
      <div className="actions">
        <button type="button" onClick={onSignIn}>
          {shell.signIn.start}
        </button>
      </div>
    </section>
  );
}
