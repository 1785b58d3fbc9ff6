import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/**
 * Where a request comes from. Each proxy appends the address that it sees to `X-Forwarded-For`; what stands further left
 * is what the client wishes us to believe.
 *
 * @param proxyCount proxies of our own in front; 0 takes the socket's address
 */
export function clientAddress({ socket, headers }: IncomingMessage, proxyCount: number): string {
  const seen = String(headers['x-forwarded-for'] ?? '').split(',');
  const claimed = proxyCount > 0 ? withoutPort(seen.at(-proxyCount)?.trim() ?? '') : '';
  return networkOf(isIP(claimed) ? claimed : (socket.remoteAddress ?? ''));
}

/** Some proxies write `192.0.2.1:4711`, or `[2001:db8::1]:4711`. */
function withoutPort(address: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}

/** One subscriber has a whole /64 of IPv6, and could come from another address each time. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const rightCount = tail ? tail.split(':').length : 0;
  const zeros = tail === undefined ? 0 : 8 - left.length - rightCount;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...(tail ? tail.split(':') : [])];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
