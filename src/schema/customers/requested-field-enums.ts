import type {
  RequestedDataType as DataTypeWord,
  RequestedFieldStatus as StatusWord,
} from '../../datasources/fin/customers/customer-details.ts';
import { builder } from '../builder.ts';

export const RequestedDataType = builder.enumType('RequestedDataType', {
  description: 'What kind of answer Fin.com wants.',
  values: {
    URI: { description: 'A file.' },
    DATE: { description: 'A day, `YYYY-MM-DD`.' },
    TEXT: { description: 'Words or a number, typed in.' },
    ENUM: { description: 'One of several words, such as a type of document.' },
    UNKNOWN: { description: 'A kind that this gateway does not know.' },
  } satisfies Record<DataTypeWord, { description: string }>,
});

export const RequestedFieldStatus = builder.enumType('RequestedFieldStatus', {
  description: 'Why Fin.com asks for a field.',
  values: {
    MISSING: { description: 'It was never sent.' },
    EXPIRED: { description: 'What was sent is no longer valid.' },
    INVALID: { description: 'What was sent does not do; `reason` may say why.' },
    UNKNOWN: { description: 'For a reason that this gateway does not know.' },
  } satisfies Record<StatusWord, { description: string }>,
});
