import { randomBytes, randomUUID } from 'node:crypto';
import { createClient } from '@redis/client';
import pLimit from 'p-limit';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { findRedisServer } from '../../test/support/redis/find-redis-server.ts';
import type { Benchmark, BenchmarkSettings } from '../benchmark.ts';
import { ATTACH_INPUT, ATTACH_QUERY, ATTACH_RESPONSE } from '../servers/attach-requests.ts';
import { startRedisProcess } from '../servers/redis-process.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { startGateway } from '../servers/subjects.ts';

const CONCURRENCY = 32;
const FILE = new File(['%PDF-1.7\n', randomBytes(64)], 'scan.pdf', { type: 'application/pdf' });

/** Attaches with new idempotency keys, and measures by how much the memory of Redis grows. */
export const redisMemory: Benchmark = {
  name: 'redis-memory',
  title: 'memory of Redis for finished writes with idempotency keys',
  columns: ['gateway'],
  async run(settings) {
    const program = findRedisServer();
    if (!program) return { skipped: 'redis-server is not installed' };
    const [withUris, withFiles] = settings.isQuick ? [5_000, 2_000] : [30_000, 10_000];
    return [
      row('attach with URIs', await bytesPerKey(program, settings, withUris, attachWithUris)),
      row('attach with two files', await bytesPerKey(program, settings, withFiles, attachWithFiles)),
    ];
  },
};

function row(what: string, bytes: number) {
  return { what: `${what}, bytes per key`, samples: { gateway: [bytes] } };
}

type CreateRequest = (idempotencyKey: string) => RequestInit;

async function bytesPerKey(
  program: string,
  { directory }: BenchmarkSettings,
  count: number,
  createRequest: CreateRequest,
): Promise<number> {
  await using sandbox = await startSandbox();
  await using redis = await startRedisProcess(program, directory);
  await using gateway = await startGateway(sandbox, directory, {
    FIN_CLIENT_ID: sandbox.clientId,
    FIN_CLIENT_SECRET: sandbox.clientSecret,
    REDIS_URL: redis.url,
    SHARED_STATE_KEY: randomBytes(32).toString('base64'),
  });
  // The first writes also store the token.
  await attach(gateway, CONCURRENCY, createRequest);
  const before = await usedMemory(redis.url);
  await attach(gateway, count, createRequest);
  return ((await usedMemory(redis.url)) - before) / count;
}

/** @throws {Error} if any response is wrong */
async function attach({ url }: ServerProcess, count: number, createRequest: CreateRequest): Promise<void> {
  const limit = pLimit(CONCURRENCY);
  await limit.map(Array.from({ length: count }), async () => {
    const response = await fetch(url, { method: 'POST', ...createRequest(randomUUID()) });
    const text = await response.text();
    if (text !== ATTACH_RESPONSE) throw new Error(`A response was wrong: ${text}`);
  });
}

function attachWithUris(idempotencyKey: string): RequestInit {
  return {
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: ATTACH_QUERY, variables: { input: { ...ATTACH_INPUT, idempotencyKey } } }),
  };
}

function attachWithFiles(idempotencyKey: string): RequestInit {
  const { proofOfIdentity, proofOfAddress, ...rest } = ATTACH_INPUT;
  const input = {
    ...rest,
    idempotencyKey,
    proofOfIdentity: { ...proofOfIdentity, files: [{ side: 'FRONT', upload: null }] },
    proofOfAddress: { ...proofOfAddress, files: [{ upload: null }] },
  };
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: ATTACH_QUERY, variables: { input } }));
  form.set(
    'map',
    JSON.stringify({
      0: ['variables.input.proofOfIdentity.files.0.upload'],
      1: ['variables.input.proofOfAddress.files.0.upload'],
    }),
  );
  form.set('0', FILE);
  form.set('1', FILE);
  return { headers: { accept: 'application/json', 'apollo-require-preflight': 'true' }, body: form };
}

async function usedMemory(url: string): Promise<number> {
  const client = await createClient({ url }).connect();
  try {
    return Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1]);
  } finally {
    client.destroy();
  }
}
