import type { createClient } from '@redis/client';

export type Client = ReturnType<typeof createClient>;

export interface ServerAddress {
  /** Undefined: the one in the URL. */
  readonly host: string | undefined;
  readonly port: number;
}

/**
 * Creates a client that is not connected yet, for the server that accepts writes as far as it is known.
 *
 * @param address to use instead of the one in the URL
 */
export type CreateClient = (address?: ServerAddress) => Promise<Client>;

export const CONNECT_TIMEOUT_MS = 2_000;
export const REPLY_TIMEOUT_MS = 1_000;
