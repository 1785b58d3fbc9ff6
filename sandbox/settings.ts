import type { ErrorReading } from './validation/validation-error.ts';

export const CUSTOMER_APIS = ['v1', 'v2'] as const;
/** The version of the API that created a customer. It decides which endpoints know the customer, and its statuses. */
export type CustomerApi = (typeof CUSTOMER_APIS)[number];

/** Can be changed while the sandbox runs. */
export interface SandboxSettings {
  /** The version of customers that control adds without one and, at the start, of the example customer. */
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
  /** The status of a successful create. The API's schema has 200; an older page calls it "Created". */
  createStatus: 200 | 201;
  /** Whether the account may create customers with verification type RELIANCE. */
  relianceEnabled: boolean;
  /** How long a customer stays QUEUED or, in v2, PROCESSING. A change does not affect reviews that have already begun. */
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
  createStatus: 200,
  relianceEnabled: false,
  queuedDurationMs: 2_000,
  reviewDurationMs: 4_000,
};
