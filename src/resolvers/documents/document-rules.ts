import type { FieldError, FieldPath } from '../../errors.ts';
import { fieldError, validateNotBlank } from '../../field-errors.ts';
import { earliestToday, latestToday } from '../../rules/today.ts';
import type { AnswerInformationRequestInput } from '../../schema/customers/answer-information-request-input.ts';
import type { AttachIndividualDocumentsInput } from '../../schema/documents/attach-individual-documents-input.ts';
import type { PartialInput } from '../input-check.ts';

/** Of a form; an answer may have either date alone. */
interface DocumentDates {
  readonly issueDate?: string | null | undefined;
  readonly expiryDate?: string | null | undefined;
}
type DocumentFiles = PartialInput<AttachIndividualDocumentsInput['proofOfAddress']['files']>;

/** Another host, a parent folder, or a separator in disguise: whoever resolves it would end up somewhere else. */
const LEADS_ELSEWHERE = /^\/\/|\\|\/(\.|%2e){1,2}(\/|$)|%(0[0-9a-f]|1[0-9a-f]|2f|5c|7f)/i;
const CONTROL_OR_BLANK = /[\p{Cc}\s]/u;

/** More would help nobody, and an input may have as many as bytes. */
const MAX_FAULTS = 50;

/**
 * Every rule that an input breaks, in the order of its fields; the first fifty. Refuses nothing that Fin.com is known
 * to accept.
 *
 * @param now decides which day it is; a date is judged by the time zone that favours the customer
 * @returns paths that start at the argument, `input`
 */
export function documentFaults(input: PartialInput<AttachIndividualDocumentsInput>, now: Date): FieldError[] {
  return firstFaults(faultsOf(input, now));
}

function firstFaults(all: Iterable<FieldError>): FieldError[] {
  const faults: FieldError[] = [];
  for (const fault of all) {
    if (faults.push(fault) === MAX_FAULTS) break;
  }
  return faults;
}

function* faultsOf(input: PartialInput<AttachIndividualDocumentsInput>, now: Date): Generator<FieldError> {
  const { proofOfIdentity, proofOfAddress, tosPoliciesValue } = input;
  yield* validateNotBlank(['input', 'proofOfIdentity', 'number'], proofOfIdentity?.number);
  yield* dateFaults(['input', 'proofOfIdentity'], proofOfIdentity ?? {}, now);
  yield* fileFaults(['input', 'proofOfIdentity', 'files'], proofOfIdentity?.files);
  yield* fileFaults(['input', 'proofOfAddress', 'files'], proofOfAddress?.files);
  yield* validateNotBlank(['input', 'tosPoliciesValue'], tosPoliciesValue);
}

/**
 * The same of an answer to a request for information, whose members may all be left out, but not all at once.
 */
export function answerFaults(input: PartialInput<AnswerInformationRequestInput>, now: Date): FieldError[] {
  const { proofOfIdentity, proofOfAddress, tosPoliciesValue } = input;
  if (isEmpty(proofOfIdentity) && isEmpty(proofOfAddress) && tosPoliciesValue == null) {
    const params = { oneOf: ['proofOfIdentity', 'proofOfAddress', 'tosPoliciesValue'] };
    return [fieldError(['input'], 'REQUIRED', 'An answer needs something in it.', params)];
  }
  const identityPath = ['input', 'proofOfIdentity'];
  return [
    ...validateNotBlank([...identityPath, 'number'], proofOfIdentity?.number),
    ...dateFaults(identityPath, proofOfIdentity ?? {}, now),
    ...firstFaults(fileFaults([...identityPath, 'files'], proofOfIdentity?.files)),
    ...firstFaults(fileFaults(['input', 'proofOfAddress', 'files'], proofOfAddress?.files)),
    ...validateNotBlank(['input', 'tosPoliciesValue'], tosPoliciesValue),
  ];
}

function isEmpty(proof: object | null | undefined): boolean {
  return Object.values(proof ?? {}).every((value) => value == null);
}

function dateFaults(path: FieldPath, { issueDate, expiryDate }: DocumentDates, now: Date): FieldError[] {
  const [firstDay, lastDay] = [earliestToday(now), latestToday(now)];
  const faults: FieldError[] = [];
  if (issueDate != null && issueDate > lastDay) {
    const params = { notAfter: lastDay };
    faults.push(fieldError([...path, 'issueDate'], 'OUT_OF_RANGE', 'Must not be in the future.', params));
  }
  if (expiryDate != null && expiryDate < firstDay) {
    const params = { notBefore: firstDay };
    faults.push(fieldError([...path, 'expiryDate'], 'EXPIRED', 'The document has expired.', params));
  }
  if (issueDate != null && expiryDate != null && expiryDate < issueDate) {
    const params = { notBeforeField: 'issueDate' };
    faults.push(fieldError([...path, 'expiryDate'], 'OUT_OF_RANGE', 'Must not be before issueDate.', params));
  }
  return faults;
}

function* fileFaults(path: FieldPath, files: DocumentFiles | null | undefined): Generator<FieldError> {
  if (!files) return;
  if (files.length === 0) yield fieldError(path, 'REQUIRED', 'At least one file is needed.', { min: 1 });
  const seen = new Set<string>();
  for (const [index, file] of files.entries()) {
    if (file) yield* oneFileFaults([...path, index], file, seen);
  }
}

function oneFileFaults(
  path: FieldPath,
  { uri, upload }: NonNullable<DocumentFiles[number]>,
  seen: Set<string>,
): FieldError[] {
  if (upload) return uri == null ? [] : [conflict([...path, 'upload'], 'uri')];
  if (uri != null) return uriFaults([...path, 'uri'], uri, seen);
  return [fieldError(path, 'REQUIRED', 'A file needs a URI or an upload.', { oneOf: ['uri', 'upload'] })];
}

/** @param seen URIs of the same proof so far; this one is added */
function uriFaults(path: FieldPath, uri: string, seen: Set<string>): FieldError[] {
  if (uri === '') return [fieldError(path, 'REQUIRED', 'Must not be blank.')];
  if (!isUploadUri(uri)) {
    const message = 'Must be a URI from an upload: it starts with /.';
    return [fieldError(path, 'INVALID_FORMAT', message, { format: 'UPLOAD_URI' })];
  }
  if (seen.has(uri)) return [fieldError(path, 'DUPLICATE', 'Stands twice in this proof.')];
  seen.add(uri);
  return [];
}

function conflict(path: FieldPath, other: string): FieldError {
  return fieldError(path, 'CONFLICTING', `Give either this or ${other}.`, { with: [other] });
}

/** Upload URIs are opaque beyond this: a slash first, no scheme, no blank, no control character. */
function isUploadUri(uri: string): boolean {
  return (
    uri.startsWith('/') &&
    uri.length > 1 &&
    !uri.includes('://') &&
    !CONTROL_OR_BLANK.test(uri) &&
    !LEADS_ELSEWHERE.test(uri)
  );
}
