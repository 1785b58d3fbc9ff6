import type { Duplex } from 'node:stream';

/** How long a client may take to read the response and close. */
const LINGER_MS = 2_000;

/**
 * Sends the last bytes of a connection and closes it. `end` alone closes only this side, so a client that never closes its
 * side would keep the socket open. Destroying it at once could lose the response while the client is still sending.
 */
export function sendAndClose(socket: Duplex, bytes: string, lingerMs = LINGER_MS): void {
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(timer));
  socket.end(bytes);
}
