import { useSyncExternalStore } from 'react';

/**
 * Use it only to explain a failure. On some devices it is false although there is a connection, and browsers may report that they
 * are offline only after a request has failed.
 */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}

function subscribe(listener: () => void) {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
