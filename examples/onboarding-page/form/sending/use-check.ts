import { useCallback, useRef, useState } from 'react';

/** Runs what has to be found out before something is sent. */
export function useCheck() {
  const [isChecking, setChecking] = useState(false);
  const running = useRef<AbortController>(undefined);
  const cancel = useCallback(() => running.current?.abort(), []);

  /** @returns undefined if the person has canceled */
  async function check<Result>(find: (signal: AbortSignal) => Promise<Result>): Promise<Result | undefined> {
    const canceling = new AbortController();
    running.current = canceling;
    setChecking(true);
    const found = await find(canceling.signal);
    setChecking(false);
    return canceling.signal.aborted ? undefined : found;
  }

  return { isChecking, check, cancel };
}
