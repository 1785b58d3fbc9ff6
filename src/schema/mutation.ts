import { attachIndividualDocuments } from '../resolvers/attach-individual-documents.ts';
import { builder } from './builder.ts';
import { AttachIndividualDocumentsInput } from './inputs/attach-individual-documents-input.ts';
import { AttachIndividualDocumentsPayload } from './objects/attach-individual-documents-payload.ts';

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
  }),
});
