import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

const FOREIGN_HOST =
  'The Host header must be localhost or an IP address, so that no web page can reach the control endpoints through a domain name.';
const FOREIGN_ORIGIN = 'Only the control page itself may call the control endpoints from a browser.';

/**
 * Protects the control endpoints from web pages of others. Programs that are no browser send no Origin, and may call.
 *
 * The check of the host is against DNS rebinding: a page under a domain name that suddenly resolves to this machine has
 * the same origin as the sandbox.
 *
 * @returns why the request is refused; undefined if it may be served
 */
export function findForeignSender({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const { host = '', origin } = headers;
  if (!isSafeHost(host)) return FOREIGN_HOST;
  return origin === undefined || origin === `http://${host}` ? undefined : FOREIGN_ORIGIN;
}

function isSafeHost(host: string): boolean {
  const name = URL.parse(`http://${host}`)?.hostname ?? '';
  return /^(.+\.)?localhost$/.test(name) || isIP(name.replace(/^\[(.+)\]$/, '$1')) !== 0;
}
