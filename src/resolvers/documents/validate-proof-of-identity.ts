import type { FieldError } from '../../errors.ts';
import { fieldError, validateNotBlank } from '../../field-errors.ts';
import { daysAfter } from '../../rules/calendar-days.ts';
import type { RuleContext } from '../../rules/rule-context.ts';
import { tooLong } from '../../rules/text-rules.ts';
import { earliestToday, latestToday } from '../../rules/today.ts';
import type { PartialInput } from '../input-check.ts';
import type { AttachIndividualDocumentsInput } from './document-inputs.ts';
import { limitFiles, requireFiles, validateFiles } from './validate-files.ts';

type ProofOfIdentity = PartialInput<AttachIndividualDocumentsInput['proofOfIdentity']>;

const PATH = ['input', 'proofOfIdentity'];
const FILES = [...PATH, 'files'];
const SIDES = ['FRONT', 'BACK'] as const;
const MAX_STATE_LENGTH = 64;

/** @param seenUris receives the URIs of the files */
export function* validateProofOfIdentity(
  proof: ProofOfIdentity,
  context: RuleContext,
  seenUris: Set<string>,
): Generator<FieldError> {
  yield* validateNotBlank([...PATH, 'number'], proof.number);
  if (context.customerApi === 'v2') yield* validateState(proof);
  yield* validateDates(proof, context);
  yield* validateFileCount(proof, context);
  yield* validateFiles(FILES, proof.files, seenUris);
}

function* validateState({ type, country, state }: ProofOfIdentity): Generator<FieldError> {
  const path = [...PATH, 'state'];
  if (type === 'DRIVERS_LICENSE' && country === 'USA' && !state?.trim())
    yield fieldError(path, 'REQUIRED', "Required for a driver's license of the USA.");
  if (state != null && state.length > MAX_STATE_LENGTH) yield tooLong(path, MAX_STATE_LENGTH);
}

function* validateDates(
  { issueDate, expiryDate }: ProofOfIdentity,
  { now, customerApi }: RuleContext,
): Generator<FieldError> {
  const path = [...PATH, 'expiryDate'];
  const notAfter = latestToday(now);
  if (issueDate != null && issueDate > notAfter)
    yield fieldError([...PATH, 'issueDate'], 'OUT_OF_RANGE', 'Must not be in the future.', { notAfter });
  if (expiryDate == null) return;
  const notBefore = earliestExpiryDate({ now, customerApi });
  if (expiryDate < notBefore) yield fieldError(path, 'EXPIRED', 'The document has expired.', { notBefore });
  if (issueDate == null) return;
  if (expiryDate < issueDate && customerApi === 'v1')
    yield fieldError(path, 'OUT_OF_RANGE', 'Must not be before issueDate.', { notBeforeField: 'issueDate' });
  if (expiryDate <= issueDate && customerApi === 'v2')
    yield fieldError(path, 'OUT_OF_RANGE', 'Must be after issueDate.', { afterField: 'issueDate' });
}

/** The first expiry date that is not rejected today. */
export function earliestExpiryDate({ now, customerApi }: RuleContext): string {
  const today = earliestToday(now);
  return customerApi === 'v2' ? daysAfter(today, 1) : today;
}

/** v2 takes one picture of a passport, and both sides of any other document. */
function* validateFileCount(
  { type, files }: ProofOfIdentity,
  { customerApi }: RuleContext,
): Generator<FieldError> {
  if (customerApi === 'v1' || type == null) return yield* requireFiles(FILES, files);
  if (type === 'PASSPORT') {
    yield* requireFiles(FILES, files);
    return yield* limitFiles(FILES, files, 1);
  }
  for (const side of SIDES) {
    if (!files || files.some((file) => file?.side === side)) continue;
    yield fieldError(FILES, 'REQUIRED', `A file with the side ${side} is required.`, { side });
  }
  yield* limitFiles(FILES, files, SIDES.length);
}
