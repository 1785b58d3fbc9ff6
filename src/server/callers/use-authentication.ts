import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { Authenticate } from '../../callers/access-token.ts';
import type { Caller } from '../../callers/caller.ts';
import { GatewayError } from '../../errors.ts';
import type { CheckRate } from '../limits/use-rate-limit.ts';

interface AuthenticationContext {
  readonly req: IncomingMessage;
  caller: Caller | undefined;
}

/**
 * Verifies the access token before the body is read. GraphiQL pages and preflight requests need no token.
 *
 * @param checkRate limits requests with an invalid token, by their address
 */
export function useAuthentication(
  authenticate: Authenticate,
  checkRate: CheckRate | undefined,
): Plugin<object, AuthenticationContext> {
  return {
    async onRequestParse({ serverContext }) {
      const { req } = serverContext;
      try {
        serverContext.caller = await authenticate(req.headers.authorization);
      } catch (error) {
        const isRejected = error instanceof GatewayError && error.code === 'UNAUTHENTICATED';
        throw (isRejected && checkRate?.(serverContext)) || error;
      }
    },
  };
}
