import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';
import type { CustomerApi } from '../../src/rules/rule-context.ts';
import { schema } from '../../src/schema/index.ts';
import type { Marks } from './markers.ts';

export interface Variant {
  /** How the files of an attach come. */
  readonly files: 'uri' | 'upload';
  readonly customerApi: CustomerApi;
}

type Make = (marks: Marks, place: string) => unknown;

const text: Make = (marks, place) => marks.text(place);
const uuid: Make = (marks, place) => marks.uuid(place);
const uri: Make = (marks, place) => `/${marks.text(place)}_${marks.text(place)}.pdf`;
const pastDay: Make = (marks, place) => marks.date(place, 1931);
const futureDay: Make = (marks, place) => marks.date(place, 2071);
/** Its bytes and its name are marked where the form is written. */
const upload: Make = () => null;

/** The value for each private scalar of the inputs. */
export const PRIVATE: Readonly<Record<string, Make>> = {
  'AddressDocumentFileInput.upload': upload,
  'AddressDocumentFileInput.uri': uri,
  'AddressInput.city': text,
  'AddressInput.postalCode': text,
  'AddressInput.state': (marks, place) => marks.subdivision(place),
  'AddressInput.street': (marks, place) => `12 Rue "${marks.text(place)}" & Fils`,
  'AddressInput.streetEn': text,
  'AddressInput.streetLine2': text,
  'AddressInput.streetLine2En': text,
  'AnswerInformationRequestInput.customerId': uuid,
  'AnswerInformationRequestInput.idempotencyKey': text,
  'AnswerInformationRequestInput.tosPoliciesValue': text,
  'AttachIndividualDocumentsInput.customerId': uuid,
  'AttachIndividualDocumentsInput.idempotencyKey': text,
  'AttachIndividualDocumentsInput.tosPoliciesValue': text,
  'BasicInfoInput.dob': pastDay,
  'BasicInfoInput.email': (marks, place) => `${marks.text(place)}@${marks.text(place)}.example`,
  'BasicInfoInput.firstName': text,
  'BasicInfoInput.firstNameEn': text,
  'BasicInfoInput.lastName': (marks, place) => `O'${marks.text(place)}-Ñandú`,
  'BasicInfoInput.lastNameEn': text,
  'BasicInfoInput.middleName': text,
  'BasicInfoInput.middleNameEn': text,
  'BasicInfoInput.phone': (marks, place) => marks.phone(place),
  'BasicInfoInput.tin': text,
  'CreateIndividualCustomerInput.idempotencyKey': text,
  'CreateIndividualCustomerInput.metaData': (marks, place) => ({
    reference: marks.text(place),
    nested: [{ number: marks.number(place) }],
  }),
  'FinancialProfileInput.monthlyVolumeUsd': (marks, place) => marks.number(place),
  'FinancialProfileInput.purposeRemarks': text,
  'FinancialProfileInput.sourceOfFundsDescription': text,
  'IdentityDocumentFileInput.upload': upload,
  'IdentityDocumentFileInput.uri': uri,
  'ProofOfIdentityInput.expiryDate': futureDay,
  'ProofOfIdentityInput.issueDate': pastDay,
  'ProofOfIdentityInput.number': text,
  'ProofOfIdentityInput.state': (marks, place) => marks.subdivision(place),
  'Query._entities.representations': (marks, place) => ({
    __typename: 'IndividualCustomer',
    id: marks.uuid(place),
  }),
  'Query.attachOutcome.idempotencyKey': text,
  'Query.individualCustomer.id': uuid,
  'RequestedProofOfIdentityInput.expiryDate': futureDay,
  'RequestedProofOfIdentityInput.issueDate': pastDay,
  'RequestedProofOfIdentityInput.number': text,
  'Subscription.individualCustomerChanged.id': uuid,
  'TaxInfoInput.documentId': text,
  'TaxInfoInput.documentType': text,
  'SelfieInput.upload': upload,
  'SelfieInput.uri': (marks, place) => `/${marks.text(place)}.jpg`,
  'UploadDocumentsInput.customerId': uuid,
  'UploadDocumentsInput.files': upload,
  'UploadDocumentsInput.idempotencyKey': text,
};

