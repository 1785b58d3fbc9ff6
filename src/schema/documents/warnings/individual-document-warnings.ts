import { individualDocumentWarnings } from '../../../resolvers/documents/warnings/individual-document-warnings.ts';
import { attachCheck } from '../../../resolvers/mutation-checks.ts';
import { builder } from '../../builder.ts';
import { READS_NOTHING } from '../../plugins/reads.ts';
import { AttachIndividualDocumentsInput } from '../attach-individual-documents-input.ts';
import { DocumentWarning } from './document-warning.ts';

builder.queryField('individualDocumentWarnings', (t) =>
  t.field({
    type: [DocumentWarning],
    access: { scope: 'documents:write', customer: ({ input }) => input.customerId },
    description:
      'Warns about documents that the review may reject, as far as this can be seen without the files: `EXPIRES_SOON`, `BACK_SIDE_MISSING` and `OLD_PROOF_OF_ADDRESS`. Sends nothing. Ask for it together with `validateIndividualDocuments`, before the files are uploaded.',
    args: {
      input: t.arg({
        type: AttachIndividualDocumentsInput,
        required: true,
        description: 'The input to look at.',
      }),
    },
    extensions: READS_NOTHING,
    inputCheck: attachCheck,
    resolve: individualDocumentWarnings,
  }),
);
