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

/** What a registry composes: sorted, with federation directives. Composition adds the fields for routers by itself. */
export function subgraphSdl(schema: GraphQLSchema): string {
  return `${print(withoutMachinery(getDocumentNodeFromSchema(lexicographicSortSchema(schema))))}\n`;
}

/** What a client sees of the graph: sorted, without anything of federation. */
export function clientSdl(schema: GraphQLSchema): string {
  const document = parse(printSchema(lexicographicSortSchema(schema)));
  return `${printSchema(buildASTSchema(withoutMachinery(document)))}\n`;
}

/** Names of the federation specification begin with an underscore, and only they do. */
function withoutMachinery(document: DocumentNode): DocumentNode {
  return visit(document, {
    enter: (node) => ('name' in node && node.name?.value.startsWith('_') ? null : undefined),
  });
}
