import { defaultFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { GatewayContext, RootField } from '../../context.ts';

/** Wraps the resolver of each Query and Mutation field in the context's `observeRootField`, if there is one. */
export function observeRootFields(schema: GraphQLSchema): GraphQLSchema {
  observeFields(schema.getQueryType(), 'query');
  observeFields(schema.getMutationType(), 'mutation');
  return schema;
}

function observeFields(
  type: GraphQLObjectType<unknown, Partial<GatewayContext> | undefined> | null | undefined,
  operationType: RootField['operationType'],
): void {
  for (const field of Object.values(type?.getFields() ?? {})) {
    const { name, resolve = defaultFieldResolver } = field;
    field.resolve = (root, args, context, info) => {
      const { observeRootField, caller } = context ?? {};
      if (!observeRootField) return resolve(root, args, context, info);
      const rootField = { operationType, name, args, caller };
      return observeRootField(rootField, () => resolve(root, args, context, info));
    };
  }
}
