import type { GatewayClient, RequestOptions, TypedOperation } from '../client/gateway-client.ts';
import {
  type AnswerInformationRequestInput,
  AnswerRequestDocument,
  AttachDocumentsDocument,
  type AttachDocumentsMutation,
  type AttachIndividualDocumentsInput,
  CreateCustomerDocument,
  type CreateCustomerMutation,
  type CreateIndividualCustomerInput,
  UploadDocumentsDocument,
  type UploadDocumentsInput,
  type UploadDocumentsMutation,
} from '../operations.ts';
import type { CustomerOfWrite } from './write-result.ts';

export interface CustomerPayload {
  readonly customer: CustomerOfWrite;
  /** Why the review may reject the documents. Empty after a lost response. `parseWarnings` of `quality` reads them. */
  readonly warnings: AttachPayload['warnings'];
}
type AttachPayload = NonNullable<AttachDocumentsMutation['attachIndividualDocuments']>;
export type CreatePayload = NonNullable<CreateCustomerMutation['createIndividualCustomer']>;
export type UploadPayload = NonNullable<UploadDocumentsMutation['uploadDocuments']>;

/** Describes a mutation to the writer. */
export interface WriteKind<Input, Payload> {
  /** The mutation's field. */
  readonly field: string;
  /** `ATTACH_OUTCOME`: the gateway can be asked. `REPEAT`: the same request is sent again. `HARMLESS`: also with a new key. */
  readonly afterLoss: 'ATTACH_OUTCOME' | 'REPEAT' | 'HARMLESS';
  /** @throws as the client does, or if there is no payload */
  perform(client: GatewayClient, input: Input, options: RequestOptions): Promise<Payload>;
  /** The payload of a write that was done, if there is no response to read it from. */
  substitute(input: Input, customer?: CustomerOfWrite | null): Payload | undefined;
}

export const ATTACH: WriteKind<AttachIndividualDocumentsInput, CustomerPayload> = {
  field: 'attachIndividualDocuments',
  afterLoss: 'ATTACH_OUTCOME',
  perform: async (client, input, options) =>
    present((await execute(client, AttachDocumentsDocument, input, options)).attachIndividualDocuments),
  substitute: unreadCustomer,
};

export const ANSWER: WriteKind<AnswerInformationRequestInput, CustomerPayload> = {
  field: 'answerInformationRequest',
  afterLoss: 'REPEAT',
  perform: async (client, input, options) =>
    present((await execute(client, AnswerRequestDocument, input, options)).answerInformationRequest),
  substitute: unreadCustomer,
};

export const CREATE: WriteKind<CreateIndividualCustomerInput, CreatePayload> = {
  field: 'createIndividualCustomer',
  afterLoss: 'REPEAT',
  perform: async (client, input, options) =>
    present((await execute(client, CreateCustomerDocument, input, options)).createIndividualCustomer),
  substitute: () => undefined,
};

export const UPLOAD: WriteKind<UploadDocumentsInput, UploadPayload> = {
  field: 'uploadDocuments',
  afterLoss: 'HARMLESS',
  perform: async (client, input, options) =>
    present((await execute(client, UploadDocumentsDocument, input, options)).uploadDocuments),
  substitute: () => undefined,
};

function execute<Data, Input>(
  client: GatewayClient,
  operation: TypedOperation<Data, { readonly input: Input }>,
  input: Input,
  options: RequestOptions,
): Promise<Data> {
  return client.execute(operation, { input }, options);
}

function present<Payload>(payload: Payload | null): Payload {
  if (payload === null) throw new Error('The response has neither data nor errors.');
  return payload;
}

function unreadCustomer(
  { customerId }: { readonly customerId: string },
  customer?: CustomerOfWrite | null,
): CustomerPayload {
  return { customer: customer ?? { id: customerId, status: null }, warnings: [] };
}
