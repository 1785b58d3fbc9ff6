import { replyCode } from './redis-replies.ts';

/** Redis did not carry out the command, or did not say so in time. `reason` is a code, never a key or a value. */
export class RedisUnavailableError extends Error {
  override readonly name = 'RedisUnavailableError';
  readonly reason: string;
  /** True where Redis may have carried out the command and only its reply is missing. */
  readonly mayHaveRun: boolean;

  constructor(reason: string, { mayHaveRun = false }: { readonly mayHaveRun?: boolean } = {}) {
    super(`Redis is unavailable: ${reason}`);
    this.reason = reason;
    this.mayHaveRun = mayHaveRun;
  }
}

/** Of Node's errors the code, of Redis's the first word; their messages may hold an address or a value. */
export function reasonOf(error: unknown): string {
  if (error instanceof RedisUnavailableError) return error.reason;
  if (!(error instanceof Error)) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return replyCode(error.message) ?? error.constructor.name;
}

export function toUnavailable(error: unknown): RedisUnavailableError {
  if (error instanceof RedisUnavailableError) return error;
  // What is no reply is a connection that broke.
  const isReply = error instanceof Error && replyCode(error.message) !== undefined;
  return new RedisUnavailableError(reasonOf(error), { mayHaveRun: !isReply });
}
