import type { CustomerDetails, RequestedField } from '../../datasources/fin/customers/customer-details.ts';
import type { FieldError, FieldPath } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import type { AnswerInformationRequestInput } from '../documents/document-inputs.ts';
import { areTermsRequested, listRequestedItems, type RequestedItem } from './requested-items.ts';

const PROOFS = ['proofOfIdentity', 'proofOfAddress'] as const;
const MEMBERS: Readonly<Record<string, string>> = {
  type: 'type',
  number: 'number',
  country: 'country',
  issue_date: 'issueDate',
  expiry_date: 'expiryDate',
  files: 'files',
};
/** Members that an unknown field name, such as `text`, may mean. */
const TEXT_MEMBERS = ['type', 'number', 'country'];

const CODE_BY_STATUS = {
  MISSING: 'REQUIRED',
  EXPIRED: 'EXPIRED',
  INVALID: 'REFUSED',
  UNKNOWN: 'REFUSED',
} as const satisfies Readonly<Record<RequestedField['status'], FieldError['code']>>;
const MESSAGE_BY_STATUS: Readonly<Record<RequestedField['status'], string>> = {
  MISSING: 'Fin.com needs this.',
  EXPIRED: 'The value that Fin.com has stored is no longer valid.',
  INVALID: 'Fin.com rejected the stored value.',
  UNKNOWN: 'Fin.com asks for this again.',
};

/**
 * Presents the open requests as field errors of `answerInformationRequest`, which a form can show like any others. A selfie
 * is a field of `attachIndividualDocuments` only.
 *
 * @returns paths end at the proof if the field is unknown, and are empty if the section is unknown
 */
export function requestedFieldErrors(
  requested: CustomerDetails['requestedInformation'],
): FieldError[] | null {
  return requested && listRequestedItems(requested).map(toFieldError);
}

function toFieldError(item: RequestedItem): FieldError {
  const { dataType, status, reason, side, options } = item.field;
  const params = {
    dataType,
    ...(item.documentType !== null && { documentType: item.documentType }),
    ...(side && { side }),
    ...(options.length > 0 && { options }),
  };
  const message = reason || MESSAGE_BY_STATUS[status];
  return { path: toPath(item), code: CODE_BY_STATUS[status], params, message };
}

function toPath({ member, field }: RequestedItem): FieldPath {
  if (member === null) return [];
  if (member === 'selfie' || member === 'tosPoliciesValue') return ['input', member];
  const name = memberOf(field.fieldName);
  return name === undefined ? ['input', member] : ['input', member, name];
}

/** Reports the members that Fin.com did not request: Fin.com would reject the whole answer because of one of them. */
export function validateRequested(
  input: AnswerInformationRequestInput,
  requested: CustomerDetails['requestedInformation'],
): FieldError[] {
  if (!requested) return [];
  const items = listRequestedItems(requested);
  return [
    ...PROOFS.flatMap((proof) => {
      const members = requestedMembers(items.filter(({ member }) => member === proof));
      return presentMembers(input[proof])
        .filter((member) => !members.has(member))
        .map((member) => notRequested(['input', proof, member]));
    }),
    ...(input.tosPoliciesValue == null || areTermsRequested(requested)
      ? []
      : [notRequested(['input', 'tosPoliciesValue'])]),
  ];
}

function notRequested(path: FieldPath): FieldError {
  return fieldError(path, 'NOT_REQUESTED', 'Fin.com did not request this.');
}

function requestedMembers(items: readonly RequestedItem[]): ReadonlySet<string> {
  return new Set(items.flatMap(({ field }) => memberOf(field.fieldName) ?? TEXT_MEMBERS));
}

function presentMembers(proof: object | null | undefined): string[] {
  return Object.entries(proof ?? {}).flatMap(([name, value]) => (value == null ? [] : [name]));
}

function memberOf(fieldName: string | null): string | undefined {
  return fieldName !== null && Object.hasOwn(MEMBERS, fieldName) ? MEMBERS[fieldName] : undefined;
}
