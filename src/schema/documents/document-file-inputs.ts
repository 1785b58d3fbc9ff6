import { builder } from '../builder.ts';
import { DocumentSide } from './document-side.ts';

const URI_DESCRIPTION =
  'URI of a file that was uploaded before, such as `/AbAcQ4hn_0652746727637.pdf`. Each URI may appear only once in a proof. Both proofs may use the same URI, except with API v2.';

const UPLOAD_DESCRIPTION =
  'The file, sent in a multipart request: PDF, JPEG or PNG. The gateway streams it to Fin.com without storing it.';

export const IdentityDocumentFileInput = builder.inputType('IdentityDocumentFileInput', {
  description: 'A picture or scan of the identity document. Set either `uri` or `upload`.',
  fields: (t) => ({
    side: t.field({
      type: DocumentSide,
      description:
        'The side that the file shows. Set it for every document with two sides: API v2 requires it there.',
    }),
    uri: t.string({ description: URI_DESCRIPTION }),
    upload: t.field({ type: 'Upload', description: UPLOAD_DESCRIPTION }),
  }),
});

export const AddressDocumentFileInput = builder.inputType('AddressDocumentFileInput', {
  description: 'A page of the proof of address. Set either `uri` or `upload`.',
  fields: (t) => ({
    uri: t.string({ description: URI_DESCRIPTION }),
    upload: t.field({ type: 'Upload', description: UPLOAD_DESCRIPTION }),
  }),
});

export const SelfieInput = builder.inputType('SelfieInput', {
  description: 'A photo of the person. Set either `uri` or `upload`.',
  fields: (t) => ({
    uri: t.string({
      description:
        'URI of a photo that was uploaded before, such as `/AbAcQ4hn_0652746727637.jpg`. Another file may have the same URI.',
    }),
    upload: t.field({
      type: 'Upload',
      description:
        'The photo, sent in a multipart request: JPEG or PNG. The gateway streams it to Fin.com without storing it.',
    }),
  }),
});
