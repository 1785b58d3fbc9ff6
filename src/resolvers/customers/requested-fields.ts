import type {
  CustomerDetails,
  RequestedCategory,
  RequestedField,
  RequestedInformation,
} from '../../datasources/fin/customers/customer-details.ts';
import type { FieldError, FieldPath } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import type { AnswerInformationRequestInput } from '../documents/document-inputs.ts';

const PROOFS = { proof_of_identity: 'proofOfIdentity', proof_of_address: 'proofOfAddress' } as const;
const TERMS = 'tos_policies_value';
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
 * Presents the open requests as field errors of `answerInformationRequest`, which a form can show like any others.
 *
 * @returns paths end at the proof if the field is unknown, and are empty if the section is unknown
 */
export function requestedFieldErrors(
  requested: CustomerDetails['requestedInformation'],
): FieldError[] | null {
  if (!requested) return null;
  return requested.flatMap(({ section, categories }) =>
    categories.flatMap((category) => category.fields.map((field) => toFieldError(section, category, field))),
  );
}

function toFieldError(
  section: string | null,
  { documentType }: RequestedCategory,
  { fieldName, dataType, status, reason, side, options }: RequestedField,
): FieldError {
  const params = {
    dataType,
    ...(documentType !== null && { documentType }),
    ...(side && { side }),
    ...(options.length > 0 && { options }),
  };
  const path = toPath(section, fieldName);
  return { path, code: CODE_BY_STATUS[status], params, message: reason || MESSAGE_BY_STATUS[status] };
}

function toPath(section: string | null, fieldName: string | null): FieldPath {
  if (section === TERMS) return ['input', 'tosPoliciesValue'];
  const proof = proofOf(section);
  if (!proof) return [];
  const member = memberOf(fieldName);
  return member === undefined ? ['input', proof] : ['input', proof, member];
}

/** Reports the members that Fin.com did not request: Fin.com would reject the whole answer because of one of them. */
export function validateRequested(
  input: AnswerInformationRequestInput,
  requested: CustomerDetails['requestedInformation'],
): FieldError[] {
  if (!requested) return [];
  const areTermsRequested = requested.some(({ section }) => section === TERMS);
  return [
    ...Object.entries(PROOFS).flatMap(([section, proof]) => {
      const members = requestedMembers(requested.filter((information) => information.section === section));
      return presentMembers(input[proof])
        .filter((member) => !members.has(member))
        .map((member) => notRequested(['input', proof, member]));
    }),
    ...(input.tosPoliciesValue == null || areTermsRequested
      ? []
      : [notRequested(['input', 'tosPoliciesValue'])]),
  ];
}

function notRequested(path: FieldPath): FieldError {
  return fieldError(path, 'NOT_REQUESTED', 'Fin.com did not request this.');
}

function requestedMembers(requested: readonly RequestedInformation[]): ReadonlySet<string> {
  const fields = requested.flatMap(({ categories }) => categories.flatMap((category) => category.fields));
  return new Set(fields.flatMap(({ fieldName }) => memberOf(fieldName) ?? TEXT_MEMBERS));
}

function presentMembers(proof: object | null | undefined): string[] {
  return Object.entries(proof ?? {}).flatMap(([name, value]) => (value == null ? [] : [name]));
}

function proofOf(section: string | null): 'proofOfIdentity' | 'proofOfAddress' | undefined {
  return section === 'proof_of_identity' || section === 'proof_of_address' ? PROOFS[section] : undefined;
}

function memberOf(fieldName: string | null): string | undefined {
  return fieldName !== null && Object.hasOwn(MEMBERS, fieldName) ? MEMBERS[fieldName] : undefined;
}
