import type { AnswerInformationRequestInput } from '../schema/customers/answer-information-request-input.ts';
import type { CreateIndividualCustomerInput } from '../schema/customers/create-individual-customer-input.ts';
import type { AttachIndividualDocumentsInput } from '../schema/documents/attach-individual-documents-input.ts';
import type { UploadDocumentsInput } from '../schema/documents/upload-documents-input.ts';
import { customerFaults } from './customers/customer-rules.ts';
import { answerFaults, documentFaults } from './documents/document-rules.ts';
import { proofUploads } from './documents/proof-files.ts';
import { listedUploads, uploadFaults } from './documents/upload-documents.ts';
import type { InputCheck } from './input-check.ts';

export const createCheck: InputCheck<{ input: CreateIndividualCustomerInput }> = {
  rules: ({ input }, now) => customerFaults(input ?? {}, now),
};

export const attachCheck: InputCheck<{ input: AttachIndividualDocumentsInput }> = {
  rules: ({ input }, now) => documentFaults(input ?? {}, now),
  files: ({ input }) => proofUploads(input ?? {}),
};

export const answerCheck: InputCheck<{ input: AnswerInformationRequestInput }> = {
  rules: ({ input }, now) => answerFaults(input ?? {}, now),
  files: ({ input }) => proofUploads(input ?? {}),
};

export const uploadCheck: InputCheck<{ input: UploadDocumentsInput }> = {
  rules: ({ input }) => uploadFaults(input ?? {}),
  files: ({ input }) => listedUploads(input ?? {}),
};
