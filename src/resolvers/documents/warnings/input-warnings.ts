import type { DocumentWarning } from '../../../document-warning-codes.ts';
import { daysAfter, monthsAfter } from '../../../rules/calendar-days.ts';
import type { RuleContext } from '../../../rules/rule-context.ts';
import { earliestToday } from '../../../rules/today.ts';
import type { AnswerInformationRequestInput, AttachIndividualDocumentsInput } from '../document-inputs.ts';
import { IDENTITY_TYPES } from '../document-types.ts';
import { earliestIssueDate } from '../validate-proof-of-address.ts';
import { earliestExpiryDate } from '../validate-proof-of-identity.ts';

type ProofOfIdentity = AnswerInformationRequestInput['proofOfIdentity'];
type ProofOfAddress = AttachIndividualDocumentsInput['proofOfAddress'];
type IdentityFiles = AttachIndividualDocumentsInput['proofOfIdentity']['files'];

/** Reviews reject documents that expire earlier. */
const MIN_VALIDITY_MONTHS = 2;
/** A document that is too old in two weeks may be too old when it is reviewed. */
const REVIEW_DAYS = 14;

/**
 * Warns about what can be seen without the bytes of the files. Values that the rules reject get no warning as well.
 *
 * @param context decides which day it is; dates are judged in the time zone that favors the customer
 */
export function attachWarnings(
  { proofOfIdentity, proofOfAddress }: AttachIndividualDocumentsInput,
  context: RuleContext,
): DocumentWarning[] {
  return [
    ...expiryWarnings(proofOfIdentity, context),
    // v2 rejects a document without its back.
    ...(context.customerApi === 'v1' ? sideWarnings(proofOfIdentity) : []),
    ...ageWarnings(proofOfAddress, context),
  ];
}

/** An answer may consist of one side, and it has no date of issue for the proof of address. */
export function answerWarnings(
  { proofOfIdentity }: AnswerInformationRequestInput,
  { now }: RuleContext,
): DocumentWarning[] {
  return expiryWarnings(proofOfIdentity, { now, customerApi: 'v1' });
}

function expiryWarnings(proof: ProofOfIdentity, context: RuleContext): DocumentWarning[] {
  const expiryDate = proof?.expiryDate;
  const notBefore = monthsAfter(earliestToday(context.now), MIN_VALIDITY_MONTHS);
  if (expiryDate == null || expiryDate >= notBefore || expiryDate < earliestExpiryDate(context)) return [];
  return [{ path: ['input', 'proofOfIdentity', 'expiryDate'], code: 'EXPIRES_SOON', params: { notBefore } }];
}

function ageWarnings({ issueDate }: ProofOfAddress, { now }: RuleContext): DocumentWarning[] {
  const earliest = earliestIssueDate(now);
  const notBefore = daysAfter(earliest, REVIEW_DAYS);
  if (issueDate == null || issueDate >= notBefore || issueDate < earliest) return [];
  const path = ['input', 'proofOfAddress', 'issueDate'];
  return [{ path, code: 'OLD_PROOF_OF_ADDRESS', params: { notBefore } }];
}

function sideWarnings({ type, files }: AttachIndividualDocumentsInput['proofOfIdentity']): DocumentWarning[] {
  const hasTwoSides = type !== 'PASSPORT' && IDENTITY_TYPES.some((known) => known === type);
  if (!hasTwoSides || files.length === 0 || mayShowBack(files)) return [];
  return [{ path: ['input', 'proofOfIdentity', 'files'], code: 'BACK_SIDE_MISSING', params: {} }];
}

/** A file whose side is not stated shows the front, unless another file does. */
function mayShowBack(files: IdentityFiles): boolean {
  const count = (side: 'FRONT' | 'BACK' | undefined) =>
    files.filter((file) => (file.side ?? undefined) === side).length;
  return count('BACK') > 0 || count(undefined) >= (count('FRONT') > 0 ? 1 : 2);
}
