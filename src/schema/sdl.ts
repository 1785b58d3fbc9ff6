import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLSchema,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';

/** The sorted schema with federation directives, for schema registries. Composition adds the fields for routers itself. */
export function subgraphSdl(schema: GraphQLSchema): string {
  return `${print(withoutFederationTypes(getDocumentNodeFromSchema(lexicographicSortSchema(schema))))}\n`;
}

/** The sorted schema for clients, without federation. */
export function clientSdl(schema: GraphQLSchema): string {
  const document = parse(printSchema(lexicographicSortSchema(schema)));
  return `${printSchema(buildASTSchema(withoutFederationTypes(document)))}\n`;
}

/** All names of the federation specification, and only those, begin with an underscore. */
function withoutFederationTypes(document: DocumentNode): DocumentNode {
  return visit(document, {
    enter: (node) => ('name' in node && node.name?.value.startsWith('_') ? null : undefined),
  });
}
