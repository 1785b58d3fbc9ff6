import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import type {
  AttachIndividualDocumentsInput,
  AttachIndividualDocumentsMutation,
} from '../../../examples/generated/graphql.ts';

type Payload = AttachIndividualDocumentsMutation['attachIndividualDocuments'];

interface Data {
  readonly first: Payload;
  readonly second: Payload;
}

interface Variables {
  readonly first: AttachIndividualDocumentsInput;
  readonly second: AttachIndividualDocumentsInput;
}

export const ATTACH_TWO_CUSTOMERS: TypedDocumentNode<Data, Variables> = parse(`
  mutation AttachTwoCustomers(
    $first: AttachIndividualDocumentsInput!
    $second: AttachIndividualDocumentsInput!
  ) {
    first: attachIndividualDocuments(input: $first) { customer { id status } }
    second: attachIndividualDocuments(input: $second) { customer { id status } }
  }
`);
