import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on a free port and logs the URL in the same format as the gateway. */
export function announce(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`${JSON.stringify({ event: 'ready', url: `http://127.0.0.1:${port}/` })}\n`);
  });
  // Node only writes its compile cache on a regular exit.
  process.on('SIGTERM', () => process.exit(0));
}
