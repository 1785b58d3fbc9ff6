import type { CustomerStatus } from './generated/graphql.ts';

/** Nothing for the person to do. */
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

/**
 * Asks until there is a verdict or something for the person to do: often at first, later once a minute. A review may
 * take days: abort it with the page.
 */
export async function waitForVerdict<T extends Customer>(
  ask: () => Promise<T>,
  signal: AbortSignal,
  firstDelayMs = 2_000,
): Promise<T> {
  for (let delay = firstDelayMs; ; delay = Math.min(delay * 1.5, 60_000)) {
    const customer = await ask();
    if (!isUnderWay(customer)) return customer;
    await new Promise((resolve) => setTimeout(resolve, delay));
    signal.throwIfAborted();
  }
}

function isUnderWay({ status, requestedInformation }: Customer): boolean {
  return UNDER_WAY.includes(status ?? 'UNKNOWN') && !requestedInformation?.length;
}
