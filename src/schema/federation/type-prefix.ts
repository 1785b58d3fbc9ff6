import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType, type GraphQLSchema } from 'graphql';

/**
 * Types that another subgraph may well have under the same name, with another meaning. All other names stay: scalars,
 * because routers merge them; `IndividualCustomer`, because subgraphs share it; inputs and payloads of a mutation, because
 * the mutation has the same name; and names of this product, such as `ProofOfIdentityInput`.
 */
export const GENERIC_TYPES: ReadonlySet<string> = new Set([
  // Reference data
  'Country',
  'CountryCode',
  'Occupation',
  'PostalCodeRule',
  'Purpose',
  'SourceOfFund',
  'Subdivision',
  // Persons
  'AddressInput',
  'BasicInfoInput',
  'EmploymentStatus',
  'FinancialProfileInput',
  'Gender',
  'TaxInfoInput',
  // Customers
  'CapabilityReason',
  'CustomerCapabilities',
  'CustomerStatus',
  'NextStep',
  'RejectionReason',
  'RequestScope',
  'VerificationType',
  // Documents
  'AcceptedDocument',
  'DocumentSide',
  'DocumentType',
  'DocumentWarning',
  'DocumentWarningCode',
  'RejectedDocument',
  'RequiredDocument',
  'RequiredDocumentKind',
  'UploadedDocument',
  'UploadLimits',
  // All APIs
  'FieldError',
  'FieldErrorCode',
  'Pagination',
]);

/**
 * A copy of the schema in which the names of generic types begin with the prefix.
 *
 * @throws if the prefix makes two types with the same name
 */
export function withTypePrefix(schema: GraphQLSchema, prefix: string): GraphQLSchema {
  for (const name of GENERIC_TYPES) {
    const renamed = `${prefix}${name}`;
    if (schema.getType(renamed)) {
      throw new Error(
        `SUBGRAPH_TYPE_PREFIX would rename ${name} to ${renamed}, which exists: choose another prefix.`,
      );
    }
  }
  const rename = <Config extends { name: string }>(config: Config): Config =>
    GENERIC_TYPES.has(config.name) ? { ...config, name: `${prefix}${config.name}` } : config;
  return mapSchema(schema, {
    [MapperKind.OBJECT_TYPE]: (type) => new GraphQLObjectType(rename(type.toConfig())),
    [MapperKind.INPUT_OBJECT_TYPE]: (type) => new GraphQLInputObjectType(rename(type.toConfig())),
    [MapperKind.ENUM_TYPE]: (type) => new GraphQLEnumType(rename(type.toConfig())),
  });
}
