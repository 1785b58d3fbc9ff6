import type {
  AcceptedDocument as AcceptedDocumentShape,
  DocumentType as DocumentTypeWord,
  RequiredDocumentKind as KindWord,
  RequiredDocument as RequiredDocumentShape,
} from '../../resolvers/customers/required-documents.ts';
import { builder } from '../builder.ts';
import { DocumentSide } from '../documents/document-side.ts';
import { listSize } from '../plugins/list-size.ts';

const RequiredDocumentKind = builder.enumType('RequiredDocumentKind', {
  description: 'What a document has to prove.',
  values: {
    PROOF_OF_IDENTITY: { description: 'Who the person is: goes into `proofOfIdentity`.' },
    PROOF_OF_ADDRESS: { description: 'Where the person lives: goes into `proofOfAddress`.' },
  } satisfies Record<KindWord, { description: string }>,
});

const DocumentType = builder.enumType('DocumentType', {
  description: 'Every type of document: those of `ProofOfIdentityType` and of `ProofOfAddressType`.',
  values: {
    PASSPORT: { description: 'Passport.' },
    NATIONAL_ID: { description: 'National identity card.' },
    DRIVERS_LICENSE: { description: "Driver's license." },
    RESIDENCE_PERMIT: { description: 'Residence permit.' },
    UTILITY_BILL: { description: 'Bill for electricity, gas, water or the like. Proves an address only.' },
    GOVERNMENT_LETTER: { description: 'Letter from a public authority. Proves an address only.' },
    BANK_STATEMENT: { description: 'Statement of a bank account. Proves an address only.' },
  } satisfies Record<DocumentTypeWord, { description: string }>,
});

export const RequiredDocument = builder.objectRef<RequiredDocumentShape>('RequiredDocument');
const AcceptedDocument = builder.objectRef<AcceptedDocumentShape>('AcceptedDocument');

RequiredDocument.implement({
  description: 'One thing that the customer has to prove now, and by which documents that can be done.',
  fields: (t) => ({
    kind: t.expose('kind', { type: RequiredDocumentKind, description: 'What is to be proved.' }),
    label: t.exposeString('label', { description: 'The same in English words.' }),
    acceptedTypes: t.field({
      type: [AcceptedDocument],
      extensions: listSize(5),
      description: 'The documents to choose from.',
      resolve: ({ acceptedTypes }) => [...acceptedTypes],
    }),
  }),
});

AcceptedDocument.implement({
  description: 'One type of document that will do.',
  fields: (t) => ({
    type: t.expose('type', { type: DocumentType, description: 'The word that inputs take.' }),
    label: t.exposeString('label', { description: 'The same in English words.' }),
    sides: t.field({
      type: [DocumentSide],
      extensions: listSize(2),
      description:
        'Sides to ask for, in this order. It is what is usual: what is enough depends on the country, and Fin.com decides in review. Empty for documents without sides.',
      resolve: ({ sides }) => [...sides],
    }),
  }),
});
