import type {
  RequestedCategory as RequestedCategoryShape,
  RequestedField as RequestedFieldShape,
  RequestedInformation as RequestedInformationShape,
} from '../../datasources/fin/customers/customer-details.ts';
import { builder } from '../builder.ts';
import { DocumentSide } from '../documents/document-side.ts';
import { listSize } from '../plugins/list-size.ts';
import { RequestedDataType, RequestedFieldStatus } from './requested-field-enums.ts';

export const RequestedInformation = builder.objectRef<RequestedInformationShape>('RequestedInformation');
const RequestedCategory = builder.objectRef<RequestedCategoryShape>('RequestedCategory');
const RequestedField = builder.objectRef<RequestedFieldShape>('RequestedField');

RequestedInformation.implement({
  description: 'One section of what Fin.com asks for, as Fin.com has it. Its words are an open list.',
  fields: (t) => ({
    section: t.exposeString('section', {
      nullable: true,
      description:
        'What it is about: `proof_of_identity`, `proof_of_address` or `tos_policies_value`, as Fin.com writes it.',
    }),
    categories: t.field({
      type: [RequestedCategory],
      extensions: listSize(1),
      description: 'What is wanted, by kind of document.',
      resolve: ({ categories }) => [...categories],
    }),
  }),
});

RequestedCategory.implement({
  description: 'What is wanted of one kind of document.',
  fields: (t) => ({
    documentType: t.exposeString('documentType', {
      nullable: true,
      description:
        'Kind of document: a specific one, such as `PASSPORT`, or a group, such as `GOVERNMENT_ID`, which no input takes.',
    }),
    fields: t.field({
      type: [RequestedField],
      extensions: listSize(4),
      description: 'The fields that are wanted, one by one.',
      resolve: ({ fields }) => [...fields],
    }),
  }),
});

RequestedField.implement({
  description: 'One thing that Fin.com wants.',
  fields: (t) => ({
    fieldName: t.exposeString('fieldName', {
      nullable: true,
      description: 'Such as `files` or `expiry_date`, as Fin.com writes it; sometimes just `text`.',
    }),
    dataType: t.expose('dataType', {
      type: RequestedDataType,
      description: 'What kind of answer is wanted.',
    }),
    status: t.expose('status', { type: RequestedFieldStatus, description: 'Why it is wanted.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: "The reviewer's words, if there are any.",
    }),
    side: t.expose('side', {
      type: DocumentSide,
      nullable: true,
      description: 'Which side of the document, if it matters.',
    }),
    options: t.stringList({
      extensions: listSize(2),
      description: 'The words to choose from, if Fin.com lists them.',
      resolve: ({ options }) => [...options],
    }),
  }),
});
