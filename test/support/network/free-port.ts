import { once } from 'node:events';
import { createServer, type ListenOptions, type Server } from 'node:net';

/** Systems hand out higher ports to servers and connections that ask for any port. */
const FIRST = 20_000;
const END = 32_768;

/**
 * A port that nothing listens on. While this process lives, no other test gets it: not before it is used, not while its server
 * is restarted, and not after its server is gone.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (END - FIRST));
    if ((await isReserved(port)) && (await isFree(port))) return port;
  }
}

/** Listens on a name for the port. As with a port, only one process can have it, and only until that process ends. */
async function isReserved(port: number): Promise<boolean> {
  // Only Linux has names that are no files. They begin with a zero byte.
  if (process.platform !== 'linux') return true;
  const server = await listenOn({ path: `\0fin-gateway-test-port-${port}` });
  return server?.unref() !== undefined;
}

async function isFree(port: number): Promise<boolean> {
  const server = await listenOn({ port, host: '127.0.0.1' });
  if (!server) return false;
  server.close();
  await once(server, 'close');
  return true;
}

/** @returns undefined if something else listens there */
async function listenOn(options: ListenOptions): Promise<Server | undefined> {
  const server = createServer().listen(options);
  try {
    await once(server, 'listening');
    return server;
  } catch {
    return undefined;
  }
}
