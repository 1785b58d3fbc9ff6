import type { FieldError } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import { monthsBefore } from '../../rules/calendar-days.ts';
import type { RuleContext } from '../../rules/rule-context.ts';
import { earliestToday, latestToday } from '../../rules/today.ts';
import type { PartialInput } from '../input-check.ts';
import type { AttachIndividualDocumentsInput } from './document-inputs.ts';
import { ADDRESS_TYPES } from './document-types.ts';
import { limitFiles, requireFiles, validateFiles } from './validate-files.ts';

type ProofOfAddress = PartialInput<AttachIndividualDocumentsInput['proofOfAddress']>;

const PATH = ['input', 'proofOfAddress'];
const FILES = [...PATH, 'files'];
const MAX_AGE_MONTHS = 3;

/** @param seenUris URIs that the files must not repeat; theirs are added */
export function* validateProofOfAddress(
  { type, issueDate, files }: ProofOfAddress,
  { now, customerApi }: RuleContext,
  seenUris: Set<string>,
): Generator<FieldError> {
  const allowed = ADDRESS_TYPES[customerApi];
  if (type != null && !allowed.some((known) => known === type)) {
    const message = `Fin.com's API ${customerApi} does not take this document as proof of address.`;
    yield fieldError([...PATH, 'type'], 'UNKNOWN_VALUE', message, { allowed });
  }
  if (issueDate != null) yield* validateIssueDate(issueDate, now);
  yield* requireFiles(FILES, files);
  if (customerApi === 'v2') yield* limitFiles(FILES, files, 1);
  yield* validateFiles(FILES, files, seenUris);
}

function* validateIssueDate(issueDate: string, now: Date): Generator<FieldError> {
  const path = [...PATH, 'issueDate'];
  const notAfter = latestToday(now);
  if (issueDate > notAfter)
    yield fieldError(path, 'OUT_OF_RANGE', 'Must not be in the future.', { notAfter });
  const notBefore = earliestIssueDate(now);
  if (issueDate < notBefore)
    yield fieldError(path, 'OUT_OF_RANGE', 'Must not be older than three months.', { notBefore });
}

/** The first date of issue that is not rejected today. */
export function earliestIssueDate(now: Date): string {
  return monthsBefore(earliestToday(now), MAX_AGE_MONTHS);
}
