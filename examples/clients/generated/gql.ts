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
    "mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  attachIndividualDocuments(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}": typeof types.AttachIndividualDocumentsDocument,
    "query CustomerStatus($id: UUID!) {\n  individualCustomer(id: $id) {\n    id\n    status\n    requestedInformation {\n      section\n    }\n  }\n}": typeof types.CustomerStatusDocument,
    "query Customers($page: Int!, $perPage: Int!) {\n  individualCustomers(page: $page, perPage: $perPage) {\n    customers {\n      id\n      firstName\n      lastName\n      status\n    }\n    pagination {\n      currentPage\n      totalPage\n    }\n  }\n}": typeof types.CustomersDocument,
    "query FormLists($country: CountryCode!) {\n  countries {\n    code\n    name\n    phoneCode\n  }\n  subdivisions(country: $country) {\n    code\n    name\n  }\n}": typeof types.FormListsDocument,
    "mutation UploadDocuments($input: UploadDocumentsInput!) {\n  uploadDocuments(input: $input) {\n    files {\n      uri\n      sha256\n    }\n  }\n}": typeof types.UploadDocumentsDocument,
    "query ValidateIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  validateIndividualDocuments(input: $input) {\n    path\n    code\n    params\n    message\n  }\n}": typeof types.ValidateIndividualDocumentsDocument,
};
const documents: Documents = {
    "mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  attachIndividualDocuments(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}": types.AttachIndividualDocumentsDocument,
    "query CustomerStatus($id: UUID!) {\n  individualCustomer(id: $id) {\n    id\n    status\n    requestedInformation {\n      section\n    }\n  }\n}": types.CustomerStatusDocument,
    "query Customers($page: Int!, $perPage: Int!) {\n  individualCustomers(page: $page, perPage: $perPage) {\n    customers {\n      id\n      firstName\n      lastName\n      status\n    }\n    pagination {\n      currentPage\n      totalPage\n    }\n  }\n}": types.CustomersDocument,
    "query FormLists($country: CountryCode!) {\n  countries {\n    code\n    name\n    phoneCode\n  }\n  subdivisions(country: $country) {\n    code\n    name\n  }\n}": types.FormListsDocument,
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
export function graphql(source: "mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  attachIndividualDocuments(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}"): (typeof documents)["mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  attachIndividualDocuments(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CustomerStatus($id: UUID!) {\n  individualCustomer(id: $id) {\n    id\n    status\n    requestedInformation {\n      section\n    }\n  }\n}"): (typeof documents)["query CustomerStatus($id: UUID!) {\n  individualCustomer(id: $id) {\n    id\n    status\n    requestedInformation {\n      section\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Customers($page: Int!, $perPage: Int!) {\n  individualCustomers(page: $page, perPage: $perPage) {\n    customers {\n      id\n      firstName\n      lastName\n      status\n    }\n    pagination {\n      currentPage\n      totalPage\n    }\n  }\n}"): (typeof documents)["query Customers($page: Int!, $perPage: Int!) {\n  individualCustomers(page: $page, perPage: $perPage) {\n    customers {\n      id\n      firstName\n      lastName\n      status\n    }\n    pagination {\n      currentPage\n      totalPage\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FormLists($country: CountryCode!) {\n  countries {\n    code\n    name\n    phoneCode\n  }\n  subdivisions(country: $country) {\n    code\n    name\n  }\n}"): (typeof documents)["query FormLists($country: CountryCode!) {\n  countries {\n    code\n    name\n    phoneCode\n  }\n  subdivisions(country: $country) {\n    code\n    name\n  }\n}"];
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