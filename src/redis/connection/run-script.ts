import { createHash } from 'node:crypto';
import type { EvaluateOptions } from '../redis-connection.ts';
import { replyCode } from '../redis-replies.ts';
import type { Client } from './client.ts';

/** By script. Scripts are constants, so there are few. */
const digests = new Map<string, string>();

/** Bulk strings, by their number in RESP_TYPES of the client, which is not loaded without Redis. */
const IN_BYTES = { typeMapping: { 36: Buffer } } as const;

/**
 * Runs a Lua script by its digest. Its text is sent only to a server that does not know it: a new or restarted one, or after
 * SCRIPT FLUSH.
 */
export async function runScript(
  client: Client,
  script: string,
  keys: readonly string[],
  args: readonly (string | Buffer)[],
  { repliesInBytes = false }: Pick<EvaluateOptions, 'repliesInBytes'>,
): Promise<unknown> {
  const rest = [`${keys.length}`, ...keys, ...args];
  const options = repliesInBytes ? IN_BYTES : undefined;
  try {
    return await client.sendCommand(['EVALSHA', digestOf(script), ...rest], options);
  } catch (error) {
    if (!(error instanceof Error) || replyCode(error.message) !== 'NOSCRIPT') throw error;
    return await client.sendCommand(['EVAL', script, ...rest], options);
  }
}

function digestOf(script: string): string {
  let digest = digests.get(script);
  if (digest === undefined) {
    digest = createHash('sha1').update(script).digest('hex');
    digests.set(script, digest);
  }
  return digest;
}
