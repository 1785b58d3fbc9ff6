/** The identity document that was attached last, as far as a reviewer's answer speaks of it. */
export interface IdentityDocument {
  readonly type: string;
  readonly number: string;
  readonly uris: readonly string[];
}

const OUTCOME_BY_MAGIC_VALUE: ReadonlyMap<unknown, string> = new Map([
  ['SANDBOX-REJECTED', 'REJECTED'],
  ['SANDBOX-RFI', 'REINITIATE'],
  ['SANDBOX-HOLD', 'ON_HOLD'],
]);

/** How a review will end: as the first magic value says, and well without one. */
export function outcomeOf(...values: readonly unknown[]): string {
  const magic = values.find((value) => OUTCOME_BY_MAGIC_VALUE.has(value));
  return OUTCOME_BY_MAGIC_VALUE.get(magic) ?? 'APPROVED';
}

/** Of a REJECTED customer. */
export function rejectionReason(identity: IdentityDocument | undefined) {
  return {
    applicant: { moderation_comment: '', reject_labels: ['PROBLEMATIC_APPLICANT_DATA', 'LOW_QUALITY'] },
    documents: (identity?.uris ?? []).map((uri) => ({
      uri,
      category: 'PROOF_OF_IDENTITY',
      moderation_comment: 'This document was refused.\n - The picture is too blurred to be read.',
      reject_labels: ['LOW_QUALITY'],
    })),
  };
}

/** Of a REINITIATE customer: a new picture of the identity document, and the date on it. */
export function requestForInformation(identity: IdentityDocument | undefined) {
  const files = {
    field_name: 'files',
    data_type: 'URI',
    status: 'EXPIRED',
    reason: 'The document has expired. Please send a valid one.',
    options: [],
  };
  const expiryDate = { field_name: 'expiry_date', data_type: 'DATE', status: 'INVALID', options: [] };
  const category = { document_type: identity?.type ?? 'GOVERNMENT_ID', fields: [files, expiryDate] };
  return [{ scope: 'CUSTOMER', section: 'proof_of_identity', categories: [category] }];
}
