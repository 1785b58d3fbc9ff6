import { attachIndividualDocuments } from '../resolvers/attach-individual-documents.ts';
import { uploadDocuments } from '../resolvers/upload-documents.ts';
import { builder } from './builder.ts';
import { AttachIndividualDocumentsInput } from './inputs/attach-individual-documents-input.ts';
import { UploadDocumentsInput } from './inputs/upload-documents-input.ts';
import { AttachIndividualDocumentsPayload } from './objects/attach-individual-documents-payload.ts';
import { UploadDocumentsPayload } from './objects/upload-documents-payload.ts';

builder.mutationType({
  description:
    'What changes something at Fin.com. A field that fails is null and has an error with `extensions.code`; its neighbours keep their results.',
  fields: (t) => ({
    attachIndividualDocuments: t.field({
      type: AttachIndividualDocumentsPayload,
      nullable: true,
      description:
        'Attaches proof of identity and proof of address to a customer, which starts the review. Mistakes come all at once in `extensions.fieldErrors`. Sent to Fin.com once and never repeated by the gateway: if the answer is lost, `extensions.outcome` is `UNKNOWN`.',
      args: {
        input: t.arg({
          type: AttachIndividualDocumentsInput,
          required: true,
          description: 'The documents and the consent.',
        }),
      },
      resolve: attachIndividualDocuments,
    }),
    uploadDocuments: t.field({
      type: UploadDocumentsPayload,
      nullable: true,
      description:
        'Stores files of a customer at Fin.com, all in one go or none, and tells their URIs for a later `attachIndividualDocuments`.',
      args: {
        input: t.arg({
          type: UploadDocumentsInput,
          required: true,
          description: 'The files, and whose they are.',
        }),
      },
      resolve: uploadDocuments,
    }),
  }),
});
