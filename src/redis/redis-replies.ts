/** Replies of a server that is not, or no longer, the one to write to. Its data may be old. */
const ELSEWHERE: ReadonlySet<string> = new Set([
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

/** Replies of a server that refuses to write for now, and still tells what it has. */
const UNWRITABLE: ReadonlySet<string> = new Set(['OOM', 'MISCONF', 'NOREPLICAS', 'NOGOODSLAVE']);

export function leadsElsewhere(code: string): boolean {
  return ELSEWHERE.has(code);
}

export function refusesWrites(code: string): boolean {
  return UNWRITABLE.has(code);
}

/**
 * The code of an error reply, as in `READONLY You can't write …`. Redis before version 7 wraps what a script ran into:
 * `ERR Error running script (…): @user_script:1: -READONLY You can't write …`.
 *
 * @returns undefined where the message is no reply of Redis
 */
export function replyCode(message: string): string | undefined {
  const code = /^([A-Z]{3,})(?: |$)/.exec(message)?.[1];
  return code === 'ERR' ? (/^ERR .*[ :]-([A-Z]{3,}) /.exec(message)?.[1] ?? code) : code;
}
