import { DOCUMENT_WARNINGS } from '../../../document-warning-codes.ts';
import { builder } from '../../builder.ts';

export const DocumentWarningCode = builder.enumType('DocumentWarningCode', {
  description: 'Why a review may reject a document. Each code has its own `params`.',
  values: DOCUMENT_WARNINGS,
});
