/**
 * What others use of Redis. Every command throws RedisUnavailableError, at the latest after the command time-out and at
 * once while Redis is known to be out of reach; whether a command that timed out was carried out is not known.
 */
export interface RedisConnection {
  /** False while Redis is out of reach or refuses to write. What lies in it may be readable all the same. */
  readonly isReady: boolean;
  get(key: string): Promise<string | undefined>;
  /** @returns false if `onlyIfAbsent` was asked for and the key exists */
  set(key: string, value: string, options: SetOptions): Promise<boolean>;
  /** Deletes the key if it holds exactly this value. @returns whether it did */
  deleteIfEqual(key: string, value: string): Promise<boolean>;
  /** Counts connections: another number means perhaps another server. */
  readonly session: number;
  /**
   * Runs a Lua script: atomic on the server. Integers and strings come back as number and string, nil as null. With a
   * session, it runs in that one or fails.
   */
  evaluate(
    script: string,
    keys: readonly string[],
    args: readonly string[],
    options?: { readonly session?: number },
  ): Promise<unknown>;
  /** Closes the connection at once. Does not wait for replies. */
  close(): Promise<void>;
}

export interface SetOptions {
  /** After which Redis forgets the key. A whole number of milliseconds, at least 1. */
  readonly ttlMs: number;
  readonly onlyIfAbsent?: boolean;
}

/** Of the gateway's log. */
export interface ConnectionLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Is told whether Redis takes writes: at the first answer or failure, and at each change after that. */
export interface RedisObserver {
  redisAvailabilityChanged(isAvailable: boolean): void;
}

export interface RedisOptions {
  /** redis: or rediss: with a host; user, password and database number as Redis has them. */
  readonly url: string;
  readonly log: ConnectionLog;
  readonly observer?: RedisObserver | undefined;
  readonly commandTimeoutMs?: number;
  readonly random?: () => number;
}
