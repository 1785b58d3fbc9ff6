import { type CreateIndividualCustomerInput, validateCustomer } from './customers/validate-customer.ts';
import { documentUploads } from './documents/document-files.ts';
import type {
  AnswerInformationRequestInput,
  AttachIndividualDocumentsInput,
  UploadDocumentsInput,
} from './documents/document-inputs.ts';
import { listedUploads, validateUploads } from './documents/upload-documents.ts';
import { validateAnswer, validateDocuments } from './documents/validate-documents.ts';
import type { InputCheck } from './input-check.ts';

export const createCheck: InputCheck<{ input: CreateIndividualCustomerInput }> = {
  rules: ({ input }, context) => validateCustomer(input ?? {}, context),
};

export const attachCheck: InputCheck<{ input: AttachIndividualDocumentsInput }> = {
  rules: ({ input }, context) => validateDocuments(input ?? {}, context),
  files: ({ input }) => documentUploads(input ?? {}),
};

export const answerCheck: InputCheck<{ input: AnswerInformationRequestInput }> = {
  rules: ({ input }, context) => validateAnswer(input ?? {}, context),
  files: ({ input }) => documentUploads(input ?? {}),
};

export const uploadCheck: InputCheck<{ input: UploadDocumentsInput }> = {
  rules: ({ input }) => validateUploads(input ?? {}),
  files: ({ input }) => listedUploads(input ?? {}),
};
