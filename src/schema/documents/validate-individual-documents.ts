import { validateIndividualDocuments } from '../../resolvers/documents/validate-individual-documents.ts';
import { attachCheck } from '../../resolvers/mutation-checks.ts';
import { builder } from '../builder.ts';
import { READS_NOTHING } from '../plugins/reads.ts';
import { FieldError } from '../shared/field-error.ts';
import { AttachIndividualDocumentsInput } from './attach-individual-documents-input.ts';

builder.queryField('validateIndividualDocuments', (t) =>
  t.field({
    type: [FieldError],
    access: { scope: 'documents:write', customer: ({ input }) => input.customerId },
    description:
      'Checks an input with the rules that `attachIndividualDocuments` applies before it calls Fin.com. Sends nothing. An empty list means that no rule is broken; Fin.com may still reject the documents.',
    args: {
      input: t.arg({
        type: AttachIndividualDocumentsInput,
        required: true,
        description: 'The input to check.',
      }),
    },
    extensions: READS_NOTHING,
    inputCheck: attachCheck,
    resolve: validateIndividualDocuments,
  }),
);
