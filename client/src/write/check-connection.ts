import type { GatewayClient } from '../client/gateway-client.ts';
import { parseErrors } from '../errors/parse-errors.ts';
import { transportFailure } from '../errors/transport-failure.ts';
import { UploadLimitsDocument } from '../operations.ts';
import type { RejectedWrite, UnsentWrite } from './write-result.ts';

/**
 * Finds out with a small query whether the gateway can be reached and accepts the token, before files are sent. It needs no
 * scope and causes no call to Fin.com.
 *
 * @throws the reason of the signal when it is aborted
 */
export async function checkConnection(
  client: GatewayClient,
  signal: AbortSignal | undefined,
): Promise<UnsentWrite | RejectedWrite | undefined> {
  try {
    await client.execute(UploadLimitsDocument, {}, { ...(signal && { signal }) });
    return undefined;
  } catch (error) {
    signal?.throwIfAborted();
    const reason = transportFailure(error);
    if (reason) return { state: 'NOT_SENT', reason, unreadableFiles: [] };
    const errors = parseErrors(error);
    // Any other error shows that the gateway can be reached.
    return errors.some(({ code }) => code === 'UNAUTHENTICATED') ? { state: 'REJECTED', errors } : undefined;
  }
}
