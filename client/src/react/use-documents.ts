import type { AnswerInformationRequestInput, AttachIndividualDocumentsInput } from '../operations.ts';
import type { Writer } from '../write/create-writer.ts';
import type { CustomerPayload } from '../write/write-kind.ts';
import { useWrite, type Write } from './use-write.ts';

/**
 * Attaches a customer's documents, with progress and cancellation.
 *
 * @param writer from `createWriter`. Create it outside the component, because it keeps the keys of unfinished writes
 */
export function useAttachDocuments(writer: Writer): Write<AttachIndividualDocumentsInput, CustomerPayload> {
  return useWrite(writer.attachDocuments);
}

/** Answers a request for information in the same way. */
export function useAnswerRequest(writer: Writer): Write<AnswerInformationRequestInput, CustomerPayload> {
  return useWrite(writer.answerRequest);
}
