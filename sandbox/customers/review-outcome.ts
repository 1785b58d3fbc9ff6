/** The identity document that was attached last, as far as a review refers to it. */
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

/** The status at the end of a review. The first magic value decides. */
export function reviewOutcome(...values: readonly unknown[]): string {
  const magic = values.find((value) => OUTCOME_BY_MAGIC_VALUE.has(value));
  return OUTCOME_BY_MAGIC_VALUE.get(magic) ?? 'APPROVED';
}

/** For customers that are REJECTED. */
export function rejectionReason(identity: IdentityDocument | undefined) {
  return {
    applicant: { moderation_comment: '', reject_labels: ['PROBLEMATIC_APPLICANT_DATA', 'LOW_QUALITY'] },
    documents: (identity?.uris ?? []).map((uri) => ({
      uri,
      category: 'PROOF_OF_IDENTITY',
      moderation_comment: 'This document was rejected.\n - The image is too blurry to read.',
      reject_labels: ['LOW_QUALITY'],
    })),
  };
}

/** For customers in REINITIATE. Requests new files of the identity document and its expiry date. */
export function requestForInformation(identity: IdentityDocument | undefined) {
  const files = {
    field_name: 'files',
    data_type: 'URI',
    status: 'EXPIRED',
    reason: 'The document has expired. Please upload a valid one.',
    options: [],
  };
  const expiryDate = { field_name: 'expiry_date', data_type: 'DATE', status: 'INVALID', options: [] };
  const category = { document_type: identity?.type ?? 'GOVERNMENT_ID', fields: [files, expiryDate] };
  return [{ scope: 'CUSTOMER', section: 'proof_of_identity', categories: [category] }];
}
