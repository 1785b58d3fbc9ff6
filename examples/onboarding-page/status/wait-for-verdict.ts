import type { NextStep } from '../generated/graphql.ts';

interface Customer {
  readonly nextStep: NextStep | null;
}

const MAX_DELAY_MS = 60_000;

function clampDelay(delayMs: number): number {
  return Math.min(Math.max(delayMs, 1), MAX_DELAY_MS);
}

/**
 * Polls until there is a decision or something for the person to do, at first every few seconds, later once a minute.
 * A review can take days, so abort this when the person leaves the page.
 *
 * @throws the reason of the signal as soon as it is aborted
 */
export async function waitForVerdict<T extends Customer>(
  fetchCustomer: () => Promise<T>,
  signal: AbortSignal,
  firstDelayMs = 2_000,
): Promise<T> {
  for (let delayMs = clampDelay(firstDelayMs); ; delayMs = clampDelay(delayMs * 1.5)) {
    const customer = await fetchCustomer();
    if (!isPending(customer)) return customer;
    await sleep(delayMs, signal);
  }
}

async function sleep(delayMs: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, delayMs);
    signal.addEventListener('abort', wake);
  });
  signal.throwIfAborted();
}

/** An unknown status is no verdict. */
function isPending({ nextStep }: Customer): boolean {
  return nextStep === 'WAIT' || nextStep === 'UNKNOWN' || nextStep === null;
}
