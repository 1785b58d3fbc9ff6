import { formMistakes, type GatewayError } from '../clients/errors.ts';
import { withStoredFiles } from '../clients/stored-files.ts';
import type { Mistakes } from './form-rules.ts';
import { type FieldName, type FormValues, fieldOfPath } from './form-values.ts';
import type { Gateway } from './gateway.ts';
import type { AttachIndividualDocumentsInput } from './generated/graphql.ts';
import { sayMistake } from './words.ts';

export type Outcome =
  | { readonly kind: 'attached' }
  | {
      readonly kind: 'refused';
      readonly mistakes: Mistakes;
      /** What belongs to no field. */
      readonly notices: readonly string[];
      readonly stored: AttachIndividualDocumentsInput;
    }
  /** The documents may be attached or not. They are not sent again by themselves. */
  | { readonly kind: 'unknown'; readonly stored: AttachIndividualDocumentsInput };

/** Attaches once, and says what became of it. */
export async function attachDocuments(
  gateway: Gateway,
  input: AttachIndividualDocumentsInput,
  sent: FormValues,
): Promise<Outcome> {
  const answer = await gateway.attach(input).catch(() => undefined);
  const errors = answer?.errors ?? [];
  const stored = withStoredFiles(input, errors);
  if (errors.some(({ extensions }) => extensions.outcome === 'UNKNOWN')) return { kind: 'unknown', stored };
  if (errors.length > 0) return { kind: 'refused', ...readRefusal(errors, sent), stored };
  return answer?.customer ? { kind: 'attached' } : { kind: 'unknown', stored };
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
    return `This could not be sent, and nothing was attached. If you ask our support, give them this: ${code}, ${requestId}.`;
  const wait = retryAfterSeconds === undefined ? 'in a moment' : `in ${retryAfterSeconds} seconds`;
  return `The service is busy, and nothing was attached. Please send your documents again ${wait}.`;
}
