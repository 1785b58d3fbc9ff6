import type { GatewayError } from '@fin-gateway/client/errors';
import { type AttachIndividualDocumentsInput, CustomerStandingDocument } from '../../../generated/graphql.ts';
import type { Gateway } from '../../shell/gateway.ts';
import {
  NoResponseError,
  type NoResponseReason,
  toNoResponseError,
  type UnknownCause,
} from '../../shell/no-response.ts';
import { needsDocuments } from '../../status/needs-documents.ts';
import { toFieldErrors } from '../field-errors.ts';
import type { FieldErrors } from '../form-rules.ts';
import type { FormValues } from '../form-values.ts';
import { toErrorText } from '../texts.ts';
import { withStoredFiles } from './stored-files.ts';

export type Outcome =
  | { readonly kind: 'attached' }
  | {
      readonly kind: 'rejected';
      readonly fieldErrors: FieldErrors;
      /** Errors that belong to no field. */
      readonly notices: readonly string[];
      readonly stored: AttachIndividualDocumentsInput;
    }
  /** The request never left the device. */
  | { readonly kind: 'not-sent'; readonly reason: NoResponseReason }
  /** The documents may or may not be attached, so the page does not send them again by itself. */
  | {
      readonly kind: 'unknown';
      readonly cause: UnknownCause;
      readonly stored: AttachIndividualDocumentsInput;
    };

/**
 * Attaches once and returns the outcome. Queries the customer's status first, to find out whether the gateway is
 * reachable before sending any file, and whether documents that were sent earlier have arrived after all.
 */
export async function attachDocuments(
  gateway: Gateway,
  input: AttachIndividualDocumentsInput,
  sent: FormValues,
): Promise<Outcome> {
  const early = await checkBeforeSending(gateway, input.customerId);
  if (early) return early;
  const response = await gateway.attach(input).catch(toNoResponseError);
  if (response instanceof NoResponseError) return toOutcomeWithoutResponse(response, input);
  const { customer, errors } = response;
  const stored = withStoredFiles(input, errors);
  if (errors.some(({ outcome }) => outcome === 'UNKNOWN')) return { kind: 'unknown', cause: 'lost', stored };
  if (errors.length > 0) return { kind: 'rejected', ...toRejection(errors, sent), stored };
  return customer ? { kind: 'attached' } : { kind: 'unknown', cause: 'not-graphql', stored };
}

async function checkBeforeSending(gateway: Gateway, customerId: string): Promise<Outcome | undefined> {
  try {
    const { individualCustomer } = await gateway.query(CustomerStandingDocument, { customerId });
    return individualCustomer && !needsDocuments(individualCustomer) ? { kind: 'attached' } : undefined;
  } catch (error) {
    // Any response shows that the gateway is reachable.
    return error instanceof NoResponseError ? { kind: 'not-sent', reason: error.reason } : undefined;
  }
}

function toOutcomeWithoutResponse(
  { reason, sent }: NoResponseError,
  stored: AttachIndividualDocumentsInput,
): Outcome {
  if (sent === 'nothing') return { kind: 'not-sent', reason };
  if (reason === 'not-graphql') return { kind: 'unknown', cause: reason, stored };
  return { kind: 'unknown', cause: sent === 'some' ? 'interrupted' : 'lost', stored };
}

function toRejection(errors: readonly GatewayError[], sent: FormValues) {
  const mistakes = errors.flatMap(({ fieldErrors }) => fieldErrors);
  if (mistakes.length > 0) return toFieldErrors(mistakes, sent, toErrorText);
  return { fieldErrors: {}, notices: errors.map(toFailureText) };
}

function toFailureText({ retryable, retryAfterSeconds, code, requestId }: GatewayError): string {
  if (!retryable)
    return `Something went wrong, and nothing was attached. If you contact support, please mention ${code} and ${requestId}.`;
  return `The service is busy, and nothing was attached. Please send your documents again ${formatWait(retryAfterSeconds)}.`;
}

function formatWait(seconds: number | undefined): string {
  if (seconds === undefined) return 'in a moment';
  if (seconds <= 120) return `in ${seconds} seconds`;
  return seconds <= 7_200 ? `in ${Math.ceil(seconds / 60)} minutes` : 'later';
}
