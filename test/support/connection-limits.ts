import type { ConnectionLimits } from '../../src/datasources/fin/http/connection-pools.ts';

/** More than a test needs, unless it is about them. */
export const AMPLE_CONNECTIONS: ConnectionLimits = {
  reads: 128,
  writes: 128,
  uploads: 128,
  tokens: 4,
  maxWaitMs: 30_000,
};
