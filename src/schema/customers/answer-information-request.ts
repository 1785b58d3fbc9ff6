import { answerInformationRequest } from '../../resolvers/customers/answer-information-request.ts';
import { answerCheck } from '../../resolvers/mutation-checks.ts';
import { builder } from '../builder.ts';
import { AnswerInformationRequestInput } from './answer-information-request-input.ts';
import { customerPayload } from './customer-payload.ts';

const AnswerInformationRequestPayload = customerPayload('AnswerInformationRequestPayload', {
  description: 'Fin.com has taken the answer. The verdict comes later.',
  customer: 'The customer that was asked about.',
});

builder.mutationField('answerInformationRequest', (t) =>
  t.field({
    type: AnswerInformationRequestPayload,
    nullable: true,
    access: { scope: 'documents:write', customer: ({ input }) => input.customerId },
    description:
      "Answers a customer's `requestedInformation`, which starts another review. The gateway reads the customer first: a field that nobody asked for is `NOT_REQUESTED`, and nothing is sent. Sent once and never repeated by the gateway: if the answer is lost, `extensions.outcome` is `UNKNOWN`.",
    args: {
      input: t.arg({
        type: AnswerInformationRequestInput,
        required: true,
        description: 'What was asked for, and nothing else.',
      }),
    },
    inputCheck: answerCheck,
    resolve: answerInformationRequest,
  }),
);
