import { builder } from '../builder.ts';
import { DocumentSide } from './document-side.ts';

const URI_DESCRIPTION =
  'URI of a file that was uploaded before, such as `/AbAcQ4hn_0652746727637.pdf`. Each URI may stand only once in a proof; both proofs may share one.';

const UPLOAD_DESCRIPTION =
  'The file itself, in a multipart request: PDF, JPEG or PNG. It is streamed to Fin.com and not stored on the way.';

export const IdentityDocumentFileInput = builder.inputType('IdentityDocumentFileInput', {
  description: 'One picture or scan of the identity document. Give exactly one of `uri` and `upload`.',
  fields: (t) => ({
    side: t.field({
      type: DocumentSide,
      description: 'Which side the file shows. Say it for every document that has two.',
    }),
    uri: t.string({ description: URI_DESCRIPTION }),
    upload: t.field({ type: 'Upload', description: UPLOAD_DESCRIPTION }),
  }),
});

export const AddressDocumentFileInput = builder.inputType('AddressDocumentFileInput', {
  description: 'One page of the proof of address. Give exactly one of `uri` and `upload`.',
  fields: (t) => ({
    uri: t.string({ description: URI_DESCRIPTION }),
    upload: t.field({ type: 'Upload', description: UPLOAD_DESCRIPTION }),
  }),
});
