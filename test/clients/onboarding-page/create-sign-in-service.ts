import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Issuer } from '../../support/start-issuer.ts';

/** The backend of an app that keeps the sign-in in a cookie and hands out access tokens. */
export interface SignInService {
  /** Whether the person has signed in there. */
  isSignedIn: boolean;
  respond(incoming: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** @param issuer signs the tokens. Without it, nobody can sign in. */
export function createSignInService(issuer: Issuer | undefined): SignInService {
  const service: SignInService = {
    isSignedIn: issuer !== undefined,
    async respond({ method, url }, response) {
      switch (`${method} ${url}`) {
        case 'GET /session/sign-in':
          service.isSignedIn = true;
          return void response.setHeader('content-type', 'text/html').end('<title>Signed in</title>');
        case 'POST /session/sign-out':
          service.isSignedIn = false;
          return void response.writeHead(204).end();
        default:
          if (!issuer || !service.isSignedIn) return void response.writeHead(401).end();
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify({ token: (await issuer.bearer()).replace('Bearer ', '') }));
      }
    },
  };
  return service;
}
