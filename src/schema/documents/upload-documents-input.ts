import { builder } from '../builder.ts';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';

export const UploadDocumentsInput = builder.inputType('UploadDocumentsInput', {
  description: 'Files of a customer.',
  fields: (t) => ({
    customerId: t.field({
      type: 'UUID',
      required: true,
      description: 'The customer whose files these are.',
    }),
    files: t.field({ type: ['Upload'], required: true, description: 'At least one file: PDF, JPEG or PNG.' }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});
export type UploadDocumentsInput = typeof UploadDocumentsInput.$inferInput;
