import { DocumentWarning } from './document-warning.ts';

/** The field `warnings` of payloads. */
export const WARNINGS_FIELD: { readonly type: [typeof DocumentWarning]; readonly description: string } = {
  type: [DocumentWarning],
  description:
    'Reasons why the review may reject the documents. Files that were sent as URIs are not looked at. An idempotent retry returns the same warnings.',
};
