import type { IncomingMessage } from 'node:http';
import type { Authenticate } from '../../callers/access-token.ts';
import type { Caller } from '../../callers/caller.ts';
import { GatewayError } from '../../errors.ts';
import type { CheckRate } from '../limits/rate-check.ts';

interface AuthenticationContext {
  readonly req: IncomingMessage;
  caller: Caller | undefined;
}

/**
 * Verifies the access token of a request, and stores the caller in its context.
 *
 * @param checkRate limits requests with an invalid token, by their address
 * @throws {GatewayError} UNAUTHENTICATED, RATE_LIMITED; UPSTREAM_UNAVAILABLE if no token can be verified
 */
export async function authenticateCaller(
  context: AuthenticationContext,
  authenticate: Authenticate,
  checkRate: CheckRate | undefined,
): Promise<void> {
  try {
    context.caller = await authenticate(context.req.headers.authorization);
  } catch (error) {
    const isRejected = error instanceof GatewayError && error.code === 'UNAUTHENTICATED';
    throw (isRejected && checkRate?.(context)) || error;
  }
}
