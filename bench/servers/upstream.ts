import { resolveScript } from './resolve-script.ts';
import { ServerProcess } from './server-process.ts';

export interface UpstreamOptions {
  /** Limit for each connection; none by default. */
  readonly uploadBytesPerSecond?: number | undefined;
  /** An hour by default. */
  readonly tokenLifetimeMs?: number;
}

/** Starts a stand-in for Fin.com in its own process. */
export function startUpstream(directory: string, options: UpstreamOptions = {}): Promise<ServerProcess> {
  const args = [JSON.stringify(options)];
  return ServerProcess.start({
    script: resolveScript('processes/upstream.ts'),
    args,
    directory,
    role: 'load',
  });
}

export async function issueToken(upstream: ServerProcess): Promise<string> {
  const response = await fetch(new URL('/v1/oauth/token', upstream.url), { method: 'POST', body: '{}' });
  const { data }: { data: { access_token: string } } = await response.json();
  return data.access_token;
}

/** While `isHanging`, attaches are accepted and not answered. Afterwards, all of them are answered. */
export async function hangAttaches(upstream: ServerProcess, isHanging: boolean): Promise<void> {
  const body = JSON.stringify({ isHanging });
  await (await fetch(new URL('/control/hang', upstream.url), { method: 'POST', body })).arrayBuffer();
}

/** The number of attaches that hang. */
export async function countHeldAttaches(upstream: ServerProcess): Promise<number> {
  const response = await fetch(new URL('/control/held', upstream.url));
  const { count }: { count: number } = await response.json();
  return count;
}
