import type { ErrorReading } from './validation/validation-error.ts';

export type CustomerApi = 'v1' | 'v2';

/** Can be changed while the sandbox runs. */
export interface SandboxSettings {
  /** The version of the example customer, and of customers that are added without one. */
  customerApi: CustomerApi;
  accessTokenLifetimeMs: number;
  refreshTokenLifetimeMs: number;
  /** The API documents both `{"data":{…}}` and the bare object. */
  tokenEnvelope: 'wrapped' | 'bare';
  /** The API documents both shapes of an upload's `files`. */
  uploadResponseShape: 'one-object-per-file' | 'one-object';
  /** How far the server's clock is ahead. Shows in `current_time` and `*_ttl`. */
  clockOffsetMs: number;
  /** The API documents no limit. */
  maxFileBytes: number;
  errorReading: ErrorReading;
  /** Whether the account may create customers with verification type RELIANCE. */
  relianceEnabled: boolean;
  /** How long a customer stays QUEUED. A change does not affect reviews that have already begun. */
  queuedDurationMs: number;
  /** How long a customer stays REVIEWING. */
  reviewDurationMs: number;
}

const HOUR_MS = 3_600_000;

export const DEFAULT_SETTINGS: Readonly<SandboxSettings> = {
  customerApi: 'v1',
  accessTokenLifetimeMs: 24 * HOUR_MS,
  refreshTokenLifetimeMs: 7 * 24 * HOUR_MS,
  tokenEnvelope: 'wrapped',
  uploadResponseShape: 'one-object-per-file',
  clockOffsetMs: 0,
  maxFileBytes: 50 * 1_048_576,
  errorReading: 'B',
  relianceEnabled: false,
  queuedDurationMs: 2_000,
  reviewDurationMs: 4_000,
};
