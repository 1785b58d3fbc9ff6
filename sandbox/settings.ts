import type { ErrorReading } from './validation/validation-error.ts';

/** What may change while the sandbox runs. */
export interface SandboxSettings {
  accessTokenLifetimeMs: number;
  refreshTokenLifetimeMs: number;
  /** Both envelopes are documented: `{"data":{…}}` and the bare object. */
  tokenEnvelope: 'wrapped' | 'bare';
  /** Both shapes of an upload's `files` are documented. */
  uploadResponseShape: 'one-object-per-file' | 'one-object';
  /** How far the server's clock is ahead, seen in `current_time` and `*_ttl`. */
  clockOffsetMs: number;
  /** The API documents no limit; this one is ours. */
  maxFileBytes: number;
  /** Which reading of the 422 schema is shown. */
  errorReading: ErrorReading;
  /** Whether the account may create customers with the verification type RELIANCE. */
  relianceEnabled: boolean;
  /** How long a customer is QUEUED. A review keeps the durations that were set when it began. */
  queuedDurationMs: number;
  /** How long a customer is REVIEWING. */
  reviewDurationMs: number;
}

const HOUR_MS = 3_600_000;

export const DEFAULT_SETTINGS: Readonly<SandboxSettings> = {
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
