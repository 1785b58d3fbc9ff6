import type { Duplex } from 'node:stream';

/** How long a client may take to read the last answer and close. */
const LINGER_MS = 2_000;

/**
 * Sends the last bytes of a connection and closes it for good. Node's `end` alone closes only this side: a peer that never
 * closes its own would keep the socket. Closing both at once could lose the answer while the peer is still sending.
 */
export function closeAfter(socket: Duplex, bytes: string, lingerMs = LINGER_MS): void {
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(timer));
  socket.end(bytes);
}
