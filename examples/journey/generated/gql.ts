/* eslint-disable */
import * as types from './graphql.ts';



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
    "mutation AttachDocuments($input: AttachIndividualDocumentsInput!) {\n  attachIndividualDocuments(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}": typeof types.AttachDocumentsDocument,
    "query FormChoices {\n  occupations {\n    id\n    title\n  }\n  purposes {\n    id\n    title\n  }\n  sourcesOfFunds {\n    id\n    title\n  }\n}": typeof types.FormChoicesDocument,
    "mutation CreateCustomer($input: CreateIndividualCustomerInput!) {\n  createIndividualCustomer(input: $input) {\n    customer {\n      id\n      tosPoliciesUrl\n      tosPoliciesValue\n    }\n  }\n}": typeof types.CreateCustomerDocument,
    "query CustomerStanding($id: UUID!) {\n  individualCustomer(id: $id) {\n    status\n    requestedFieldErrors {\n      path\n      code\n      message\n    }\n    rejectionReason {\n      applicant {\n        rejectLabels\n      }\n      documents {\n        rejectLabels\n      }\n    }\n  }\n}": typeof types.CustomerStandingDocument,
};
const documents: Documents = {
    "mutation AnswerRequest($input: AnswerInformationRequestInput!) {\n  answerInformationRequest(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}": types.AnswerRequestDocument,
    "mutation AttachDocuments($input: AttachIndividualDocumentsInput!) {\n  attachIndividualDocuments(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}": types.AttachDocumentsDocument,
    "query FormChoices {\n  occupations {\n    id\n    title\n  }\n  purposes {\n    id\n    title\n  }\n  sourcesOfFunds {\n    id\n    title\n  }\n}": types.FormChoicesDocument,
    "mutation CreateCustomer($input: CreateIndividualCustomerInput!) {\n  createIndividualCustomer(input: $input) {\n    customer {\n      id\n      tosPoliciesUrl\n      tosPoliciesValue\n    }\n  }\n}": types.CreateCustomerDocument,
    "query CustomerStanding($id: UUID!) {\n  individualCustomer(id: $id) {\n    status\n    requestedFieldErrors {\n      path\n      code\n      message\n    }\n    rejectionReason {\n      applicant {\n        rejectLabels\n      }\n      documents {\n        rejectLabels\n      }\n    }\n  }\n}": types.CustomerStandingDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AnswerRequest($input: AnswerInformationRequestInput!) {\n  answerInformationRequest(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}"): typeof import('./graphql.ts').AnswerRequestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AttachDocuments($input: AttachIndividualDocumentsInput!) {\n  attachIndividualDocuments(input: $input) {\n    customer {\n      id\n      status\n    }\n  }\n}"): typeof import('./graphql.ts').AttachDocumentsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FormChoices {\n  occupations {\n    id\n    title\n  }\n  purposes {\n    id\n    title\n  }\n  sourcesOfFunds {\n    id\n    title\n  }\n}"): typeof import('./graphql.ts').FormChoicesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateCustomer($input: CreateIndividualCustomerInput!) {\n  createIndividualCustomer(input: $input) {\n    customer {\n      id\n      tosPoliciesUrl\n      tosPoliciesValue\n    }\n  }\n}"): typeof import('./graphql.ts').CreateCustomerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CustomerStanding($id: UUID!) {\n  individualCustomer(id: $id) {\n    status\n    requestedFieldErrors {\n      path\n      code\n      message\n    }\n    rejectionReason {\n      applicant {\n        rejectLabels\n      }\n      documents {\n        rejectLabels\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').CustomerStandingDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
