import type { ServerAddress } from './connection/client.ts';
import { movedAddress, replyCode } from './redis-replies.ts';

interface Details {
  readonly mayHaveRun?: boolean;
  readonly movedTo?: ServerAddress | undefined;
}

/** Redis did not execute the command, or did not reply in time. `reason` is a code, never a key or a value. */
export class RedisUnavailableError extends Error {
  override readonly name = 'RedisUnavailableError';
  readonly reason: string;
  /** True if Redis may have executed the command and only its reply is missing. */
  readonly mayHaveRun: boolean;

  /** The node of the cluster that has the keys. */
  readonly movedTo: ServerAddress | undefined;

  constructor(reason: string, { mayHaveRun = false, movedTo }: Details = {}) {
    super(`Redis is unavailable: ${reason}`);
    this.reason = reason;
    this.mayHaveRun = mayHaveRun;
    this.movedTo = movedTo;
  }
}

/** The code of an error of Node or Redis. Their messages may contain an address or a value. */
export function reasonOf(error: unknown): string {
  if (error instanceof RedisUnavailableError) return error.reason;
  if (!(error instanceof Error)) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return replyCode(error.message) ?? error.constructor.name;
}

export function toUnavailable(error: unknown): RedisUnavailableError {
  if (error instanceof RedisUnavailableError) return error;
  // Any other error is a broken connection.
  const isReply = error instanceof Error && replyCode(error.message) !== undefined;
  const movedTo = isReply ? movedAddress(error.message) : undefined;
  return new RedisUnavailableError(reasonOf(error), { mayHaveRun: !isReply, movedTo });
}
