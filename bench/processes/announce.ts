import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on a free port and says where, in the form of the gateway's own ready line. */
export function announce(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`${JSON.stringify({ event: 'ready', url: `http://127.0.0.1:${port}/` })}\n`);
  });
  // By way of exit, which writes the compile cache; the default of the signal does not.
  process.on('SIGTERM', () => process.exit(0));
}
