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
    "query Choices {\n  occupations {\n    id\n  }\n  purposes {\n    id\n  }\n  sourcesOfFunds {\n    id\n  }\n}\n\nmutation CreateMadeUpCustomer($input: CreateIndividualCustomerInput!) {\n  createIndividualCustomer(input: $input) {\n    customer {\n      id\n    }\n  }\n}": typeof types.ChoicesDocument,
    "query Onboarding($customerId: UUID!) {\n  countries {\n    code\n    name\n  }\n  individualCustomer(id: $customerId) {\n    ...Standing\n    tosPoliciesUrl\n    tosPoliciesValue\n  }\n}": typeof types.OnboardingDocument,
    "fragment Standing on IndividualCustomer {\n  id\n  status\n  requestedInformation {\n    section\n  }\n  rejectionReason {\n    applicant {\n      moderationComment\n    }\n    documents {\n      uri\n      moderationComment\n    }\n  }\n}\n\nquery CustomerStanding($customerId: UUID!) {\n  individualCustomer(id: $customerId) {\n    ...Standing\n  }\n}": typeof types.StandingFragmentDoc,
};
const documents: Documents = {
    "mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) {\n  attachIndividualDocuments(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}": types.AttachIndividualDocumentsDocument,
    "query Choices {\n  occupations {\n    id\n  }\n  purposes {\n    id\n  }\n  sourcesOfFunds {\n    id\n  }\n}\n\nmutation CreateMadeUpCustomer($input: CreateIndividualCustomerInput!) {\n  createIndividualCustomer(input: $input) {\n    customer {\n      id\n    }\n  }\n}": types.ChoicesDocument,
    "query Onboarding($customerId: UUID!) {\n  countries {\n    code\n    name\n  }\n  individualCustomer(id: $customerId) {\n    ...Standing\n    tosPoliciesUrl\n    tosPoliciesValue\n  }\n}": types.OnboardingDocument,
    "fragment Standing on IndividualCustomer {\n  id\n  status\n  requestedInformation {\n    section\n  }\n  rejectionReason {\n    applicant {\n      moderationComment\n    }\n    documents {\n      uri\n      moderationComment\n    }\n  }\n}\n\nquery CustomerStanding($customerId: UUID!) {\n  individualCustomer(id: $customerId) {\n    ...Standing\n  }\n}": types.StandingFragmentDoc,
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
export function graphql(source: "query Choices {\n  occupations {\n    id\n  }\n  purposes {\n    id\n  }\n  sourcesOfFunds {\n    id\n  }\n}\n\nmutation CreateMadeUpCustomer($input: CreateIndividualCustomerInput!) {\n  createIndividualCustomer(input: $input) {\n    customer {\n      id\n    }\n  }\n}"): (typeof documents)["query Choices {\n  occupations {\n    id\n  }\n  purposes {\n    id\n  }\n  sourcesOfFunds {\n    id\n  }\n}\n\nmutation CreateMadeUpCustomer($input: CreateIndividualCustomerInput!) {\n  createIndividualCustomer(input: $input) {\n    customer {\n      id\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Onboarding($customerId: UUID!) {\n  countries {\n    code\n    name\n  }\n  individualCustomer(id: $customerId) {\n    ...Standing\n    tosPoliciesUrl\n    tosPoliciesValue\n  }\n}"): (typeof documents)["query Onboarding($customerId: UUID!) {\n  countries {\n    code\n    name\n  }\n  individualCustomer(id: $customerId) {\n    ...Standing\n    tosPoliciesUrl\n    tosPoliciesValue\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Standing on IndividualCustomer {\n  id\n  status\n  requestedInformation {\n    section\n  }\n  rejectionReason {\n    applicant {\n      moderationComment\n    }\n    documents {\n      uri\n      moderationComment\n    }\n  }\n}\n\nquery CustomerStanding($customerId: UUID!) {\n  individualCustomer(id: $customerId) {\n    ...Standing\n  }\n}"): (typeof documents)["fragment Standing on IndividualCustomer {\n  id\n  status\n  requestedInformation {\n    section\n  }\n  rejectionReason {\n    applicant {\n      moderationComment\n    }\n    documents {\n      uri\n      moderationComment\n    }\n  }\n}\n\nquery CustomerStanding($customerId: UUID!) {\n  individualCustomer(id: $customerId) {\n    ...Standing\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;