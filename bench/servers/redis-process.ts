import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../test/support/network/free-port.ts';
import { onCoresOf } from './cores.ts';

/** A Redis server on a free port, without persistence. */
export interface RedisProcess extends AsyncDisposable {
  readonly url: string;
}

/** @param program the path of redis-server */
export async function startRedisProcess(program: string, directory: string): Promise<RedisProcess> {
  const port = await freePort();
  const options = {
    port,
    bind: '127.0.0.1',
    dir: directory,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const server = spawn(...onCoresOf('load', program, args), { stdio: ['ignore', 'pipe', 'inherit'] });
  await ready(server);
  return {
    url: `redis://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const exited = once(server, 'exit');
      server.kill();
      await exited;
    },
  };
}

async function ready({ stdout }: ChildProcess): Promise<void> {
  let output = '';
  for await (const chunk of stdout?.setEncoding('utf8').iterator({ destroyOnReturn: false }) ?? []) {
    output += chunk;
    if (/ready to accept connections/i.test(output)) {
      stdout?.resume();
      return;
    }
  }
  throw new Error(`Redis did not start: ${output}`);
}
