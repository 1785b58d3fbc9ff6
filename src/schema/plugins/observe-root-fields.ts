import { defaultFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { GatewayContext, RootField } from '../../context.ts';

/** Lets the context's `observeRootField`, if there is one, see each field of Query and Mutation being resolved. */
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
      const seen = { operationType, name, args, caller };
      return observeRootField(seen, () => resolve(root, args, context, info));
    };
  }
}
