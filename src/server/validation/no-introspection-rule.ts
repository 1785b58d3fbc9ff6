import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

const INTROSPECTION_FIELDS = new Set(['__schema', '__type', '_service']);

/** Rejects the fields that return the schema, `_service` of Apollo Federation included. */
export function NoIntrospectionRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (!INTROSPECTION_FIELDS.has(node.name.value)) return;
      const message = 'Introspection is disabled. Use the file schema.graphql of the release instead.';
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
