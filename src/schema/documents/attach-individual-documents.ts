import { attachIndividualDocuments } from '../../resolvers/documents/attach-individual-documents.ts';
import { attachCheck } from '../../resolvers/mutation-checks.ts';
import { builder } from '../builder.ts';
import { customerPayload } from '../customers/customer-payload.ts';
import { AttachIndividualDocumentsInput } from './attach-individual-documents-input.ts';

const AttachIndividualDocumentsPayload = customerPayload('AttachIndividualDocumentsPayload', {
  description:
    'Fin.com has taken the documents. The verdict comes later: being taken says nothing about being accepted.',
  customer: 'The customer that the documents now belong to.',
});

builder.mutationField('attachIndividualDocuments', (t) =>
  t.field({
    type: AttachIndividualDocumentsPayload,
    nullable: true,
    access: { scope: 'documents:write', customer: ({ input }) => input.customerId },
    description:
      'Attaches proof of identity and proof of address to a customer, which starts the review. Mistakes come all at once in `extensions.fieldErrors`. Sent to Fin.com once and never repeated by the gateway: if the answer is lost, `extensions.outcome` is `UNKNOWN`.',
    args: {
      input: t.arg({
        type: AttachIndividualDocumentsInput,
        required: true,
        description: 'The documents and the consent.',
      }),
    },
    inputCheck: attachCheck,
    resolve: attachIndividualDocuments,
  }),
);