/**
 * Scalars that say nothing of a person: numbers of pages, and ids of lists that everybody may read. A proof of address is of
 * a day that many lines of the log are of, too, so that day marks nothing.
 */
export const PUBLIC: Readonly<Record<string, unknown>> = {
  'FinancialProfileInput.occupationId': 1,
  'FinancialProfileInput.purposeId': 1,
  'FinancialProfileInput.sourceOfFundId': 1,
  'FinancialProfileInput.sourceOfFundIds': 1,
  'Query.individualCustomers.page': 1,
  'Query.individualCustomers.perPage': 100,
  'ProofOfAddressInput.issueDate': new Date().toISOString().slice(0, 10),
};

/** Members that v1 never gets, so it cannot quote them. Because of a selfie, the gateway refuses the whole input. */
const NOT_IN_V1: ReadonlySet<string> = new Set([
  'AttachIndividualDocumentsInput.selfie',
  'ProofOfAddressInput.issueDate',
  'ProofOfIdentityInput.state',
]);

/** Values of enums are words of the schema, and none is a marker. The Holy See has no pattern for postal codes. */
const ENUM_VALUES: Readonly<Record<string, string>> = {
  CountryCode: 'VAT',
  DocumentSide: 'FRONT',
  ProofOfAddressType: 'UTILITY_BILL',
};

/**
 * Arguments of a root field, with a marker in every private scalar, optional ones included; one item in each list.
 *
 * @throws {Error} for a scalar that is neither private nor public here
 */
export function markedArguments(
  parent: 'Query' | 'Mutation' | 'Subscription',
  fieldName: string,
  marks: Marks,
  { files = 'uri', customerApi = 'v1' }: Partial<Variant> = {},
): Record<string, unknown> {
  const field = schema.getType(parent);
  if (!field || !('getFields' in field)) throw new Error(`There is no ${parent}`);
  const root = field.getFields()[fieldName];
  if (!root || !('args' in root)) throw new Error(`${parent} has no ${fieldName}`);
  return membersOf(`${parent}.${fieldName}`, root.args, { marks, files, customerApi });
}

interface Marking extends Variant {
  readonly marks: Marks;
}

function membersOf(
  owner: string,
  members: readonly (GraphQLArgument | GraphQLInputField)[],
  marking: Marking,
): Record<string, unknown> {
  return Object.fromEntries(
    members.map(({ name, type }) => [name, markedValue(`${owner}.${name}`, type, marking)]),
  );
}

function markedValue(place: string, type: GraphQLInputType, marking: Marking): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [markedValue(place, nullable.ofType, marking)];
  if (NOT_IN_V1.has(place) && marking.customerApi === 'v1') return undefined;
  if (isInputObjectType(nullable)) return membersOf(nullable.name, fieldsOf(nullable, marking), marking);
  if (isEnumType(nullable)) return ENUM_VALUES[nullable.name] ?? nullable.getValues()[0]?.name;
  if (place in PUBLIC) return PUBLIC[place];
  const make = PRIVATE[place];
  if (!make)
    throw new Error(`${place} is neither in PRIVATE nor in PUBLIC: what is sent there might leak unseen`);
  return make(marking.marks, place);
}

/** A file comes as a URI or as an upload. */
function fieldsOf(type: GraphQLInputObjectType, { files }: Marking): GraphQLInputField[] {
  const fields = type.getFields();
  const isFile = 'uri' in fields && 'upload' in fields;
  const other = files === 'uri' ? 'upload' : 'uri';
  return Object.values(fields).filter(({ name }) => !(isFile && name === other));
}
