import type { IncomingMessage } from 'node:http';
import { clientAddress } from './client-address.ts';

export interface CallerContext {
  readonly req: IncomingMessage;
  readonly caller?: { readonly subject: string } | undefined;
}

/**
 * The key for limits per caller: the subject of the access token, or the client's address if there is no token.
 *
 * @param proxyCount the number of trusted proxies in front
 */
export function callerKey({ req, caller }: CallerContext, proxyCount: number): string {
  return caller ? `subject ${caller.subject}` : `address ${clientAddress(req, proxyCount)}`;
}
