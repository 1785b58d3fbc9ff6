import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod/mini';
import { type Fault, MAX_WAIT_MS } from '../faults/faults.ts';
import type { SandboxSettings } from '../settings.ts';
import { ERROR_READINGS } from '../validation/validation-error.ts';

const MAX_STEP_MS = 100 * 366 * 24 * 3_600_000; // far from the end of Date
const wholeNumber = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.number(message).check(z.refine((n) => Number.isInteger(n) && n >= min && n <= max, message));
};

const headers = z
  .record(z.string(), z.string())
  .check(z.refine((named) => Object.entries(named).every(canBeSent), 'must be headers that HTTP can carry'));

const fault = z.strictObject({
  status: z.optional(wholeNumber(200, 599)),
  headers: z.optional(headers),
  body: z.optional(z.unknown()),
  contentType: z.optional(
    z.string().check(z.refine((type) => canBeSent(['content-type', type]), 'must be a media type')),
  ),
  delayMs: z.optional(wholeNumber(0, MAX_WAIT_MS)),
  reset: z.optional(z.enum(['before-headers', 'mid-body', 'before-reading'])),
  malformed: z.optional(z.boolean()),
  hang: z.optional(z.boolean()),
  afterProcessing: z.optional(z.boolean()),
  early: z.optional(z.boolean()),
  times: z.optional(z.custom<number | 'always'>(isTimes, "must be a whole number from 1, or 'always'")),
}) satisfies z.ZodMiniType<Fault>;

/** Of PUT /_sandbox/faults/{operation}: one fault, or a list. */
export const faultList = z.pipe(
  z.transform((value: unknown): unknown => (Array.isArray(value) ? value : [value])),
  z.array(fault),
);

/** Of PUT /_sandbox/settings: what is left out stays as it is. */
export const settingsChange = z.strictObject({
  accessTokenLifetimeMs: z.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  refreshTokenLifetimeMs: z.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  tokenEnvelope: z.optional(z.enum(['wrapped', 'bare'])),
  uploadResponseShape: z.optional(z.enum(['one-object-per-file', 'one-object'])),
  clockOffsetMs: z.optional(wholeNumber(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
  maxFileBytes: z.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  errorReading: z.optional(z.enum(ERROR_READINGS)),
  relianceEnabled: z.optional(z.boolean()),
  queuedDurationMs: z.optional(wholeNumber(0, MAX_STEP_MS)),
  reviewDurationMs: z.optional(wholeNumber(0, MAX_STEP_MS)),
} satisfies Record<keyof SandboxSettings, z.ZodMiniType>);

/** Of POST /_sandbox/tokens/revoke. */
export const revocation = z.strictObject({
  access: z._default(z.boolean(), true),
  refresh: z._default(z.boolean(), true),
});

/** Of POST /_sandbox/customers: what is left out is made up. */
export const newCustomer = z.strictObject({
  customerId: z.optional(z.guid()),
  tosPoliciesValue: z.optional(z.string()),
});

/** Of PATCH /_sandbox/customers: members by their wire names, and names of members that are to be missing. */
export const customerChange = z.strictObject({
  customerId: z.guid(),
  members: z._default(z.record(z.string(), z.unknown()), {}),
  missing: z._default(z.array(z.string()), []),
});

/** Of POST /_sandbox/clock. */
export const clockAdvance = z.strictObject({ advanceMs: wholeNumber(0, MAX_STEP_MS) });

function canBeSent([name, value]: readonly [string, string]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

function isTimes(value: unknown): boolean {
  return value === 'always' || (typeof value === 'number' && Number.isInteger(value) && value > 0);
}
