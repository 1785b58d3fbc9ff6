import { builder } from '../builder.ts';
import { UploadedDocument, type UploadedDocumentShape } from './uploaded-document.ts';

export interface UploadDocumentsPayloadShape {
  readonly files: readonly UploadedDocumentShape[];
}

export const UploadDocumentsPayload =
  builder.objectRef<UploadDocumentsPayloadShape>('UploadDocumentsPayload');

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
