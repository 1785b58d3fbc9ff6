import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { Session } from './session.ts';
import { SIGN_IN_URL } from './session-endpoint.ts';

interface SignInDialogProps {
  readonly session: Session;
}

/** Opens over the page when the gateway accepts no token, and closes once the person has signed in. */
export function SignInDialog({ session }: SignInDialogProps) {
  const { isAsking } = useSyncExternalStore(session.subscribe, session.read);
  return isAsking && <OpenDialog session={session} />;
}

function OpenDialog({ session }: SignInDialogProps) {
  const {
    shell: { signIn: texts },
  } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // The person comes back from the tab in which they signed in.
    const check = () => void session.check();
    addEventListener('focus', check);
    return () => {
      removeEventListener('focus', check);
      // Returns the focus to where it was.
      opened?.close();
    };
  }, [session]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="sign-in-title"
      aria-describedby="sign-in-text"
      onCancel={() => session.decline()}
    >
      <h2 id="sign-in-title">{texts.title}</h2>
      <p id="sign-in-text">{texts.text}</p>
      <div className="actions">
        <a className="button" href={SIGN_IN_URL} target="_blank" rel="noreferrer">
          {texts.open}
        </a>
        <button
          type="button"
          className="quiet"
          onClick={() => void session.check().then((isSignedIn) => setMissing(!isSignedIn))}
        >
          {texts.done}
        </button>
        <button type="button" className="plain" onClick={() => session.decline()}>
          {texts.later}
        </button>
      </div>
      <p role="alert">{isMissing && texts.notYet}</p>
    </dialog>
  );
}
