import type { CustomerStatus } from './generated/graphql.ts';

/** In these states, there is nothing for the person to do. */
const UNDER_WAY: readonly CustomerStatus[] = [
  'QUEUED',
  'PROCESSING',
  'REVIEWING',
  'ON_HOLD',
  'IN_COMPLIANCE',
  'UNKNOWN',
];

interface Customer {
  readonly status: CustomerStatus | null;
  readonly requestedInformation: readonly unknown[] | null;
}

const MAX_DELAY_MS = 60_000;

function bounded(delayMs: number): number {
  return Math.min(Math.max(delayMs, 1), MAX_DELAY_MS);
}

/**
 * Asks until there is a verdict, or something for the person to do: often at first, later once a minute. A review can
 * take days, so abort this when the person leaves the page.
 *
 * @throws the reason of the signal as soon as it is aborted
 */
export async function waitForVerdict<T extends Customer>(
  ask: () => Promise<T>,
  signal: AbortSignal,
  firstDelayMs = 2_000,
): Promise<T> {
  for (let delayMs = bounded(firstDelayMs); ; delayMs = bounded(delayMs * 1.5)) {
    const customer = await ask();
    if (!isUnderWay(customer)) return customer;
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

function isUnderWay({ status, requestedInformation }: Customer): boolean {
  return UNDER_WAY.includes(status ?? 'UNKNOWN') && !requestedInformation?.length;
}
