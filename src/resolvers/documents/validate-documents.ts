import type { FieldError, FieldPath } from '../../errors.ts';
import { fieldError, validateNotBlank } from '../../field-errors.ts';
import type { RuleContext } from '../../rules/rule-context.ts';
import { earliestToday, latestToday } from '../../rules/today.ts';
import type { PartialInput } from '../input-check.ts';
import type { AnswerInformationRequestInput, AttachIndividualDocumentsInput } from './document-inputs.ts';
import { validateFiles } from './validate-files.ts';

/** Inputs of attaching and of answering: in an answer, every member may be missing. */
type DocumentsInput = PartialInput<AttachIndividualDocumentsInput | AnswerInformationRequestInput>;

const MAX_ERRORS = 50;

/**
 * Applies the rules of attaching documents. Rejects nothing that Fin.com is known to accept.
 *
 * @param context decides which day it is; dates are judged in the time zone that favors the customer
 * @returns the first fifty errors in the order of the fields; paths start with `input`
 */
export function validateDocuments(input: DocumentsInput, context: RuleContext): FieldError[] {
  return takeFirst(validateMembers(input, context));
}

/** Applies the same rules to an answer, which may omit any member, but not all of them. */
export function validateAnswer(
  input: PartialInput<AnswerInformationRequestInput>,
  context: RuleContext,
): FieldError[] {
  const { proofOfIdentity, proofOfAddress, tosPoliciesValue } = input;
  if (isEmpty(proofOfIdentity) && isEmpty(proofOfAddress) && tosPoliciesValue == null) {
    const params = { oneOf: ['proofOfIdentity', 'proofOfAddress', 'tosPoliciesValue'] };
    return [fieldError(['input'], 'REQUIRED', 'The answer must not be empty.', params)];
  }
  return validateDocuments(input, context);
}

function* validateMembers(input: DocumentsInput, context: RuleContext): Generator<FieldError> {
  const { proofOfIdentity, proofOfAddress, tosPoliciesValue } = input;
  yield* validateNotBlank(['input', 'proofOfIdentity', 'number'], proofOfIdentity?.number);
  yield* validateDates(['input', 'proofOfIdentity'], proofOfIdentity ?? {}, context.now);
  yield* validateFiles(['input', 'proofOfIdentity', 'files'], proofOfIdentity?.files);
  yield* validateFiles(['input', 'proofOfAddress', 'files'], proofOfAddress?.files);
  yield* validateNotBlank(['input', 'tosPoliciesValue'], tosPoliciesValue);
}

/** An input may have as many errors as it has bytes. */
function takeFirst(all: Iterable<FieldError>): FieldError[] {
  const errors: FieldError[] = [];
  for (const error of all) {
    if (errors.push(error) === MAX_ERRORS) break;
  }
  return errors;
}

function isEmpty(proof: object | null | undefined): boolean {
  return Object.values(proof ?? {}).every((value) => value == null);
}

interface DocumentDates {
  readonly issueDate?: string | null | undefined;
  readonly expiryDate?: string | null | undefined;
}

function* validateDates(
  path: FieldPath,
  { issueDate, expiryDate }: DocumentDates,
  now: Date,
): Generator<FieldError> {
  const notAfter = latestToday(now);
  const notBefore = earliestToday(now);
  if (issueDate != null && issueDate > notAfter) {
    yield fieldError([...path, 'issueDate'], 'OUT_OF_RANGE', 'Must not be in the future.', { notAfter });
  }
  if (expiryDate != null && expiryDate < notBefore) {
    yield fieldError([...path, 'expiryDate'], 'EXPIRED', 'The document has expired.', { notBefore });
  }
  if (issueDate != null && expiryDate != null && expiryDate < issueDate) {
    const params = { notBeforeField: 'issueDate' };
    yield fieldError([...path, 'expiryDate'], 'OUT_OF_RANGE', 'Must not be before issueDate.', params);
  }
}
