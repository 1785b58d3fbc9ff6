import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { content, filePart, sendForm, uploadFields } from '../support/multipart.ts';
import { spawnGateway } from '../support/spawn-gateway.ts';

const FILES = 5;

/** Files on a disk that a process may write to. */
async function writableFiles(pid: number | undefined): Promise<string[]> {
  const descriptors = await readdir(`/proc/${pid}/fd`);
  const files = await Promise.all(
    descriptors.map(async (descriptor) => {
      try {
        const [path, info] = await Promise.all([
          readlink(`/proc/${pid}/fd/${descriptor}`),
          readFile(`/proc/${pid}/fdinfo/${descriptor}`, 'utf8'),
        ]);
        const accessMode = Number.parseInt(/^flags:\s+(\d+)$/m.exec(info)?.[1] ?? '0', 8) % 4;
        return accessMode > 0 && /^\/(?!dev\/|proc\/)/.test(path) ? path : [];
      } catch {
        // Closed in the meantime.
        return [];
      }
    }),
  );
  return files.flat();
}

test.runIf(process.platform === 'linux')(
  'files pass through the gateway without being written to a disk',
  {
    timeout: 60_000,
  },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fin-gateway-disk-'));
    await using sandbox = await startSandbox();
    const gateway = spawnGateway(
      {
        PORT: '0',
        FIN_BASE_URL: sandbox.url,
        FIN_CLIENT_ID: sandbox.clientId,
        FIN_CLIENT_SECRET: sandbox.clientSecret,
        TMPDIR: folder,
        NODE_DISABLE_COMPILE_CACHE: '1',
      },
      { cwd: folder, script: resolve('src/main.ts') },
    );
    const [, url = ''] = await gateway.saw(/"event":"ready","url":"([^"]+)"/);
    sandbox.control.faults.script('uploadDocuments', { delayMs: 4_000 });
    const files = Array.from({ length: FILES }, (_, index) =>
      filePart(String(index), content('pdf', 2_000_000)),
    );

    const sent = sendForm(url, [...uploadFields(FILES), ...files]);
    await sandbox.control.waitForRequest('uploadDocuments');
    const written = [
      ...(await writableFiles(gateway.process.pid)),
      ...(await readdir(folder, { recursive: true })),
    ];
    const { errors } = await sent;

    expect(errors).toBeUndefined();
    expect(sandbox.control.uploads).toHaveLength(FILES);
    expect(written).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
    gateway.process.kill('SIGKILL');
    await gateway.exited;
    await rm(folder, { recursive: true });
  },
);
