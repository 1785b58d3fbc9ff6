import { once } from 'node:events';
import { createServer } from 'node:net';

/** Systems hand out higher ports to servers and connections that ask for any port. */
const FIRST = 20_000;
const END = 32_768;

/** A port that nothing listens on. No other program gets it by chance before it is used, or while its server is restarted. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (END - FIRST));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
