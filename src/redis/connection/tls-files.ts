import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContext } from 'node:tls';

/** Paths of PEM files. */
export interface TlsFiles {
  /** Certificates of authorities. If it is set, those that Node knows are not trusted. */
  readonly caFile?: string | undefined;
  /** A certificate for this process, and its key. */
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
}

/**
 * Reads the files again for each connection, so that renewed certificates need no restart.
 *
 * @returns undefined if there are no files: Node's own authorities and NODE_EXTRA_CA_CERTS apply
 * @throws {Error} with a code
 */
export async function readTlsFiles(files: TlsFiles): Promise<SecureContext | undefined> {
  const { caFile, certFile, keyFile } = files;
  if (caFile === undefined && certFile === undefined) return undefined;
  const [ca, cert, key] = await Promise.all(
    [caFile, certFile, keyFile].map((path) => (path === undefined ? undefined : readFile(path))),
  );
  // Otherwise a file without a certificate would be ignored.
  if (ca) new X509Certificate(ca);
  return createSecureContext({ ca, cert, key });
}
