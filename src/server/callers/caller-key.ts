import type { IncomingMessage } from 'node:http';
import { clientAddress } from './client-address.ts';

export interface CallerContext {
  readonly req: IncomingMessage;
  readonly caller?: { readonly subject: string } | undefined;
}

/**
 * What a caller is counted by: the subject of the access token, or the address where the caller is not known.
 *
 * @param proxyCount proxies in front whose `X-Forwarded-For` is believed
 */
export function callerKey({ req, caller }: CallerContext, proxyCount: number): string {
  return caller ? `subject ${caller.subject}` : `address ${clientAddress(req, proxyCount)}`;
}
