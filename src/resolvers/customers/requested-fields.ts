import type {
  CustomerDetails,
  RequestedCategory,
  RequestedField,
  RequestedInformation,
} from '../../datasources/fin/customers/customer-details.ts';
import type { FieldError, FieldPath } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import type { AnswerInformationRequestInput } from '../../schema/customers/answer-information-request-input.ts';

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
/** What a field that has no member's name, such as `text`, may mean. */
const TEXT_MEMBERS = ['type', 'number', 'country'];

const CODE_BY_STATUS = {
  MISSING: 'REQUIRED',
  EXPIRED: 'EXPIRED',
  INVALID: 'REFUSED',
  UNKNOWN: 'REFUSED',
} as const satisfies Readonly<Record<RequestedField['status'], FieldError['code']>>;
const MESSAGE_BY_STATUS: Readonly<Record<RequestedField['status'], string>> = {
  MISSING: 'Fin.com needs this.',
  EXPIRED: 'What Fin.com has is no longer valid.',
  INVALID: 'What Fin.com has does not do.',
  UNKNOWN: 'Fin.com asks for this again.',
};

/**
 * What Fin.com asks for as mistakes of an input: a form can show them as it shows those of a refusal.
 *
 * @returns paths into `answerInformationRequest`; they end at the proof where a field has no name of ours, and are empty
 *   where the section has none
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
  const path = pathOf(section, fieldName);
  return { path, code: CODE_BY_STATUS[status], params, message: reason || MESSAGE_BY_STATUS[status] };
}

function pathOf(section: string | null, fieldName: string | null): FieldPath {
  if (section === TERMS) return ['input', 'tosPoliciesValue'];
  const proof = proofOf(section);
  if (!proof) return [];
  const member = memberOf(fieldName);
  return member === undefined ? ['input', proof] : ['input', proof, member];
}

/**
 * What an input gives though Fin.com did not ask for it, which Fin.com would refuse as a whole.
 *
 * @returns paths from the argument, `input`
 */
export function unrequestedFaults(
  input: AnswerInformationRequestInput,
  requested: readonly RequestedInformation[],
): FieldError[] {
  const areTermsAsked = requested.some(({ section }) => section === TERMS);
  return [
    ...Object.entries(PROOFS).flatMap(([section, proof]) => {
      const asked = askedMembers(requested.filter((information) => information.section === section));
      return givenMembers(input[proof])
        .filter((member) => !asked.has(member))
        .map((member) => notRequested(['input', proof, member]));
    }),
    ...(input.tosPoliciesValue == null || areTermsAsked ? [] : [notRequested(['input', 'tosPoliciesValue'])]),
  ];
}

function notRequested(path: FieldPath): FieldError {
  return fieldError(path, 'NOT_REQUESTED', 'Fin.com does not ask for this.');
}

function askedMembers(requested: readonly RequestedInformation[]): ReadonlySet<string> {
  const fields = requested.flatMap(({ categories }) => categories.flatMap((category) => category.fields));
  return new Set(fields.flatMap(({ fieldName }) => memberOf(fieldName) ?? TEXT_MEMBERS));
}

function givenMembers(proof: object | null | undefined): string[] {
  return Object.entries(proof ?? {}).flatMap(([name, value]) => (value == null ? [] : [name]));
}

function proofOf(section: string | null): 'proofOfIdentity' | 'proofOfAddress' | undefined {
  return section === 'proof_of_identity' || section === 'proof_of_address' ? PROOFS[section] : undefined;
}

function memberOf(fieldName: string | null): string | undefined {
  return fieldName !== null && Object.hasOwn(MEMBERS, fieldName) ? MEMBERS[fieldName] : undefined;
}
