import type { CustomerApi } from '../settings.ts';

/** The identity document that was attached last, as far as a review refers to it. */
export interface IdentityDocument {
  readonly type: string;
  readonly number: string;
  readonly uris: readonly string[];
}

/** For customers that are REJECTED. */
export function rejection(identity: IdentityDocument | undefined) {
  const comment = 'This document was rejected.\n - The image is too blurry to read.';
  return {
    applicant: { moderation_comment: '', reject_labels: ['PROBLEMATIC_APPLICANT_DATA', 'LOW_QUALITY'] },
    documents: rejectedFiles(identity, comment, 'LOW_QUALITY'),
  };
}

/** For v2 customers in ACTION_REQUIRED. v1 gives no reason in that case. */
export function documentRejection(identity: IdentityDocument | undefined) {
  const comment = 'This document has expired. Please upload a valid one.';
  return {
    applicant: { moderation_comment: '', reject_labels: ['EXPIRATION_DATE', 'PROBLEMATIC_APPLICANT_DATA'] },
    documents: rejectedFiles(identity, comment, 'EXPIRATION_DATE'),
  };
}

/** For v2 customers that have to send another selfie. */
export function selfieRejection() {
  return { applicant: { moderation_comment: '', reject_labels: ['LOW_QUALITY'] }, documents: [] };
}

function rejectedFiles(identity: IdentityDocument | undefined, moderation_comment: string, label: string) {
  return (identity?.uris ?? []).map((uri) => ({
    uri,
    category: 'PROOF_OF_IDENTITY',
    moderation_comment,
    reject_labels: [label],
  }));
}

const EXPIRY_DATE = { field_name: 'expiry_date', data_type: 'DATE', status: 'INVALID', options: [] };

/** Requests new files of the identity document and its dates: in v1 the expiry date, in v2 as in the API's example. */
export function documentRequest(version: CustomerApi, identity: IdentityDocument | undefined) {
  const files = {
    field_name: 'files',
    data_type: 'URI',
    status: version === 'v1' ? 'EXPIRED' : 'INVALID',
    reason: 'The document has expired. Please upload a valid one.',
    options: [],
  };
  const type = { field_name: 'type', data_type: 'ENUM', status: 'INVALID', options: [] };
  const issueDate = { ...EXPIRY_DATE, field_name: 'issue_date' };
  const fields = version === 'v1' ? [files, EXPIRY_DATE] : [type, EXPIRY_DATE, issueDate, files];
  const category = { document_type: identity?.type ?? 'GOVERNMENT_ID', fields };
  return [{ scope: 'CUSTOMER', section: 'proof_of_identity', categories: [category] }];
}

/** Can only be answered by another attach, because a PATCH has no place for a selfie. */
export function selfieRequest() {
  const reason = 'The face is not visible. Please take another selfie.';
  const files = { field_name: 'files', data_type: 'URI', status: 'INVALID', reason, options: [] };
  const category = { document_type: 'SELFIE', fields: [files] };
  return [{ scope: 'CUSTOMER', section: 'identifying_documents', categories: [category] }];
}
