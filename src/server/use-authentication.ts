import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { Caller, UploadPolicy } from '../context.ts';
import type { Authenticate } from './access-token.ts';
import { drain } from './request-body.ts';
import { maxFormBytes } from './upload-form.ts';

interface AuthenticationContext {
  readonly req: IncomingMessage;
  readonly uploadPolicy: UploadPolicy;
  caller: Caller | undefined;
}

/** Lets nobody's body be read before it is known who sends it. Pages of GraphiQL and preflights come without a token. */
export function useAuthentication(authenticate: Authenticate): Plugin<object, AuthenticationContext> {
  return {
    async onRequestParse({ serverContext }) {
      const { req, uploadPolicy } = serverContext;
      try {
        serverContext.caller = await authenticate(req.headers.authorization);
      } catch (error) {
        drain(req, maxFormBytes(uploadPolicy));
        throw error;
      }
    },
  };
}
