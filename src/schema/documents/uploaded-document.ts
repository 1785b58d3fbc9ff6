import { builder } from '../builder.ts';

export interface UploadedDocumentShape {
  readonly uri: string;
  readonly mimetype: string;
  readonly byteLength: number;
  readonly sha256: string;
}

export const UploadedDocument = builder.objectRef<UploadedDocumentShape>('UploadedDocument');

UploadedDocument.implement({
  description: 'A file that Fin.com has stored.',
  fields: (t) => ({
    uri: t.exposeString('uri', {
      description: 'Names the file in `attachIndividualDocuments`. It is no web address.',
    }),
    mimetype: t.exposeString('mimetype', {
      description:
        'What the content is, whatever the client called it: `application/pdf`, `image/jpeg` or `image/png`.',
    }),
    byteLength: t.exposeInt('byteLength', { description: 'Size in bytes.' }),
    sha256: t.exposeString('sha256', {
      description:
        'SHA-256 of the bytes that went to Fin.com, in hex: proof that they are what the person picked.',
    }),
  }),
});
