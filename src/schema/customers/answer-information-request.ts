import { answerInformationRequest } from '../../resolvers/customers/answer-information-request.ts';
import type { DocumentsPayload } from '../../resolvers/documents/warnings/documents-payload.ts';
import { answerCheck } from '../../resolvers/mutation-checks.ts';
import { builder } from '../builder.ts';
import { WARNINGS_FIELD } from '../documents/warnings/warnings-field.ts';
import { AnswerInformationRequestInput } from './answer-information-request-input.ts';
import { customerPayload } from './customer-payload.ts';

const AnswerInformationRequestPayload = customerPayload<DocumentsPayload>('AnswerInformationRequestPayload', {
  description: 'Fin.com has received the answer. The result of the review comes later.',
  customer: 'The customer whose information was requested.',
});

builder.objectField(AnswerInformationRequestPayload, 'warnings', (t) => t.expose('warnings', WARNINGS_FIELD));

builder.mutationField('answerInformationRequest', (t) =>
  t.field({
    type: AnswerInformationRequestPayload,
    nullable: true,
    access: { scope: 'documents:write', customer: ({ input }) => input.customerId },
    description:
      "Answers a customer's `requestedInformation`, which starts another review. The gateway reads the customer first. If a field was not requested, the error is `NOT_REQUESTED` and nothing is sent. The gateway sends the answer once and never retries: if Fin.com's response is lost, `extensions.outcome` is `UNKNOWN`.",
    args: {
      input: t.arg({
        type: AnswerInformationRequestInput,
        required: true,
        description: 'The requested information.',
      }),
    },
    inputCheck: answerCheck,
    resolve: answerInformationRequest,
  }),
);
