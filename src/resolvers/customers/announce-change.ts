import type { GatewayContext } from '../../context.ts';
import { GatewayError } from '../../errors.ts';

/** Makes a write, and tells all who watch the customer, unless the write certainly did nothing. */
export async function announceChange<Result>(
  customerId: string,
  { customerEvents }: Pick<GatewayContext, 'customerEvents'>,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await write();
    // The client does not wait until others know.
    void customerEvents.publish(customerId);
    return result;
  } catch (error) {
    if (mayHaveSucceeded(error)) void customerEvents.publish(customerId);
    throw error;
  }
}

function mayHaveSucceeded(error: unknown): boolean {
  return !(error instanceof GatewayError) || error.details.outcome === 'UNKNOWN';
}
