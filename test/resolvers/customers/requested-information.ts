import type {
  RequestedField,
  RequestedInformation,
} from '../../../src/datasources/fin/customers/customer-details.ts';

const FIELD: RequestedField = {
  fieldName: 'files',
  dataType: 'URI',
  status: 'MISSING',
  reason: null,
  side: null,
  options: [],
};

/** A section of a request for information with one category. */
export function request(
  section: string | null,
  documentType: string | null,
  ...fields: Partial<RequestedField>[]
): RequestedInformation {
  return {
    scope: null,
    section,
    categories: [{ documentType, fields: fields.map((changes) => ({ ...FIELD, ...changes })) }],
  };
}
