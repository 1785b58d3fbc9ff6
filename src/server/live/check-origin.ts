import type { IncomingMessage } from 'node:http';
import type { Config } from '../../config/config.ts';

/** @returns why the request is refused; undefined if it may be served */
export type CheckOrigin = (request: Pick<IncomingMessage, 'headers'>) => string | undefined;

const FOREIGN_ORIGIN =
  'Pages of this origin may not subscribe. The operator of the gateway can add it to CORS_ORIGINS.';
const FOREIGN_HOST =
  'The gateway listens on a loopback address only, so the Host header must be localhost or a loopback address. A proxy on the same machine can set it.';

/**
 * Decides whose pages may subscribe. Browsers send no preflight request for WebSockets and EventSource.
 *
 * The check of the host is against DNS rebinding: a page under a name that suddenly resolves to the loopback address has
 * the same origin as the gateway.
 */
export function createOriginCheck({ host, corsOrigins }: Pick<Config, 'host' | 'corsOrigins'>): CheckOrigin {
  const isLoopbackOnly = isLoopbackName(URL.parse(`http://${host.includes(':') ? `[${host}]` : host}`));
  return ({ headers }) => {
    const { origin, host: name = '' } = headers;
    if (isLoopbackOnly && !isLoopbackName(URL.parse(`http://${name}`))) return FOREIGN_HOST;
    if (origin === undefined || corsOrigins.includes(origin) || isOwnOrigin(origin, name)) return undefined;
    return FOREIGN_ORIGIN;
  };
}

/** The scheme is not compared, because a proxy may have terminated TLS. */
function isOwnOrigin(origin: string, host: string): boolean {
  const url = URL.parse(origin);
  return url !== null && url.host !== '' && url.host === URL.parse(`${url.protocol}//${host}`)?.host;
}

function isLoopbackName(url: URL | null): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
}
