import type {
  Moderation,
  RejectedDocument as RejectedDocumentShape,
  RejectionReason as RejectionReasonShape,
} from '../../../datasources/fin/customers/customer-details.ts';
import { builder } from '../../builder.ts';
import { listSize } from '../../plugins/list-size.ts';

export const RejectionReason = builder.objectRef<RejectionReasonShape>('RejectionReason');
const RejectedApplicant = builder.objectRef<Moderation>('RejectedApplicant');
const RejectedDocument = builder.objectRef<RejectedDocumentShape>('RejectedDocument');

const COMMENT = "The reviewer's comment. May be empty or have several lines.";
const LABELS =
  'Labels of the problems, such as `EXPIRATION_DATE`, `LOW_QUALITY` or `NOT_DOCUMENT`. Expect new values.';

RejectionReason.implement({
  description: 'Why a customer was rejected or needs to act.',
  fields: (t) => ({
    applicant: t.expose('applicant', {
      type: RejectedApplicant,
      nullable: true,
      description: 'Problems with the person. Null if there are none.',
    }),
    documents: t.expose('documents', {
      type: [RejectedDocument],
      extensions: listSize(2),
      description: 'Problems with documents.',
    }),
  }),
});

RejectedApplicant.implement({
  description: 'Problems that a reviewer found with the person.',
  fields: (t) => ({
    moderationComment: t.exposeString('moderationComment', { nullable: true, description: COMMENT }),
    rejectLabels: t.exposeStringList('rejectLabels', {
      description: LABELS,
    }),
  }),
});

RejectedDocument.implement({
  description: 'Problems that a reviewer found with a file.',
  fields: (t) => ({
    uri: t.exposeString('uri', { nullable: true, description: 'URI of the uploaded file.' }),
    category: t.exposeString('category', {
      nullable: true,
      description:
        'The purpose for which the file was submitted, such as `PROOF_OF_IDENTITY`. Expect new values.',
    }),
    moderationComment: t.exposeString('moderationComment', { nullable: true, description: COMMENT }),
    rejectLabels: t.exposeStringList('rejectLabels', {
      description: LABELS,
    }),
  }),
});
