import type { createClient } from '@redis/client';

export type Client = ReturnType<typeof createClient>;

export const CONNECT_TIMEOUT_MS = 2_000;
