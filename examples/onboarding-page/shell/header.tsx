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
      <LanguageSwitch />
      {isSignedIn && (
        <button type="button" className="plain" onClick={onSignOut}>
          {shell.signOut}
        </button>
      )}
    </header>
  );
}
