import {
  type DocumentWarning as DocumentWarningShape,
  warningMessage,
} from '../../../document-warning-codes.ts';
import { builder } from '../../builder.ts';
import { listSize } from '../../plugins/list-size.ts';
import { DocumentWarningCode } from './document-warning-code.ts';

export const DocumentWarning = builder.objectRef<DocumentWarningShape>('DocumentWarning');

DocumentWarning.implement({
  description:
    'A reason why the review may reject a document, so that a person can send a better one at once. A warning is never a rejection.',
  fields: (t) => ({
    path: t.expose('path', {
      type: ['PathSegment'],
      extensions: listSize(3),
      description:
        'Path from the argument to the field, such as `["input", "proofOfIdentity", "files", 0, "upload"]`.',
    }),
    code: t.expose('code', {
      type: DocumentWarningCode,
      description: 'The kind of problem. Codes are stable: use them for translations.',
    }),
    params: t.expose('params', {
      type: 'JSONObject',
      description: 'Values for a translated message, such as `{"notBefore": "2027-01-28"}`.',
    }),
    message: t.string({
      description: 'Explanation in English, for developers.',
      resolve: (warning) => warningMessage(warning),
    }),
  }),
});
