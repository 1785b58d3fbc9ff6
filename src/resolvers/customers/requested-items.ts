import type {
  RequestedField,
  RequestedInformation,
} from '../../datasources/fin/customers/customer-details.ts';

/** The proof that each section asks for. v1 and v2 name the sections differently. */
const PROOF_BY_SECTION: Readonly<Record<string, 'proofOfIdentity' | 'proofOfAddress'>> = {
  proof_of_identity: 'proofOfIdentity',
  identifying_documents: 'proofOfIdentity',
  proof_of_address: 'proofOfAddress',
  address_documents: 'proofOfAddress',
};
const TERMS = 'tos_policies_value';

/** One field of a request for information. */
export interface RequestedItem {
  /** The member of our inputs that the field belongs to; null if there is none, as for `tax_info`. */
  readonly member: 'proofOfIdentity' | 'proofOfAddress' | 'selfie' | 'tosPoliciesValue' | null;
  readonly documentType: string | null;
  readonly field: RequestedField;
}

export function listRequestedItems(requested: readonly RequestedInformation[]): RequestedItem[] {
  return requested.flatMap(({ section, categories }) =>
    categories.flatMap(({ documentType, fields }) =>
      fields.map((field) => ({ member: toMember(section, documentType, field), documentType, field })),
    ),
  );
}

/** The section alone asks for the terms. It need not list any field. */
export function areTermsRequested(requested: readonly RequestedInformation[]): boolean {
  return requested.some(({ section }) => section === TERMS);
}

function toMember(
  section: string | null,
  documentType: string | null,
  { fieldName }: RequestedField,
): RequestedItem['member'] {
  if (section === TERMS) return 'tosPoliciesValue';
  if (documentType === 'SELFIE' || fieldName?.toLowerCase() === 'selfie') return 'selfie';
  return section !== null && Object.hasOwn(PROOF_BY_SECTION, section)
    ? (PROOF_BY_SECTION[section] ?? null)
    : null;
}
