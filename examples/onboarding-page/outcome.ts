import { formMistakes, type GatewayError } from '../clients/errors.ts';
import { withStoredFiles } from '../clients/stored-files.ts';
import type { Mistakes } from './form-rules.ts';
import { type FieldName, type FormValues, fieldOfPath } from './form-values.ts';
import type { Gateway } from './gateway.ts';
import { type AttachIndividualDocumentsInput, CustomerStandingDocument } from './generated/graphql.ts';
import { needsDocuments } from './needs-documents.ts';
import { NoAnswerError, type NoAnswerReason, toNoAnswer, type UnknownCause } from './no-answer.ts';
import { sayMistake } from './words.ts';

export type Outcome =
  | { readonly kind: 'attached' }
  | {
      readonly kind: 'refused';
      readonly mistakes: Mistakes;
      /** Mistakes that belong to no field. */
      readonly notices: readonly string[];
      readonly stored: AttachIndividualDocumentsInput;
    }
  /** The request never left the device. */
  | { readonly kind: 'not-sent'; readonly reason: NoAnswerReason }
  /** The documents may or may not be attached. They are not sent again automatically. */
  | {
      readonly kind: 'unknown';
      readonly cause: UnknownCause;
      readonly stored: AttachIndividualDocumentsInput;
    };

/**
 * Attaches once, and reports the outcome. First asks for the customer's status: this shows whether the gateway can be
 * reached before any file is sent, and whether earlier documents have arrived after all.
 */
export async function attachDocuments(
  gateway: Gateway,
  input: AttachIndividualDocumentsInput,
  sent: FormValues,
): Promise<Outcome> {
  const early = await checkBeforeSending(gateway, input.customerId);
  if (early) return early;
  const answer = await gateway.attach(input).catch(toNoAnswer);
  if (answer instanceof NoAnswerError) return withoutAnswer(answer, input);
  const { customer, errors } = answer;
  const stored = withStoredFiles(input, errors);
  if (errors.some(({ extensions }) => extensions.outcome === 'UNKNOWN'))
    return { kind: 'unknown', cause: 'lost', stored };
  if (errors.length > 0) return { kind: 'refused', ...readRefusal(errors, sent), stored };
  return customer ? { kind: 'attached' } : { kind: 'unknown', cause: 'not-graphql', stored };
}

async function checkBeforeSending(gateway: Gateway, customerId: string): Promise<Outcome | undefined> {
  try {
    const { individualCustomer } = await gateway.query(CustomerStandingDocument, { customerId });
    return individualCustomer && !needsDocuments(individualCustomer) ? { kind: 'attached' } : undefined;
  } catch (error) {
    // An answer with errors is enough: the gateway can be reached.
    return error instanceof NoAnswerError ? { kind: 'not-sent', reason: error.reason } : undefined;
  }
}

function withoutAnswer({ reason, sent }: NoAnswerError, stored: AttachIndividualDocumentsInput): Outcome {
  if (sent === 'nothing') return { kind: 'not-sent', reason };
  if (reason === 'not-graphql') return { kind: 'unknown', cause: reason, stored };
  return { kind: 'unknown', cause: sent === 'some' ? 'interrupted' : 'lost', stored };
}

function readRefusal(errors: readonly GatewayError[], sent: FormValues) {
  const mistakes: Partial<Record<FieldName, string>> = {};
  const notices: string[] = [];
  for (const mistake of formMistakes(errors)) {
    const field = fieldOfPath(mistake.field, sent);
    const text = sayMistake(mistake);
    if (field) mistakes[field] = mistakes[field] ? `${mistakes[field]} ${text}` : text;
    else notices.push(text);
  }
  if (notices.length === 0 && Object.keys(mistakes).length === 0) notices.push(...errors.map(sayFailure));
  return { mistakes, notices };
}

function sayFailure({ extensions: { retryable, retryAfterSeconds, code, requestId } }: GatewayError): string {
  if (!retryable)
    return `Something went wrong, and nothing was attached. If you contact support, please mention ${code} and ${requestId}.`;
  return `The service is busy, and nothing was attached. Please send your documents again ${sayWait(retryAfterSeconds)}.`;
}

function sayWait(seconds: number | undefined): string {
  if (seconds === undefined) return 'in a moment';
  if (seconds <= 120) return `in ${seconds} seconds`;
  return seconds <= 7_200 ? `in ${Math.ceil(seconds / 60)} minutes` : 'later';
}
