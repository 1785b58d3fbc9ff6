import {
  type UploadDocumentsPayload as PayloadShape,
  uploadDocuments,
} from '../../resolvers/documents/upload-documents.ts';
import { uploadCheck } from '../../resolvers/mutation-checks.ts';
import { builder } from '../builder.ts';
import { UploadDocumentsInput } from './upload-documents-input.ts';
import { UploadedDocument } from './uploaded-document.ts';
import { WARNINGS_FIELD } from './warnings/warnings-field.ts';

const UploadDocumentsPayload = builder.objectRef<PayloadShape>('UploadDocumentsPayload');

UploadDocumentsPayload.implement({
  description: 'Fin.com has stored the files. They are not part of a proof until you attach them.',
  fields: (t) => ({
    files: t.expose('files', {
      type: [UploadedDocument],
      description: 'The stored files, in the order of the input.',
    }),
    warnings: t.expose('warnings', WARNINGS_FIELD),
  }),
});

builder.mutationField('uploadDocuments', (t) =>
  t.field({
    type: UploadDocumentsPayload,
    nullable: true,
    access: { scope: 'documents:write', customer: ({ input }) => input.customerId },
    description:
      'Stores files of a customer at Fin.com, either all or none, and returns their URIs for a later `attachIndividualDocuments`.',
    args: {
      input: t.arg({
        type: UploadDocumentsInput,
        required: true,
        description: 'The files and their customer.',
      }),
    },
    inputCheck: uploadCheck,
    resolve: uploadDocuments,
  }),
);
