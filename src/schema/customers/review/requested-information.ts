import type {
  RequestedCategory as RequestedCategoryShape,
  RequestedField as RequestedFieldShape,
  RequestedInformation as RequestedInformationShape,
} from '../../../datasources/fin/customers/customer-details.ts';
import { builder } from '../../builder.ts';
import { DocumentSide } from '../../documents/document-side.ts';
import { listSize } from '../../plugins/list-size.ts';
import { RequestedDataType, RequestedFieldStatus, RequestScope } from './requested-field-enums.ts';

export const RequestedInformation = builder.objectRef<RequestedInformationShape>('RequestedInformation');
const RequestedCategory = builder.objectRef<RequestedCategoryShape>('RequestedCategory');
const RequestedField = builder.objectRef<RequestedFieldShape>('RequestedField');

RequestedInformation.implement({
  description:
    'A section of the information that Fin.com requests, with the values that Fin.com sends. Expect new values.',
  fields: (t) => ({
    scope: t.expose('scope', {
      type: RequestScope,
      nullable: true,
      description: 'The person that the section is about. Null if Fin.com does not say.',
    }),
    section: t.exposeString('section', {
      nullable: true,
      description:
        'Name of the section at Fin.com: `proof_of_identity` or `identifying_documents`, `proof_of_address` or `address_documents`, `tos_policies_value`, or `tax_info`.',
    }),
    categories: t.expose('categories', {
      type: [RequestedCategory],
      extensions: listSize(1),
      description: 'The requested fields, grouped by document type.',
    }),
  }),
});

RequestedCategory.implement({
  description: 'The requested fields of one document type.',
  fields: (t) => ({
    documentType: t.exposeString('documentType', {
      nullable: true,
      description:
        'Document type: a specific type, such as `PASSPORT` or `SELFIE`, or a group, such as `GOVERNMENT_ID`, which inputs do not accept.',
    }),
    fields: t.expose('fields', {
      type: [RequestedField],
      extensions: listSize(4),
      description: 'The requested fields.',
    }),
  }),
});

RequestedField.implement({
  description: 'A field that Fin.com requests.',
  fields: (t) => ({
    fieldName: t.exposeString('fieldName', {
      nullable: true,
      description: 'Name of the field at Fin.com, such as `files` or `expiry_date`; sometimes only `text`.',
    }),
    dataType: t.expose('dataType', {
      type: RequestedDataType,
      description: 'Type of the requested value.',
    }),
    status: t.expose('status', { type: RequestedFieldStatus, description: 'Why the field is requested.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: "The reviewer's explanation, if any.",
    }),
    side: t.expose('side', {
      type: DocumentSide,
      nullable: true,
      description: 'Side of the document, if relevant.',
    }),
    options: t.exposeStringList('options', {
      extensions: listSize(2),
      description: 'The allowed values, if Fin.com lists them.',
    }),
  }),
});
