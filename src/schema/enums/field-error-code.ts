import { type FieldErrorCode as Code, FIELD_ERROR_CODES } from '../../errors.ts';
import { builder } from '../builder.ts';

export const FieldErrorCode = builder.enumType('FieldErrorCode', {
  description: 'What is wrong with one field of an input.',
  values: {
    REQUIRED: { description: FIELD_ERROR_CODES.REQUIRED },
    INVALID_FORMAT: { description: FIELD_ERROR_CODES.INVALID_FORMAT },
    UNKNOWN_VALUE: { description: FIELD_ERROR_CODES.UNKNOWN_VALUE },
    OUT_OF_RANGE: { description: FIELD_ERROR_CODES.OUT_OF_RANGE },
    EXPIRED: { description: FIELD_ERROR_CODES.EXPIRED },
    DUPLICATE: { description: FIELD_ERROR_CODES.DUPLICATE },
    CONFLICTING: { description: FIELD_ERROR_CODES.CONFLICTING },
    UNKNOWN_FIELD: { description: FIELD_ERROR_CODES.UNKNOWN_FIELD },
    NOT_REQUESTED: { description: FIELD_ERROR_CODES.NOT_REQUESTED },
    REFUSED: { description: FIELD_ERROR_CODES.REFUSED },
  } satisfies Record<Code, { description: string }>,
});
