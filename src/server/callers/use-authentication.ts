import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { Authenticate } from '../../callers/access-token.ts';
import type { Caller } from '../../callers/caller.ts';
import { GatewayError } from '../../errors.ts';
import type { RateCheck } from '../limits/use-rate-limit.ts';

interface AuthenticationContext {
  readonly req: IncomingMessage;
  caller: Caller | undefined;
}

/**
 * Lets nobody's body be read before it is known who sends it. Pages of GraphiQL and preflights come without a token.
 *
 * @param checkRate is asked about requests whose caller is refused
 */
export function useAuthentication(
  authenticate: Authenticate,
  checkRate: RateCheck | undefined,
): Plugin<object, AuthenticationContext> {
  return {
    async onRequestParse({ serverContext }) {
      const { req } = serverContext;
      try {
        serverContext.caller = await authenticate(req.headers.authorization);
      } catch (error) {
        const isRefused = error instanceof GatewayError && error.code === 'UNAUTHENTICATED';
        throw (isRefused && checkRate?.(serverContext)) || error;
      }
    },
  };
}
