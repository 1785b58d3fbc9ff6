/** Servers can listen on these addresses, but clients cannot connect to them. */
const LOOPBACK: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/**
 * Where `npm start` listens with the same `HOST` and `PORT`.
 *
 * @throws if `PORT` is not the port of one gateway
 */
export function gatewayOrigin(env: Readonly<Record<string, string | undefined>>): string {
  const port = env['PORT'] || '4000';
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    throw new Error('PORT must be the port on which the gateway listens, such as 4000.');
  const host = env['HOST'] || '127.0.0.1';
  const address = LOOPBACK[host] ?? host;
  return `http://${address.includes(':') ? `[${address}]` : address}:${Number(port)}`;
}
