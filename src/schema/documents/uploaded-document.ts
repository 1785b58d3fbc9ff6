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
      description: 'Identifies the file in `attachIndividualDocuments`. It is not a web address.',
    }),
    mimetype: t.exposeString('mimetype', {
      description: 'Media type detected from the content: `application/pdf`, `image/jpeg` or `image/png`.',
    }),
    byteLength: t.exposeInt('byteLength', { description: 'Size in bytes.' }),
    sha256: t.exposeString('sha256', {
      description:
        'SHA-256 of the bytes that were sent to Fin.com, in hex. Compare it with the hash of the original file.',
    }),
  }),
});
