import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/**
 * The client's address, as the outermost trusted proxy saw it. Each proxy appends an address to `X-Forwarded-For`;
 * addresses further left may be forged.
 *
 * @param proxyCount the number of trusted proxies in front; 0 uses the socket's address
 */
export function clientAddress({ socket, headers }: IncomingMessage, proxyCount: number): string {
  const seen = String(headers['x-forwarded-for'] ?? '').split(',');
  const claimed = proxyCount > 0 ? withoutPort(seen.at(-proxyCount)?.trim() ?? '') : '';
  return toNetwork(isIP(claimed) ? claimed : (socket.remoteAddress ?? ''));
}

/** Some proxies write `192.0.2.1:4711`, or `[2001:db8::1]:4711`. */
function withoutPort(address: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}

/** IPv6 subscribers have a whole /64, so their /64 counts as one address. */
function toNetwork(address: string): string {
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
