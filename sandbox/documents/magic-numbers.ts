import type { Fault } from '../faults/fault.ts';
import { type ErrorReading, type Violation, validationFailed } from '../validation/validation-error.ts';

/** Bodies follow the API's schemas. Where it declares none, they are made up; docs/sandbox.md lists them. */
const FAULT_BY_NUMBER: ReadonlyMap<string, Fault> = new Map<string, Fault>([
  ['SANDBOX-400', { status: 400, body: { status: 400, message: 'Malformed request body' } }],
  ['SANDBOX-401', { status: 401 }],
  [
    'SANDBOX-403',
    { status: 403, body: { error: { code: 'forbidden', message: 'Not allowed for this customer' } } },
  ],
  ['SANDBOX-404', { status: 404, body: { message: 'Customer not found' } }],
  [
    'SANDBOX-409',
    { status: 409, body: { error: { code: 'conflict', message: 'An attach is in progress' } } },
  ],
  ['SANDBOX-423', { status: 423, body: { message: 'RELIANCE is not available for your client' } }],
  [
    'SANDBOX-428',
    {
      status: 428,
      body: { error: { code: 500104, type: 'PROVIDER_ERROR', message: 'A provider failed', details: null } },
    },
  ],
  ['SANDBOX-429', { status: 429, headers: { 'retry-after': '5' }, body: { message: 'Too many requests' } }],
  ['SANDBOX-500', { status: 500, body: { status: 500, message: 'Internal server error' } }],
  [
    'SANDBOX-503',
    {
      status: 503,
      contentType: 'text/html',
      body: '<html><head><title>503 Service Temporarily Unavailable</title></head></html>',
    },
  ],
  ['SANDBOX-SLOW', { delayMs: 15_000 }],
  ['SANDBOX-RESET', { reset: 'before-headers' }],
  ['SANDBOX-LOST', { reset: 'before-headers', afterProcessing: true }],
  ['SANDBOX-MALFORMED', { malformed: true, afterProcessing: true }],
]);

/**
 * The fault that a document number triggers, like the card numbers for testing payments.
 *
 * @param path of the number in the request
 */
export function findMagicFault(
  number: string,
  path: Violation['path'],
  reading: ErrorReading,
): Fault | undefined {
  if (number !== 'SANDBOX-422') return FAULT_BY_NUMBER.get(number);
  return validationFailed([{ path, message: 'does not match the document' }], reading);
}
