import type {
  RequestedDataType as DataTypeValue,
  RequestedFieldStatus as FieldStatusValue,
  RequestScope as RequestScopeValue,
} from '../../../datasources/fin/customers/customer-details.ts';
import { builder } from '../../builder.ts';

export const RequestedDataType = builder.enumType('RequestedDataType', {
  description: 'The type of a requested value.',
  values: {
    URI: { description: 'A file.' },
    DATE: { description: 'A date, `YYYY-MM-DD`.' },
    TEXT: { description: 'Text or a number.' },
    ENUM: { description: 'One of several values, such as a document type.' },
    UNKNOWN: { description: 'A type that this gateway does not know.' },
  } satisfies Record<DataTypeValue, { description: string }>,
});

export const RequestedFieldStatus = builder.enumType('RequestedFieldStatus', {
  description: 'Why Fin.com requests a field.',
  values: {
    MISSING: { description: 'The value is missing.' },
    EXPIRED: { description: 'The value that was sent has expired.' },
    INVALID: { description: 'The value that was sent was not accepted; `reason` may explain why.' },
    UNKNOWN: { description: 'A status that this gateway does not know.' },
  } satisfies Record<FieldStatusValue, { description: string }>,
});

export const RequestScope = builder.enumType('RequestScope', {
  description: 'The person that requested information is about.',
  values: {
    CUSTOMER: { description: 'The customer.' },
    ASSOCIATED_PARTY: { description: 'Another person, such as an owner of a business.' },
    UNKNOWN: { description: 'A scope that this gateway does not know.' },
  } satisfies Record<RequestScopeValue, { description: string }>,
});
