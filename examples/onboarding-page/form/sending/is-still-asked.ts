import type { GatewayClient } from '@fin-gateway/client/client';
import { CustomerDocument } from '@fin-gateway/client/operations';

/** The customer's status changes some time after an answer has arrived. */
const STATUS_SETTLES_MS = 60_000;

/**
 * Whether an answer without a known outcome has not arrived: a minute later, Fin.com still asks for it.
 *
 * @param unknownSinceMs when the page learned that the outcome is unknown
 */
export async function isStillAsked(
  client: GatewayClient,
  { customerId: id }: { readonly customerId: string },
  unknownSinceMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  if (Date.now() - unknownSinceMs < STATUS_SETTLES_MS) return false;
  try {
    const { individualCustomer } = await client.execute(CustomerDocument, { id }, { signal });
    return individualCustomer?.nextStep === 'ANSWER_REQUEST';
  } catch {
    return false;
  }
}
