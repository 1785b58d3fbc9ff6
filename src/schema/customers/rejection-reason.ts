import type {
  Moderation,
  RejectedDocument as RejectedDocumentShape,
  RejectionReason as RejectionReasonShape,
} from '../../datasources/fin/customers/customer-details.ts';
import { builder } from '../builder.ts';
import { listSize } from '../plugins/list-size.ts';

export const RejectionReason = builder.objectRef<RejectionReasonShape>('RejectionReason');
const RejectedApplicant = builder.objectRef<Moderation>('RejectedApplicant');
const RejectedDocument = builder.objectRef<RejectedDocumentShape>('RejectedDocument');

const COMMENT = "The reviewer's words. May be empty and may have several lines.";
const LABELS =
  'Short names of what is wrong, such as `EXPIRATION_DATE`, `LOW_QUALITY` or `NOT_DOCUMENT`. An open list: have a fallback.';

RejectionReason.implement({
  description: 'Why a customer was rejected or has to act.',
  fields: (t) => ({
    applicant: t.expose('applicant', {
      type: RejectedApplicant,
      nullable: true,
      description: 'What is wrong with the person as a whole. Null if nothing is said of it.',
    }),
    documents: t.field({
      type: [RejectedDocument],
      extensions: listSize(2),
      description: 'What is wrong with which document.',
      resolve: ({ documents }) => [...documents],
    }),
  }),
});

RejectedApplicant.implement({
  description: 'What a reviewer says of the person.',
  fields: (t) => ({
    moderationComment: t.exposeString('moderationComment', { nullable: true, description: COMMENT }),
    rejectLabels: t.stringList({
      description: LABELS,
      resolve: ({ rejectLabels }) => [...rejectLabels],
    }),
  }),
});

RejectedDocument.implement({
  description: 'What a reviewer says of one file.',
  fields: (t) => ({
    uri: t.exposeString('uri', { nullable: true, description: 'The file, by the URI of its upload.' }),
    category: t.exposeString('category', {
      nullable: true,
      description: 'What it was sent as, such as `PROOF_OF_IDENTITY`. An open list.',
    }),
    moderationComment: t.exposeString('moderationComment', { nullable: true, description: COMMENT }),
    rejectLabels: t.stringList({
      description: LABELS,
      resolve: ({ rejectLabels }) => [...rejectLabels],
    }),
  }),
});
