/** A device that comes online reports it before all connections work. */
const ATTEMPTS = 5;
const INTERVAL_MS = 2_000;

/**
 * @param retry returns whether it was successful
 * @returns a function that stops
 */
export function retryWhenOnline(retry: () => Promise<boolean>): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const onOnline = async () => {
    for (let left = ATTEMPTS; left > 0 && !signal.aborted; left -= 1) {
      if (await retry()) return;
      await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
    }
  };
  addEventListener('online', () => void onOnline(), { signal });
  return () => stopping.abort();
}
