import type { FieldError as FieldErrorShape } from '../../errors.ts';
import { builder } from '../builder.ts';
import { SHAREABLE } from '../federation/directives.ts';
import { listSize } from '../plugins/list-size.ts';
import { FieldErrorCode } from './field-error-code.ts';

export const FieldError = builder.objectRef<FieldErrorShape>('FieldError');

FieldError.implement({
  description:
    'A mistake in an input. The errors of mutations list them in the same shape in `extensions.fieldErrors`.',
  // Other subgraphs may define a type of the same name for their own inputs.
  extensions: SHAREABLE,
  fields: (t) => ({
    path: t.expose('path', {
      type: ['PathSegment'],
      extensions: listSize(3),
      description:
        'Path from the argument to the field, such as `["input", "proofOfIdentity", "files", 0, "uri"]`. Empty if the mistake belongs to no single field.',
    }),
    code: t.expose('code', {
      type: FieldErrorCode,
      description: 'The kind of mistake. Codes are stable: use them for translations.',
    }),
    params: t.expose('params', {
      type: 'JSONObject',
      description:
        'Values for a translated message, such as `{"notBefore": "2026-01-31"}`. Never the invalid value itself.',
    }),
    message: t.exposeString('message', { description: 'Explanation in English, for developers.' }),
  }),
});
