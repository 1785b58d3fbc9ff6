import type { AnswerInformationRequestInput } from '../schema/inputs/answer-information-request-input.ts';
import type { AttachIndividualDocumentsInput } from '../schema/inputs/attach-individual-documents-input.ts';
import type { CreateIndividualCustomerInput } from '../schema/inputs/create-individual-customer-input.ts';
import type { UploadDocumentsInput } from '../schema/inputs/upload-documents-input.ts';
import { customerFaults } from './customer-rules.ts';
import { answerFaults, documentFaults } from './document-rules.ts';
import type { InputCheck } from './input-check.ts';
import { proofUploads } from './proof-files.ts';
import { listedUploads, uploadFaults } from './upload-documents.ts';

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
