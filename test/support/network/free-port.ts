import { once } from 'node:events';
import { createServer } from 'node:net';

/** Systems hand out higher ports to servers and connections that ask for any port. */
const FIRST = 20_000;
const END = 32_768;
/** Processes that run tests at the same time have different numbers below this, and so have different ports. */
const SHARES = 16;

const share = Number(process.env['VITEST_POOL_ID'] ?? 0) % SHARES;
const count = Math.floor((END - FIRST) / SHARES);
const first = FIRST + share * count;
/** Runs of other programs begin elsewhere. */
let next = Math.floor(Math.random() * count);

/**
 * A port that nothing listens on. No other test gets it for a long time, so it stays free before it is used, while its server
 * is restarted, and after its server is gone.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + next;
    next = (next + 1) % count;
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
