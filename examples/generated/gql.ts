/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "mutation AnswerRequest($input: AnswerInformationRequestInput!) {\n  answerInformationRequest(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}": typeof types.AnswerRequestDocument,
    "mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  attachIndividualDocuments(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}": typeof types.AttachIndividualDocumentsDocument,
    "mutation CreateCustomer($input: CreateIndividualCustomerInput!) {\n  createIndividualCustomer(input: $input) {\n    customer {\n      id\n      tosPoliciesUrl\n      tosPoliciesValue\n    }\n  }\n}": typeof types.CreateCustomerDocument,
    "subscription CustomerChanged($customerId: UUID!) {\n  individualCustomerChanged(id: $customerId) {\n    ...Standing\n  }\n}": typeof types.CustomerChangedDocument,
    "query CustomerDecision($id: UUID!) {\n  individualCustomer(id: $id) {\n    status\n    nextStep\n    requiredDocuments {\n      kind\n    }\n    requestedFieldErrors {\n      path\n      code\n      message\n    }\n    rejectionReason {\n      applicant {\n        rejectLabels\n      }\n      documents {\n        rejectLabels\n      }\n    }\n  }\n}": typeof types.CustomerDecisionDocument,
    "fragment Standing on IndividualCustomer {\n  id\n  status\n  nextStep\n  requiredDocuments {\n    kind\n    acceptedTypes {\n      type\n      sides\n    }\n  }\n  requestedFieldErrors {\n    path\n    code\n    params\n    message\n  }\n  requestedInformation {\n    categories {\n      fields {\n        reason\n      }\n    }\n  }\n  rejectionReason {\n    applicant {\n      moderationComment\n    }\n    documents {\n      uri\n      moderationComment\n    }\n  }\n}\n\nquery CustomerStanding($customerId: UUID!) {\n  individualCustomer(id: $customerId) {\n    ...Standing\n  }\n}": typeof types.StandingFragmentDoc,
    "query CustomerStatus($id: UUID!) {\n  individualCustomer(id: $id) {\n    id\n    status\n    nextStep\n    requestedInformation {\n      section\n    }\n  }\n}": typeof types.CustomerStatusDocument,
    "query Customers($page: Int!, $perPage: Int!) {\n  individualCustomers(page: $page, perPage: $perPage) {\n    customers {\n      id\n      firstName\n      lastName\n      status\n    }\n    pagination {\n      currentPage\n      totalPage\n    }\n  }\n}": typeof types.CustomersDocument,
    "query FormChoices {\n  occupations {\n    id\n    title\n  }\n  purposes {\n    id\n    title\n  }\n  sourcesOfFunds {\n    id\n    title\n  }\n}": typeof types.FormChoicesDocument,
    "query FormLists($country: CountryCode!) {\n  countries {\n    code\n    name\n    phoneCode\n  }\n  subdivisions(country: $country) {\n    code\n    name\n  }\n}": typeof types.FormListsDocument,
    "query Onboarding($customerId: UUID!) {\n  countries {\n    code\n    name\n  }\n  subdivisions(country: USA) {\n    code\n    name\n  }\n  uploadLimits {\n    maxFileBytes\n    mimetypes\n  }\n  individualCustomer(id: $customerId) {\n    ...Standing\n    countryOfResidence\n    tosPoliciesUrl\n    tosPoliciesValue\n  }\n}": typeof types.OnboardingDocument,
    "mutation UploadDocuments($input: UploadDocumentsInput!) {\n  uploadDocuments(input: $input) {\n    files {\n      uri\n      sha256\n    }\n  }\n}": typeof types.UploadDocumentsDocument,
    "query ValidateIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  validateIndividualDocuments(input: $input) {\n    path\n    code\n    params\n    message\n  }\n}": typeof types.ValidateIndividualDocumentsDocument,
};
const documents: Documents = {
    "mutation AnswerRequest($input: AnswerInformationRequestInput!) {\n  answerInformationRequest(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}": types.AnswerRequestDocument,
    "mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  attachIndividualDocuments(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}": types.AttachIndividualDocumentsDocument,
    "mutation CreateCustomer($input: CreateIndividualCustomerInput!) {\n  createIndividualCustomer(input: $input) {\n    customer {\n      id\n      tosPoliciesUrl\n      tosPoliciesValue\n    }\n  }\n}": types.CreateCustomerDocument,
    "subscription CustomerChanged($customerId: UUID!) {\n  individualCustomerChanged(id: $customerId) {\n    ...Standing\n  }\n}": types.CustomerChangedDocument,
    "query CustomerDecision($id: UUID!) {\n  individualCustomer(id: $id) {\n    status\n    nextStep\n    requiredDocuments {\n      kind\n    }\n    requestedFieldErrors {\n      path\n      code\n      message\n    }\n    rejectionReason {\n      applicant {\n        rejectLabels\n      }\n      documents {\n        rejectLabels\n      }\n    }\n  }\n}": types.CustomerDecisionDocument,
    "fragment Standing on IndividualCustomer {\n  id\n  status\n  nextStep\n  requiredDocuments {\n    kind\n    acceptedTypes {\n      type\n      sides\n    }\n  }\n  requestedFieldErrors {\n    path\n    code\n    params\n    message\n  }\n  requestedInformation {\n    categories {\n      fields {\n        reason\n      }\n    }\n  }\n  rejectionReason {\n    applicant {\n      moderationComment\n    }\n    documents {\n      uri\n      moderationComment\n    }\n  }\n}\n\nquery CustomerStanding($customerId: UUID!) {\n  individualCustomer(id: $customerId) {\n    ...Standing\n  }\n}": types.StandingFragmentDoc,
    "query CustomerStatus($id: UUID!) {\n  individualCustomer(id: $id) {\n    id\n    status\n    nextStep\n    requestedInformation {\n      section\n    }\n  }\n}": types.CustomerStatusDocument,
    "query Customers($page: Int!, $perPage: Int!) {\n  individualCustomers(page: $page, perPage: $perPage) {\n    customers {\n      id\n      firstName\n      lastName\n      status\n    }\n    pagination {\n      currentPage\n      totalPage\n    }\n  }\n}": types.CustomersDocument,
    "query FormChoices {\n  occupations {\n    id\n    title\n  }\n  purposes {\n    id\n    title\n  }\n  sourcesOfFunds {\n    id\n    title\n  }\n}": types.FormChoicesDocument,
    "query FormLists($country: CountryCode!) {\n  countries {\n    code\n    name\n    phoneCode\n  }\n  subdivisions(country: $country) {\n    code\n    name\n  }\n}": types.FormListsDocument,
    "query Onboarding($customerId: UUID!) {\n  countries {\n    code\n    name\n  }\n  subdivisions(country: USA) {\n    code\n    name\n  }\n  uploadLimits {\n    maxFileBytes\n    mimetypes\n  }\n  individualCustomer(id: $customerId) {\n    ...Standing\n    countryOfResidence\n    tosPoliciesUrl\n    tosPoliciesValue\n  }\n}": types.OnboardingDocument,
    "mutation UploadDocuments($input: UploadDocumentsInput!) {\n  uploadDocuments(input: $input) {\n    files {\n      uri\n      sha256\n    }\n  }\n}": types.UploadDocumentsDocument,
    "query ValidateIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  validateIndividualDocuments(input: $input) {\n    path\n    code\n    params\n    message\n  }\n}": types.ValidateIndividualDocumentsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AnswerRequest($input: AnswerInformationRequestInput!) {\n  answerInformationRequest(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}"): (typeof documents)["mutation AnswerRequest($input: AnswerInformationRequestInput!) {\n  answerInformationRequest(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  attachIndividualDocuments(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}"): (typeof documents)["mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  attachIndividualDocuments(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateCustomer($input: CreateIndividualCustomerInput!) {\n  createIndividualCustomer(input: $input) {\n    customer {\n      id\n      tosPoliciesUrl\n      tosPoliciesValue\n    }\n  }\n}"): (typeof documents)["mutation CreateCustomer($input: CreateIndividualCustomerInput!) {\n  createIndividualCustomer(input: $input) {\n    customer {\n      id\n      tosPoliciesUrl\n      tosPoliciesValue\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription CustomerChanged($customerId: UUID!) {\n  individualCustomerChanged(id: $customerId) {\n    ...Standing\n  }\n}"): (typeof documents)["subscription CustomerChanged($customerId: UUID!) {\n  individualCustomerChanged(id: $customerId) {\n    ...Standing\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CustomerDecision($id: UUID!) {\n  individualCustomer(id: $id) {\n    status\n    nextStep\n    requiredDocuments {\n      kind\n    }\n    requestedFieldErrors {\n      path\n      code\n      message\n    }\n    rejectionReason {\n      applicant {\n        rejectLabels\n      }\n      documents {\n        rejectLabels\n      }\n    }\n  }\n}"): (typeof documents)["query CustomerDecision($id: UUID!) {\n  individualCustomer(id: $id) {\n    status\n    nextStep\n    requiredDocuments {\n      kind\n    }\n    requestedFieldErrors {\n      path\n      code\n      message\n    }\n    rejectionReason {\n      applicant {\n        rejectLabels\n      }\n      documents {\n        rejectLabels\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Standing on IndividualCustomer {\n  id\n  status\n  nextStep\n  requiredDocuments {\n    kind\n    acceptedTypes {\n      type\n      sides\n    }\n  }\n  requestedFieldErrors {\n    path\n    code\n    params\n    message\n  }\n  requestedInformation {\n    categories {\n      fields {\n        reason\n      }\n    }\n  }\n  rejectionReason {\n    applicant {\n      moderationComment\n    }\n    documents {\n      uri\n      moderationComment\n    }\n  }\n}\n\nquery CustomerStanding($customerId: UUID!) {\n  individualCustomer(id: $customerId) {\n    ...Standing\n  }\n}"): (typeof documents)["fragment Standing on IndividualCustomer {\n  id\n  status\n  nextStep\n  requiredDocuments {\n    kind\n    acceptedTypes {\n      type\n      sides\n    }\n  }\n  requestedFieldErrors {\n    path\n    code\n    params\n    message\n  }\n  requestedInformation {\n    categories {\n      fields {\n        reason\n      }\n    }\n  }\n  rejectionReason {\n    applicant {\n      moderationComment\n    }\n    documents {\n      uri\n      moderationComment\n    }\n  }\n}\n\nquery CustomerStanding($customerId: UUID!) {\n  individualCustomer(id: $customerId) {\n    ...Standing\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CustomerStatus($id: UUID!) {\n  individualCustomer(id: $id) {\n    id\n    status\n    nextStep\n    requestedInformation {\n      section\n    }\n  }\n}"): (typeof documents)["query CustomerStatus($id: UUID!) {\n  individualCustomer(id: $id) {\n    id\n    status\n    nextStep\n    requestedInformation {\n      section\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Customers($page: Int!, $perPage: Int!) {\n  individualCustomers(page: $page, perPage: $perPage) {\n    customers {\n      id\n      firstName\n      lastName\n      status\n    }\n    pagination {\n      currentPage\n      totalPage\n    }\n  }\n}"): (typeof documents)["query Customers($page: Int!, $perPage: Int!) {\n  individualCustomers(page: $page, perPage: $perPage) {\n    customers {\n      id\n      firstName\n      lastName\n      status\n    }\n    pagination {\n      currentPage\n      totalPage\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FormChoices {\n  occupations {\n    id\n    title\n  }\n  purposes {\n    id\n    title\n  }\n  sourcesOfFunds {\n    id\n    title\n  }\n}"): (typeof documents)["query FormChoices {\n  occupations {\n    id\n    title\n  }\n  purposes {\n    id\n    title\n  }\n  sourcesOfFunds {\n    id\n    title\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FormLists($country: CountryCode!) {\n  countries {\n    code\n    name\n    phoneCode\n  }\n  subdivisions(country: $country) {\n    code\n    name\n  }\n}"): (typeof documents)["query FormLists($country: CountryCode!) {\n  countries {\n    code\n    name\n    phoneCode\n  }\n  subdivisions(country: $country) {\n    code\n    name\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Onboarding($customerId: UUID!) {\n  countries {\n    code\n    name\n  }\n  subdivisions(country: USA) {\n    code\n    name\n  }\n  uploadLimits {\n    maxFileBytes\n    mimetypes\n  }\n  individualCustomer(id: $customerId) {\n    ...Standing\n    countryOfResidence\n    tosPoliciesUrl\n    tosPoliciesValue\n  }\n}"): (typeof documents)["query Onboarding($customerId: UUID!) {\n  countries {\n    code\n    name\n  }\n  subdivisions(country: USA) {\n    code\n    name\n  }\n  uploadLimits {\n    maxFileBytes\n    mimetypes\n  }\n  individualCustomer(id: $customerId) {\n    ...Standing\n    countryOfResidence\n    tosPoliciesUrl\n    tosPoliciesValue\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UploadDocuments($input: UploadDocumentsInput!) {\n  uploadDocuments(input: $input) {\n    files {\n      uri\n      sha256\n    }\n  }\n}"): (typeof documents)["mutation UploadDocuments($input: UploadDocumentsInput!) {\n  uploadDocuments(input: $input) {\n    files {\n      uri\n      sha256\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ValidateIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  validateIndividualDocuments(input: $input) {\n    path\n    code\n    params\n    message\n  }\n}"): (typeof documents)["query ValidateIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  validateIndividualDocuments(input: $input) {\n    path\n    code\n    params\n    message\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;