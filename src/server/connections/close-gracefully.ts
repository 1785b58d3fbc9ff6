import type { Server } from 'node:http';

const SWEEP_MS = 50;

/**
 * Accepts no more connections, lets running requests finish, and resolves when the last connection is closed.
 *
 * @param isIdle true if no request is in progress
 */
export async function closeGracefully(server: Server, isIdle: () => boolean): Promise<void> {
  // Node closes only connections that are idle now. To Node, connections that never sent complete headers are not idle, so
  // all connections are closed once no request is in progress.
  const sweep = setInterval(() => {
    if (isIdle()) server.closeAllConnections();
    else server.closeIdleConnections();
  }, SWEEP_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  clearInterval(sweep);
}
