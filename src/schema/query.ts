import { validateIndividualDocuments } from '../resolvers/validate-individual-documents.ts';
import { builder } from './builder.ts';
import { AttachIndividualDocumentsInput } from './inputs/attach-individual-documents-input.ts';
import { FieldError } from './objects/field-error.ts';

builder.queryType({
  description: 'What can be asked without changing anything.',
  fields: (t) => ({
    validateIndividualDocuments: t.field({
      type: [FieldError],
      description:
        'Checks an input by the rules that `attachIndividualDocuments` applies before it calls Fin.com, and sends nothing. An empty list means that no rule is broken; Fin.com may still refuse.',
      args: {
        input: t.arg({
          type: AttachIndividualDocumentsInput,
          required: true,
          description: 'What would be attached.',
        }),
      },
      resolve: validateIndividualDocuments,
    }),
  }),
});
