import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { Caller, UploadPolicy } from '../context.ts';
import { GatewayError } from '../errors.ts';
import type { Authenticate } from './access-token.ts';
import { drain } from './request-body.ts';
import { maxFormBytes } from './upload-form.ts';
import type { RateCheck } from './use-rate-limit.ts';

interface AuthenticationContext {
  readonly req: IncomingMessage;
  readonly uploadPolicy: UploadPolicy;
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
      const { req, uploadPolicy } = serverContext;
      try {
        serverContext.caller = await authenticate(req.headers.authorization);
      } catch (error) {
        void drain(req, maxFormBytes(uploadPolicy));
        const isRefused = error instanceof GatewayError && error.code === 'UNAUTHENTICATED';
        throw (isRefused && checkRate?.(serverContext)) || error;
      }
    },
  };
}
