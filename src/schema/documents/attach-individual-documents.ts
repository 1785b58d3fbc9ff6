import { attachIndividualDocuments } from '../../resolvers/documents/attach-individual-documents.ts';
import type { DocumentsPayload } from '../../resolvers/documents/warnings/documents-payload.ts';
import { attachCheck } from '../../resolvers/mutation-checks.ts';
import { builder } from '../builder.ts';
import { customerPayload } from '../customers/customer-payload.ts';
import { AttachIndividualDocumentsInput } from './attach-individual-documents-input.ts';
import { WARNINGS_FIELD } from './warnings/warnings-field.ts';

const AttachIndividualDocumentsPayload = customerPayload<DocumentsPayload>(
  'AttachIndividualDocumentsPayload',
  {
    description:
      'Fin.com has received the documents. The result of the review comes later: received does not mean accepted.',
    customer: 'The customer whose documents were attached.',
  },
);

builder.objectField(AttachIndividualDocumentsPayload, 'warnings', (t) =>
  t.expose('warnings', WARNINGS_FIELD),
);

builder.mutationField('attachIndividualDocuments', (t) =>
  t.field({
    type: AttachIndividualDocumentsPayload,
    nullable: true,
    access: { scope: 'documents:write', customer: ({ input }) => input.customerId },
    description:
      "Attaches proof of identity and proof of address to a customer, which starts the review. All mistakes are reported together in `extensions.fieldErrors`. The rules are those of the version of Fin.com's API that the gateway uses, and inputs say where v1 and v2 differ. The gateway sends the request once and never retries: if Fin.com's response is lost, `extensions.outcome` is `UNKNOWN`.",
    args: {
      input: t.arg({
        type: AttachIndividualDocumentsInput,
        required: true,
        description: 'The documents and the consent to the terms.',
      }),
    },
    inputCheck: attachCheck,
    resolve: attachIndividualDocuments,
  }),
);
