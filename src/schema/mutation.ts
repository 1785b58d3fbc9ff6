import { answerInformationRequest } from '../resolvers/answer-information-request.ts';
import { attachIndividualDocuments } from '../resolvers/attach-individual-documents.ts';
import { createIndividualCustomer } from '../resolvers/create-individual-customer.ts';
import { answerCheck, attachCheck, createCheck, uploadCheck } from '../resolvers/mutation-checks.ts';
import { uploadDocuments } from '../resolvers/upload-documents.ts';
import { builder } from './builder.ts';
import { AnswerInformationRequestInput } from './inputs/answer-information-request-input.ts';
import { AttachIndividualDocumentsInput } from './inputs/attach-individual-documents-input.ts';
import { CreateIndividualCustomerInput } from './inputs/create-individual-customer-input.ts';
import { UploadDocumentsInput } from './inputs/upload-documents-input.ts';
import { AnswerInformationRequestPayload } from './objects/answer-information-request-payload.ts';
import { AttachIndividualDocumentsPayload } from './objects/attach-individual-documents-payload.ts';
import { CreateIndividualCustomerPayload } from './objects/create-individual-customer-payload.ts';
import { UploadDocumentsPayload } from './objects/upload-documents-payload.ts';

builder.mutationType({
  description:
    'What changes something at Fin.com. A field that fails is null and has an error with `extensions.code`; its neighbours keep their results.',
  fields: (t) => ({
    createIndividualCustomer: t.field({
      type: CreateIndividualCustomerPayload,
      nullable: true,
      access: { scope: 'customers:write', customer: 'ALL' },
      description:
        'Creates a person at Fin.com: the first step. Show the terms at `customer.tosPoliciesUrl`, then attach documents. Sent once and never repeated by the gateway: if the answer is lost, `extensions.outcome` is `UNKNOWN`.',
      args: {
        input: t.arg({ type: CreateIndividualCustomerInput, required: true, description: 'The person.' }),
      },
      inputCheck: createCheck,
      resolve: createIndividualCustomer,
    }),
    attachIndividualDocuments: t.field({
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
    answerInformationRequest: t.field({
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
    uploadDocuments: t.field({
      type: UploadDocumentsPayload,
      nullable: true,
      access: { scope: 'documents:write', customer: ({ input }) => input.customerId },
      description:
        'Stores files of a customer at Fin.com, all in one go or none, and tells their URIs for a later `attachIndividualDocuments`.',
      args: {
        input: t.arg({
          type: UploadDocumentsInput,
          required: true,
          description: 'The files, and whose they are.',
        }),
      },
      inputCheck: uploadCheck,
      resolve: uploadDocuments,
    }),
  }),
});
