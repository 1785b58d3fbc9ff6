import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

const INTROSPECTION_FIELDS = new Set(['__schema', '__type', '_service']);

/** Refuses what tells the whole schema: of GraphQL's own fields, and federation's. */
export function NoIntrospectionRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (!INTROSPECTION_FIELDS.has(node.name.value)) return;
      const message = 'Introspection is switched off: schema.graphql of the release has the schema.';
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
