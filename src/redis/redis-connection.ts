import type { RedisServers } from './connection/create-clients.ts';
import type { RedisSubscriber } from './redis-subscriber.ts';

/**
 * Every command throws RedisUnavailableError: at once while Redis is known to be unreachable, otherwise after the command
 * time-out. A command that timed out may have been executed.
 */
export interface RedisConnection {
  /** False while Redis is unreachable or rejects writes. It may still be readable. */
  readonly isReady: boolean;
  get(key: string): Promise<string | undefined>;
  /** @returns false if `onlyIfAbsent` is set and the key exists */
  set(key: string, value: string, options: SetOptions): Promise<boolean>;
  /** Deletes the key if it has exactly this value. @returns true if it was deleted */
  deleteIfEqual(key: string, value: string): Promise<boolean>;
  /** Number of the current connection. A new connection may lead to another server. */
  readonly session: number;
  /**
   * Runs a Lua script atomically. Integers and strings are returned as number and string, nil as null. Fails if the
   * session is over.
   */
  evaluate(
    script: string,
    keys: readonly string[],
    args: readonly (string | Buffer)[],
    options?: EvaluateOptions,
  ): Promise<unknown>;
  publish(channel: string, message: string): Promise<void>;
  /** Connects whenever this connection has found a server, and is closed with it. */
  readonly subscriber: RedisSubscriber;
  /** Closes the connection at once. Does not wait for replies. */
  close(): Promise<void>;
}

export interface EvaluateOptions {
  readonly session?: number;
  /** Strings are returned as Buffer. */
  readonly repliesInBytes?: boolean;
}

export interface SetOptions {
  /** Lifetime of the key. A whole number of milliseconds, at least 1. */
  readonly ttlMs: number;
  readonly onlyIfAbsent?: boolean;
}

export interface ConnectionLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** `eval`: a script. `probe`: a test write of the connection itself. */
export type RedisCommand = 'get' | 'set' | 'eval' | 'publish' | 'probe';

export interface ObservedCommand {
  /** @param failure a code such as TIMEOUT or READONLY, never a message; undefined after a reply */
  end(failure?: string): void;
}

/** Notified of commands, and whether Redis accepts writes: after the first reply or failure, and after each change. */
export interface RedisObserver {
  redisAvailabilityChanged(isAvailable: boolean): void;
  /** Called for each command, also for those that cannot be sent. */
  readonly redisCommandStarted?: ((command: RedisCommand) => ObservedCommand) | undefined;
}

export interface RedisOptions extends RedisServers {
  readonly log: ConnectionLog;
  readonly observer?: RedisObserver | undefined;
  readonly commandTimeoutMs?: number;
  readonly random?: () => number;
}
