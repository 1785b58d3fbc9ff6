import type { Server } from 'node:http';

const SWEEP_MS = 50;

/**
 * Prepares a server for its end.
 *
 * @param isIdle whether no request is at work
 * @returns takes no new connection, lets the running requests finish, and resolves when the last connection is closed
 */
export function prepareClose(server: Server, isIdle: () => boolean): () => Promise<void> {
  return async () => {
    // Node closes connections that are idle now; those that become idle later are ours to close. Those that never sent a
    // whole head do not count as idle, and are waited for no longer than a request runs.
    const sweep = setInterval(() => {
      if (isIdle()) server.closeAllConnections();
      else server.closeIdleConnections();
    }, SWEEP_MS);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    clearInterval(sweep);
  };
}
