import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findInPath } from '../find-in-path.ts';
import { freePort } from './free-port.ts';
import type { TestProxy } from './start-strict-proxy.ts';

export interface TestNginx extends TestProxy {
  /** Changes the site as `systemctl reload nginx` does, and resolves when no request reaches the old one any more. */
  reload(toSite: (port: number) => string): Promise<void>;
}

export const findNginx = () => findInPath(['nginx'], ['/usr/sbin', '/usr/local/sbin']);

/**
 * nginx that passes bodies on while they arrive. Needs nginx: name tests `*.nginx.test.ts`.
 *
 * @param locations more of them, as in a configuration file
 * @param maps the same, outside of the server
 */
export function startNginx(target: string, locations = '', maps = ''): Promise<TestNginx> {
  return startNginxSite(
    (port) => `
      client_max_body_size 200m;
      ${maps}
      server {
        listen 127.0.0.1:${port};
        ${locations}
        location / {
          proxy_pass ${target};
          proxy_http_version 1.1;
          proxy_request_buffering off;
        }
      }`,
    '/health',
  );
}

/**
 * nginx with a site of one's own, as in `sites-enabled`. Needs nginx: name tests `*.nginx.test.ts`.
 *
 * @param readyPath a path that returns 2xx as soon as nginx runs
 */
export async function startNginxSite(
  toSite: (port: number) => string,
  readyPath: string,
): Promise<TestNginx> {
  const binary = findNginx();
  if (!binary) throw new Error('no nginx');
  const folder = await mkdtemp(join(tmpdir(), 'fin-gateway-nginx-'));
  const port = await freePort();
  const write = (site: string) => writeFile(join(folder, 'nginx.conf'), configuration(folder, site));
  await write(toSite(port));
  const nginx = spawn(binary, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const exited = once(nginx, 'exit');
  const origin = `http://127.0.0.1:${port}`;
  await answering(`${origin}${readyPath}`, exited);
  return {
    origin,
    async reload(toNewSite) {
      const before = await workersOf(nginx.pid);
      await write(toNewSite(port));
      nginx.kill('SIGHUP');
      // Workers with the old site end when their requests have ended.
      while ((await workersOf(nginx.pid)).some((pid) => before.includes(pid))) await delay(20);
    },
    async [Symbol.asyncDispose]() {
      nginx.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configuration(folder: string, site: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    daemon off;
    worker_processes 1;
    pid ${folder}/nginx.pid;
    error_log ${folder}/error.log;
    events { worker_connections 64; }
    http {
      access_log off;
      ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n      ')}
      ${site}
    }
  `;
}

async function workersOf(pid: number | undefined): Promise<string[]> {
  return (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ');
}

async function answering(url: string, exited: Promise<unknown>): Promise<void> {
  let hasExited = false;
  void exited.then(() => {
    hasExited = true;
  });
  for (;;) {
    if (hasExited) throw new Error('nginx ended before it answered');
    const isUp = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
