import { useSyncExternalStore } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';

export function OfflineNotice() {
  const { shell } = useTexts();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <p className="offline" role="status">
      {!isOnline && shell.offline}
    </p>
  );
}

function subscribe(listener: () => void) {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
