import type { FieldError } from '../../errors.ts';
import { fieldError, MAX_FIELD_ERRORS, validateNotBlank } from '../../field-errors.ts';
import type { RuleContext } from '../../rules/rule-context.ts';
import type { PartialInput } from '../input-check.ts';
import type { AnswerInformationRequestInput, AttachIndividualDocumentsInput } from './document-inputs.ts';
import { validateProofOfAddress } from './validate-proof-of-address.ts';
import { validateProofOfIdentity } from './validate-proof-of-identity.ts';
import { validateSelfie } from './validate-selfie.ts';

/**
 * Applies the rules of attaching documents. Rejects nothing that Fin.com is known to accept.
 *
 * @param context decides which day it is; dates are judged in the time zone that favors the customer
 * @returns the first fifty errors in the order of the fields; paths start with `input`
 */
export function validateDocuments(
  input: PartialInput<AttachIndividualDocumentsInput>,
  context: RuleContext,
): FieldError[] {
  return takeFirst(validateMembers(input, context));
}

/**
 * Applies v1's rules to an answer, whatever version the account uses: Fin.com takes answers in v1's form only, and may ask
 * for one side of a document. An answer may omit any member, but not all of them.
 */
export function validateAnswer(
  input: PartialInput<AnswerInformationRequestInput>,
  { now }: RuleContext,
): FieldError[] {
  const { proofOfIdentity, proofOfAddress, tosPoliciesValue } = input;
  if (isEmpty(proofOfIdentity) && isEmpty(proofOfAddress) && tosPoliciesValue == null) {
    const params = { oneOf: ['proofOfIdentity', 'proofOfAddress', 'tosPoliciesValue'] };
    return [fieldError(['input'], 'REQUIRED', 'The answer must not be empty.', params)];
  }
  return takeFirst(validateMembers(input, { now, customerApi: 'v1' }));
}

function* validateMembers(
  { proofOfIdentity, proofOfAddress, selfie, tosPoliciesValue }: PartialInput<AttachIndividualDocumentsInput>,
  context: RuleContext,
): Generator<FieldError> {
  const identityUris = new Set<string>();
  const addressUris = context.customerApi === 'v2' ? identityUris : new Set<string>();
  yield* validateProofOfIdentity(proofOfIdentity ?? {}, context, identityUris);
  yield* validateProofOfAddress(proofOfAddress ?? {}, context, addressUris);
  yield* validateSelfie(selfie, context);
  yield* validateNotBlank(['input', 'tosPoliciesValue'], tosPoliciesValue);
}

/** An input may have as many errors as it has bytes. */
function takeFirst(all: Iterable<FieldError>): FieldError[] {
  const errors: FieldError[] = [];
  for (const error of all) {
    if (errors.push(error) === MAX_FIELD_ERRORS) break;
  }
  return errors;
}

function isEmpty(proof: object | null | undefined): boolean {
  return Object.values(proof ?? {}).every((value) => value == null);
}
