import type { CustomerApi } from '../settings.ts';

/** The identity document that was attached last, as far as a review refers to it. */
export interface IdentityDocument {
  readonly type: string;
  readonly number: string;
  readonly uris: readonly string[];
}

/** The findings of a review: the members of a customer that explain its status. */
interface Findings {
  readonly rejection_reason: unknown;
  readonly request_for_information: readonly unknown[];
}

export const NO_FINDINGS: Findings = { rejection_reason: null, request_for_information: [] };

/** The identity document was rejected for good. */
export function rejectedFindings(identity: IdentityDocument | undefined): Findings {
  const comment = 'This document was rejected.\n - The image is too blurry to read.';
  const labels = ['PROBLEMATIC_APPLICANT_DATA', 'LOW_QUALITY'];
  return {
    ...NO_FINDINGS,
    rejection_reason: createReason(labels, fileReasons(identity, comment, 'LOW_QUALITY')),
  };
}

const EXPIRED = 'The document has expired. Please upload a valid one.';

/** The identity document has expired. v1 asks for files and expiry date, v2 for all that the example in its documentation has. */
export function expiredFindings(version: CustomerApi, identity: IdentityDocument | undefined): Findings {
  const files = { field_name: 'files', data_type: 'URI', reason: EXPIRED, options: [] };
  const expiryDate = invalidField('expiry_date', 'DATE');
  if (version === 'v1') {
    const fields = [{ ...files, status: 'EXPIRED' }, expiryDate];
    return { ...NO_FINDINGS, request_for_information: identityRequest(identity, fields) };
  }
  const type = invalidField('type', 'ENUM');
  const fields = [type, expiryDate, invalidField('issue_date', 'DATE'), { ...files, status: 'INVALID' }];
  const labels = ['EXPIRATION_DATE', 'PROBLEMATIC_APPLICANT_DATA'];
  return {
    rejection_reason: createReason(labels, fileReasons(identity, EXPIRED, 'EXPIRATION_DATE')),
    request_for_information: identityRequest(identity, fields),
  };
}

/** The proof of address is too old. */
export function addressFindings(version: CustomerApi): Findings {
  const reason = 'The document is older than three months. Please upload a recent one.';
  const files = { ...invalidField('files', 'URI'), reason };
  const category = { document_type: 'PROOF_OF_ADDRESS', fields: [invalidField('type', 'ENUM'), files] };
  const section = version === 'v1' ? 'proof_of_address' : 'address_documents';
  return {
    ...NO_FINDINGS,
    request_for_information: [{ scope: 'CUSTOMER', section, categories: [category] }],
  };
}

/** Another selfie is needed. Only an attach can answer this, because a PATCH has no place for a selfie. */
export function selfieFindings(): Findings {
  const reason = 'The face is not visible. Please take another selfie.';
  const category = { document_type: 'SELFIE', fields: [{ ...invalidField('files', 'URI'), reason }] };
  return {
    rejection_reason: createReason(['LOW_QUALITY'], []),
    request_for_information: [
      { scope: 'CUSTOMER', section: 'identifying_documents', categories: [category] },
    ],
  };
}

function createReason(reject_labels: readonly string[], documents: readonly unknown[]) {
  return { applicant: { moderation_comment: '', reject_labels }, documents };
}

function fileReasons(identity: IdentityDocument | undefined, moderation_comment: string, label: string) {
  return (identity?.uris ?? []).map((uri) => ({
    uri,
    category: 'PROOF_OF_IDENTITY',
    moderation_comment,
    reject_labels: [label],
  }));
}

function identityRequest(identity: IdentityDocument | undefined, fields: readonly unknown[]) {
  const category = { document_type: identity?.type ?? 'GOVERNMENT_ID', fields };
  return [{ scope: 'CUSTOMER', section: 'proof_of_identity', categories: [category] }];
}

function invalidField(field_name: string, data_type: string) {
  return { field_name, data_type, status: 'INVALID', options: [] };
}
