import {
  type UploadDocumentsPayload as PayloadShape,
  uploadDocuments,
} from '../../resolvers/documents/upload-documents.ts';
import { uploadCheck } from '../../resolvers/mutation-checks.ts';
import { builder } from '../builder.ts';
import { UploadDocumentsInput } from './upload-documents-input.ts';
import { UploadedDocument } from './uploaded-document.ts';

const UploadDocumentsPayload = builder.objectRef<PayloadShape>('UploadDocumentsPayload');

UploadDocumentsPayload.implement({
  description: 'Fin.com has stored the files. They belong to no proof until they are attached.',
  fields: (t) => ({
    files: t.field({
      type: [UploadedDocument],
      description: 'In the order of the input.',
      resolve: ({ files }) => [...files],
    }),
  }),
});

builder.mutationField('uploadDocuments', (t) =>
  t.field({
    type: UploadDocumentsPayload,
    nullable: true,
    access: { scope: 'documents:write', customer: ({ input }) => input.customerId },
    description:
      'Stores files of a customer at Fin.com, all in one go or none, and tells their URIs for a later `attachIndividualDocuments`.',
    args: {
      input: t.arg({
        type: UploadDocumentsInput,
        required: true,
        description: 'The files, and whose they are.',
      }),
    },
    inputCheck: uploadCheck,
    resolve: uploadDocuments,
  }),
);
