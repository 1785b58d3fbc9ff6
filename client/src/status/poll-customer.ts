import type { GatewayClient } from '../client/gateway-client.ts';
import { parseErrors } from '../errors/parse-errors.ts';
import { CustomerDocument, type CustomerStateFragment } from '../operations.ts';
import { sleep } from '../transport/sleep.ts';

export interface CustomerHandlers {
  /** Called with the current state and with each change. */
  readonly onCustomer: (customer: CustomerStateFragment) => void;
  /** The state could not be read. `parseErrors` and `transportFailure` read the error. The customer is read again if that may help. */
  readonly onError: (error: unknown) => void;
}

const FIRST_DELAY_MS = 2_000;
const MAX_DELAY_MS = 60_000;

/** Reads the customer until there is a verdict, something for the person to do, or an error that another read would not change. */
export async function pollCustomer(
  client: GatewayClient,
  id: string,
  handlers: CustomerHandlers,
  signal: AbortSignal,
): Promise<void> {
  for (let delayMs = FIRST_DELAY_MS; !signal.aborted; delayMs = Math.min(delayMs * 1.5, MAX_DELAY_MS)) {
    const mayChange = await read(client, id, handlers, signal);
    if (!mayChange) return;
    await sleep(delayMs, signal);
  }
}

/** @returns whether the next result may be different */
async function read(
  client: GatewayClient,
  id: string,
  { onCustomer, onError }: CustomerHandlers,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const { individualCustomer } = await client.execute(CustomerDocument, { id }, { signal });
    if (signal.aborted || !individualCustomer) return false;
    onCustomer(individualCustomer);
    return isPending(individualCustomer);
  } catch (error) {
    if (signal.aborted) return false;
    onError(error);
    return parseErrors(error).every(({ retryable }) => retryable);
  }
}

/** A status that the gateway does not know is no verdict. */
function isPending({ nextStep }: CustomerStateFragment): boolean {
  return nextStep === 'WAIT' || nextStep === 'UNKNOWN' || nextStep === null;
}
