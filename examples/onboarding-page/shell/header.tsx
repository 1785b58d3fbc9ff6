import { useSyncExternalStore } from 'react';
import { LanguageSwitch } from '../i18n/language-switch.tsx';
import { useTexts } from '../i18n/texts-context.tsx';
import type { Session } from './sign-in/session.ts';

interface HeaderProps {
  readonly session: Session;
  readonly onSignOut: () => void;
}

export function Header({ session, onSignOut }: HeaderProps) {
  const { shell } = useTexts();
  const { isSignedIn } = useSyncExternalStore(session.subscribe, session.read);
  return (
    <header>
      <div className="tools">
        <LanguageSwitch />
        {isSignedIn && (
          <button type="button" className="plain" onClick={onSignOut}>
            {shell.signOut}
          </button>
        )}
      </div>
      <h1>{shell.heading}</h1>
      <p>{shell.introduction}</p>
    </header>
  );
}
