import { once } from 'node:events';
import { createServer } from 'node:net';

/** Systems hand out higher ports to servers and connections that ask for any port. */
const FIRST = 20_000;
const END = 32_768;
/** Each worker of vitest has a range of its own: between the search for a port and its use, another one could take it. */
const RANGES = 16;
const RANGE_SIZE = Math.floor((END - FIRST) / RANGES);

let last = Math.floor(Math.random() * RANGE_SIZE);

/** A port that nothing listens on. No other program gets it by chance before it is used, or while its server is restarted. */
export async function freePort(): Promise<number> {
  const range = Number(process.env['VITEST_POOL_ID'] ?? 0) % RANGES;
  for (;;) {
    // In turn, so that two servers that are started at the same time get different ones.
    last = (last + 1) % RANGE_SIZE;
    const port = FIRST + range * RANGE_SIZE + last;
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
