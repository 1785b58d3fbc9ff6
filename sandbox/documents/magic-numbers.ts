import type { Fault } from '../faults/fault.ts';
import { type ErrorReading, type Violation, validationFailed } from '../validation/validation-error.ts';

/** A value that provokes something, like the card numbers for testing payments. */
export interface MagicValue {
  readonly value: string;
  /** The effect, in one sentence. */
  readonly effect: string;
}

/** Bodies follow the API's schemas. Where it declares none, they are made up; docs/sandbox.md lists them. */
const FAULTS: readonly (MagicValue & { readonly fault: Fault })[] = [
  {
    value: 'SANDBOX-400',
    effect: '400: the body is malformed.',
    fault: { status: 400, body: { status: 400, message: 'Malformed request body' } },
  },
  { value: 'SANDBOX-401', effect: '401, also with a fresh access token.', fault: { status: 401 } },
  {
    value: 'SANDBOX-403',
    effect: '403: not allowed for this customer.',
    fault: { status: 403, body: { error: { code: 'forbidden', message: 'Not allowed for this customer' } } },
  },
  {
    value: 'SANDBOX-404',
    effect: '404: the customer is unknown.',
    fault: { status: 404, body: { message: 'Customer not found' } },
  },
  {
    value: 'SANDBOX-409',
    effect: '409: another attach is in progress.',
    fault: { status: 409, body: { error: { code: 'conflict', message: 'An attach is in progress' } } },
  },
  {
    value: 'SANDBOX-423',
    effect: '423: RELIANCE is not available.',
    fault: { status: 423, body: { message: 'RELIANCE is not available for your client' } },
  },
  {
    value: 'SANDBOX-428',
    effect: '428: a provider failed.',
    fault: {
      status: 428,
      body: { error: { code: 500104, type: 'PROVIDER_ERROR', message: 'A provider failed', details: null } },
    },
  },
  {
    value: 'SANDBOX-429',
    effect: '429: wait for 5 seconds.',
    fault: { status: 429, headers: { 'retry-after': '5' }, body: { message: 'Too many requests' } },
  },
  {
    value: 'SANDBOX-500',
    effect: '500: an internal error.',
    fault: { status: 500, body: { status: 500, message: 'Internal server error' } },
  },
  {
    value: 'SANDBOX-503',
    effect: '503 in HTML, as from a proxy.',
    fault: {
      status: 503,
      contentType: 'text/html',
      body: '<html><head><title>503 Service Temporarily Unavailable</title></head></html>',
    },
  },
  {
    value: 'SANDBOX-RESET',
    effect: 'The connection is cut. Nothing is attached.',
    fault: { reset: 'before-headers' },
  },
  {
    value: 'SANDBOX-LOST',
    effect: 'The documents are attached, but the response is lost.',
    fault: { reset: 'before-headers', afterProcessing: true },
  },
  {
    value: 'SANDBOX-MALFORMED',
    effect: 'The documents are attached, but the response is broken JSON.',
    fault: { malformed: true, afterProcessing: true },
  },
  {
    value: 'SANDBOX-SLOW',
    effect: 'The documents are attached at once. The response takes 15 seconds.',
    fault: { delayMs: 15_000 },
  },
];

/** Its body depends on the error format in the settings. */
const REJECTED_NUMBER: MagicValue = {
  value: 'SANDBOX-422',
  effect: '422: Fin.com rejects the document number.',
};

/** Document numbers that decide how an attach is answered. */
export const MAGIC_NUMBERS: readonly MagicValue[] = [
  REJECTED_NUMBER,
  ...FAULTS.map(({ value, effect }) => ({ value, effect })),
];

const FAULT_BY_NUMBER: ReadonlyMap<string, Fault> = new Map(FAULTS.map(({ value, fault }) => [value, fault]));

/**
 * The fault that a document number triggers.
 *
 * @param path of the number in the request
 */
export function findMagicFault(
  number: string,
  path: Violation['path'],
  reading: ErrorReading,
): Fault | undefined {
  if (number !== REJECTED_NUMBER.value) return FAULT_BY_NUMBER.get(number);
  return validationFailed([{ path, message: 'does not match the document' }], reading);
}
