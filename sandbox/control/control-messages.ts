import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod/mini';
import { REVIEW_OUTCOMES } from '../customers/review-outcome.ts';
import { type Fault, MAX_DELAY_MS } from '../faults/fault.ts';
import { CUSTOMER_APIS, type SandboxSettings } from '../settings.ts';
import { ERROR_READINGS } from '../validation/validation-error.ts';
import { WEBHOOK_ALGORITHMS, type WebhookFault } from '../webhooks/webhook.ts';

/** A hundred years, well within the range of Date. */
const MAX_STEP_MS = 100 * 366 * 24 * 3_600_000;
const wholeNumber = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.number(message).check(z.refine((n) => Number.isInteger(n) && n >= min && n <= max, message));
};

const headers = z
  .record(z.string(), z.string())
  .check(z.refine((named) => Object.entries(named).every(isValidHeader), 'must be valid HTTP headers'));

const fault = z.strictObject({
  status: z.optional(wholeNumber(200, 599)),
  headers: z.optional(headers),
  body: z.optional(z.unknown()),
  contentType: z.optional(
    z.string().check(z.refine((type) => isValidHeader(['content-type', type]), 'must be a media type')),
  ),
  delayMs: z.optional(wholeNumber(0, MAX_DELAY_MS)),
  reset: z.optional(z.enum(['before-headers', 'mid-body', 'before-reading'])),
  malformed: z.optional(z.boolean()),
  hang: z.optional(z.boolean()),
  afterProcessing: z.optional(z.boolean()),
  early: z.optional(z.boolean()),
  times: z.optional(z.custom<number | 'always'>(isTimes, "must be a positive whole number or 'always'")),
}) satisfies z.ZodMiniType<Fault>;

/** PUT and POST /_sandbox/faults/{operation}: one fault or an array. */
export const faultList = oneOrMore(fault);

/** PUT /_sandbox/webhooks/target */
export const webhookTarget = z.strictObject({
  url: z.string().check(z.refine(isHttpUrl, 'must be an http or https URL')),
  secret: z.string().check(z.minLength(1)),
});

const resendFault = z.strictObject({
  copies: z.optional(wholeNumber(0, 100)),
  delayMs: z.optional(wholeNumber(0, MAX_STEP_MS)),
  overtakenBy: z.optional(wholeNumber(0, 1_000)),
  signature: z.optional(z.enum(['wrong', 'missing'])),
  algorithm: z.optional(z.enum([...WEBHOOK_ALGORITHMS, 'unstated'])),
});

const webhookFault = z.extend(resendFault, {
  data: z.optional(z.record(z.string(), z.unknown())),
}) satisfies z.ZodMiniType<WebhookFault>;

/** PUT and POST /_sandbox/webhooks/faults: one fault or an array. */
export const webhookFaultList = oneOrMore(webhookFault);

/** POST /_sandbox/webhooks/resend */
export const resending = z.extend(resendFault, { eventId: z.guid() });

/** PUT /_sandbox/settings. Settings that are left out stay unchanged. */
export const settingsChange = z.strictObject({
  customerApi: z.optional(z.enum(CUSTOMER_APIS)),
  accessTokenLifetimeMs: z.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  refreshTokenLifetimeMs: z.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  tokenEnvelope: z.optional(z.enum(['wrapped', 'bare'])),
  uploadResponseShape: z.optional(z.enum(['one-object-per-file', 'one-object'])),
  clockOffsetMs: z.optional(wholeNumber(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
  maxFileBytes: z.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  errorReading: z.optional(z.enum(ERROR_READINGS)),
  createStatus: z.optional(z.literal([200, 201])),
  relianceEnabled: z.optional(z.boolean()),
  queuedDurationMs: z.optional(wholeNumber(0, MAX_STEP_MS)),
  reviewDurationMs: z.optional(wholeNumber(0, MAX_STEP_MS)),
} satisfies Record<keyof SandboxSettings, z.ZodMiniType>);

/** POST /_sandbox/tokens/revoke */
export const revocation = z.strictObject({
  access: z._default(z.boolean(), true),
  refresh: z._default(z.boolean(), true),
});

/** POST /_sandbox/customers. Values that are left out are generated. */
export const newCustomer = z.strictObject({
  customerId: z.optional(z.guid()),
  tosPoliciesValue: z.optional(z.string()),
  version: z.optional(z.enum(CUSTOMER_APIS)),
});

/** PATCH /_sandbox/customers: members to set and the names of members to remove. */
export const customerChange = z.strictObject({
  customerId: z.guid(),
  members: z._default(z.record(z.string(), z.unknown()), {}),
  missing: z._default(z.array(z.string()), []),
});

/** POST /_sandbox/customers/outcome */
export const reviewEnd = z.strictObject({ customerId: z.guid(), outcome: z.enum(REVIEW_OUTCOMES) });

/** POST /_sandbox/clock */
export const clockAdvance = z.strictObject({ advanceMs: wholeNumber(0, MAX_STEP_MS) });

function oneOrMore<Item>(item: z.ZodMiniType<Item>) {
  return z.pipe(
    z.transform((value: unknown): unknown => (Array.isArray(value) ? value : [value])),
    z.array(item),
  );
}

export function isHttpUrl(url: string): boolean {
  return /^https?:$/.test(URL.parse(url)?.protocol ?? '');
}

function isValidHeader([name, value]: readonly [string, string]): boolean {
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
