import type { AnswerInformationRequest } from '../../datasources/fin/customers/answer-information-request.ts';
import type { AttachIndividualDocumentsRequest } from '../../datasources/fin/documents/attach-individual-documents.ts';
import type { KeyedInput } from '../../idempotency/idempotency-key.ts';
import type { IncomingFile } from '../../uploads/incoming-file.ts';

type Upload = IncomingFile['upload'];

/** A request in which every file has a URI or an upload. */
type WithUploads<Value> = Value extends readonly (infer Item)[]
  ? readonly WithUploads<Item>[]
  : Value extends object
    ? 'uri' extends keyof Value
      ? Value & { readonly upload?: Upload | null | undefined }
      : { readonly [Name in keyof Value]: WithUploads<Value[Name]> }
    : Value;

export type AttachIndividualDocumentsInput = WithUploads<AttachIndividualDocumentsRequest> & KeyedInput;
export type AnswerInformationRequestInput = WithUploads<AnswerInformationRequest> & KeyedInput;
export interface UploadDocumentsInput extends KeyedInput {
  readonly customerId: string;
  readonly files: readonly Upload[];
}
