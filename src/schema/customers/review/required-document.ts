import type {
  AcceptedDocument as AcceptedDocumentShape,
  DocumentType as DocumentTypeValue,
  RequiredDocumentKind as KindValue,
  RequiredDocument as RequiredDocumentShape,
} from '../../../resolvers/customers/required-documents.ts';
import { builder } from '../../builder.ts';
import { DocumentSide } from '../../documents/document-side.ts';
import { listSize } from '../../plugins/list-size.ts';

const RequiredDocumentKind = builder.enumType('RequiredDocumentKind', {
  description: 'The fact that a document proves.',
  values: {
    PROOF_OF_IDENTITY: { description: 'Identity; send it as `proofOfIdentity`.' },
    PROOF_OF_ADDRESS: { description: 'Home address; send it as `proofOfAddress`.' },
    SELFIE: {
      description:
        "A photo of the person's face; send it as `selfie`. Listed for customers that were created through v2 if the account uses v2, and for every customer from whom Fin.com requests one. Fin.com may accept the documents without it, and request it later.",
    },
  } satisfies Record<KindValue, { description: string }>,
});

const DocumentType = builder.enumType('DocumentType', {
  description: 'All document types: those of `ProofOfIdentityType` and `ProofOfAddressType`.',
  values: {
    PASSPORT: { description: 'Passport.' },
    NATIONAL_ID: { description: 'National identity card.' },
    DRIVERS_LICENSE: { description: "Driver's license." },
    RESIDENCE_PERMIT: { description: 'Residence permit.' },
    UTILITY_BILL: { description: 'Utility bill, such as electricity, gas or water. Proof of address only.' },
    GOVERNMENT_LETTER: { description: 'Letter from a public authority. Proof of address only.' },
    BANK_STATEMENT: { description: 'Bank statement. Proof of address only.' },
  } satisfies Record<DocumentTypeValue, { description: string }>,
});

export const RequiredDocument = builder.objectRef<RequiredDocumentShape>('RequiredDocument');
const AcceptedDocument = builder.objectRef<AcceptedDocumentShape>('AcceptedDocument');

RequiredDocument.implement({
  description:
    'A proof or selfie that the customer needs to provide now, and the documents that are accepted for it.',
  fields: (t) => ({
    kind: t.expose('kind', {
      type: RequiredDocumentKind,
      description: 'The fact that must be proved, or a selfie.',
    }),
    label: t.exposeString('label', { description: 'English name of the proof.' }),
    acceptedTypes: t.expose('acceptedTypes', {
      type: [AcceptedDocument],
      extensions: listSize(4),
      description: 'The accepted document types. Empty for a selfie.',
    }),
  }),
});

AcceptedDocument.implement({
  description: 'An accepted document type.',
  fields: (t) => ({
    type: t.expose('type', { type: DocumentType, description: 'The value to send in inputs.' }),
    label: t.exposeString('label', { description: 'English name of the document type.' }),
    sides: t.expose('sides', {
      type: [DocumentSide],
      extensions: listSize(2),
      description:
        'The sides to ask for, in this order. If the account uses v2 of the Fin.com API, exactly these are required. With v1, this is the usual requirement: what is sufficient depends on the country, and Fin.com decides in review. Empty for documents without sides.',
    }),
  }),
});
