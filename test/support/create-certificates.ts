import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface Authority extends AsyncDisposable {
  /** The path of its own certificate. */
  readonly caFile: string;
  /** @param addresses of the server, as in `subjectAltName` */
  issue(name: string, addresses?: string): Promise<Certificate>;
}

/** A certification authority of this test's own, made with openssl. */
export async function createAuthority(): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), 'fin-gateway-ca-'));
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '2',
    '-subj',
    '/CN=Test CA',
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
  );
  return {
    caFile: join(folder, 'ca.crt'),
    async issue(name, addresses = 'DNS:localhost,IP:127.0.0.1') {
      await writeFile(join(folder, `${name}.txt`), `subjectAltName=${addresses}\n`);
      await openssl(
        'req',
        ...newKey,
        '-subj',
        `/CN=${name}`,
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.csr`,
      );
      const signedByCa = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
      const names = ['-extfile', `${name}.txt`];
      await openssl('x509', '-req', '-in', `${name}.csr`, ...signedByCa, ...names, '-out', `${name}.crt`);
      return { certFile: join(folder, `${name}.crt`), keyFile: join(folder, `${name}.key`) };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
