import { copyFile, writeFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { createAuthority } from '../support/create-certificates.ts';
import { startRedis } from '../support/redis/start-redis.ts';
import { connectLogged } from './connect-logged.ts';
import { startPair } from './start-pair.ts';

const WAIT = { timeout: 30_000 };

/** A Redis that accepts only clients with a certificate of the same authority. */
async function startTlsRedis(addresses?: string) {
  const authority = await createAuthority();
  const { caFile } = authority;
  const redis = await startRedis({ tls: { caFile, ...(await authority.issue('server', addresses)) } });
  const files = { caFile, ...(await authority.issue('client')) };
  return {
    redis,
    files,
    async [Symbol.asyncDispose]() {
      await redis[Symbol.asyncDispose]();
      await authority[Symbol.asyncDispose]();
    },
  };
}

test('gateways share their state through a Redis with certificates of its own authority', {
  timeout: 60_000,
}, async () => {
  await using server = await startTlsRedis();

  await using pair = await startPair({
    REDIS_URL: server.redis.url,
    REDIS_CA_FILE: server.files.caFile,
    REDIS_CERT_FILE: server.files.certFile,
    REDIS_KEY_FILE: server.files.keyFile,
  });

  expect(pair.stack.control.count('attachIndividualDocuments')).toBe(1);
  // Only a Redis that is slow by chance may be lost.
  for (const { logged } of [pair.stack.gateway, pair.other])
    expect(logged()).not.toMatch(/"event":"redis-lost","reason":"(?!TIMEOUT)/);
});

test('a server of an unknown authority is not trusted, and the log says why', {
  timeout: 60_000,
}, async () => {
  await using server = await startTlsRedis();
  await using another = await createAuthority();
  const certificate = { certFile: server.files.certFile, keyFile: server.files.keyFile };

  await using withAnother = await connectLogged(server.redis.url, { ...certificate, caFile: another.caFile });
  await using withNone = await connectLogged(server.redis.url, certificate);

  expect(withAnother.connection.isReady).toBe(false);
  expect(withAnother.events).toEqual([['redis-lost', 'SELF_SIGNED_CERT_IN_CHAIN']]);
  expect(withNone.events).toEqual([['redis-lost', 'SELF_SIGNED_CERT_IN_CHAIN']]);
});

test('a certificate for another name is not trusted', { timeout: 60_000 }, async () => {
  await using server = await startTlsRedis('DNS:redis.example.com');

  await using client = await connectLogged(server.redis.url, server.files);

  expect(client.connection.isReady).toBe(false);
  expect(client.events).toEqual([['redis-lost', 'ERR_TLS_CERT_ALTNAME_INVALID']]);
});

test('a gateway without a certificate is rejected, and the log says so', { timeout: 60_000 }, async () => {
  await using server = await startTlsRedis();

  await using client = await connectLogged(server.redis.url, { caFile: server.files.caFile });

  expect(client.connection.isReady).toBe(false);
  expect(client.events).toEqual([
    ['redis-lost', expect.stringMatching(/^(ECONNRESET|EPIPE|ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED)$/)],
  ]);
});

test('renewed certificates are used without a restart', { timeout: 60_000 }, async () => {
  await using server = await startTlsRedis();
  await using another = await createAuthority();
  const caFile = `${server.files.caFile}.mounted`;
  await copyFile(another.caFile, caFile);
  await using client = await connectLogged(server.redis.url, { ...server.files, caFile });
  expect(client.connection.isReady).toBe(false);

  await copyFile(server.files.caFile, caFile);

  await vi.waitFor(() => expect(client.connection.isReady).toBe(true), WAIT);
});

test('files that cannot be used prevent the start with one sentence', { timeout: 60_000 }, async () => {
  await using authority = await createAuthority();
  const one = await authority.issue('one');
  const { keyFile } = await authority.issue('another');
  const garbage = `${authority.caFile}.garbage`;
  await writeFile(garbage, 'not a certificate');
  const url = 'rediss://localhost';

  await expect(connectLogged(url, { caFile: '/no/such/file' })).rejects.toThrow(/REDIS_CA_FILE.* ENOENT\./);
  await expect(connectLogged(url, { certFile: garbage, keyFile })).rejects.toThrow(
    /ERR_OSSL_PEM_NO_START_LINE\./,
  );
  await expect(connectLogged(url, { ...one, keyFile })).rejects.toThrow(
    /ERR_OSSL_X509_KEY_VALUES_MISMATCH\./,
  );
  await expect(connectLogged(url, { caFile: garbage })).rejects.toThrow(
    /REDIS_CA_FILE.* ERR_OSSL_PEM_NO_START_LINE\./,
  );
});
