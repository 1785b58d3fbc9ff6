import type { FieldError as FieldErrorShape } from '../../errors.ts';
import { builder } from '../builder.ts';
import { SHAREABLE } from '../federation/directives.ts';
import { listSize } from '../plugins/list-size.ts';
import { FieldErrorCode } from './field-error-code.ts';

export const FieldError = builder.objectRef<FieldErrorShape>('FieldError');

FieldError.implement({
  description:
    'One mistake in an input. Errors of mutations carry the same list, in the same shape, in `extensions.fieldErrors`.',
  // A value of a general name, without identity: another subgraph may speak of its own mistakes in the same way.
  extensions: SHAREABLE,
  fields: (t) => ({
    path: t.field({
      type: ['PathSegment'],
      extensions: listSize(3),
      description:
        'From the argument down to the field, such as `["input", "proofOfIdentity", "files", 0, "uri"]`. Empty where no field is to blame.',
      resolve: ({ path }) => [...path],
    }),
    code: t.expose('code', { type: FieldErrorCode, description: 'What is wrong; stable, for translations.' }),
    params: t.expose('params', {
      type: 'JSONObject',
      description:
        'What a translated message needs, such as `{"notBefore": "2026-01-31"}`. Never the value itself.',
    }),
    message: t.exposeString('message', { description: 'The mistake in English, for developers.' }),
  }),
});
