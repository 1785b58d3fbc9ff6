import type { ServerAddress } from './connection/client.ts';

/** Replies of a server that is not (any more) the one to write to. Its data may be stale. */
const WRONG_SERVER: ReadonlySet<string> = new Set([
  'READONLY',
  'MOVED',
  'ASK',
  'TRYAGAIN',
  'CLUSTERDOWN',
  'CROSSSLOT',
  'LOADING',
  'MASTERDOWN',
  'NOMASTERLINK',
  'NOAUTH',
]);

/** Replies of a server that rejects writes for now, but can be read. */
const READ_ONLY: ReadonlySet<string> = new Set(['OOM', 'MISCONF', 'NOREPLICAS', 'NOGOODSLAVE']);

export function isFromWrongServer(code: string): boolean {
  return WRONG_SERVER.has(code);
}

export function rejectsWrites(code: string): boolean {
  return READ_ONLY.has(code);
}

/** The address in `MOVED 3999 10.0.0.1:6379`. A node without a known name leaves the host out. */
export function movedAddress(message: string): ServerAddress | undefined {
  const [, host, port] = /^MOVED \d+ (.*):(\d+)$/.exec(message) ?? [];
  return port === undefined ? undefined : { host: host || undefined, port: Number(port) };
}

/**
 * The code of an error reply, as in `READONLY You can't write …`. Redis before version 7 wraps errors of scripts:
 * `ERR Error running script (…): @user_script:1: -READONLY You can't write …`.
 *
 * @returns undefined if the message is not a reply of Redis
 */
export function replyCode(message: string): string | undefined {
  if (message.includes('SELECT is not allowed in cluster mode')) return 'CLUSTER_HAS_NO_DATABASES';
  const code = /^([A-Z]{3,})(?: |$)/.exec(message)?.[1];
  return code === 'ERR' ? (/^ERR .*[ :]-([A-Z]{3,}) /.exec(message)?.[1] ?? code) : code;
}
