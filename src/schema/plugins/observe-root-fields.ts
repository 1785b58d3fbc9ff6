import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { GatewayContext, RootField } from '../../context.ts';

/**
 * Wraps the resolver of each Query and Mutation field, and what starts the stream of each Subscription field, in the
 * context's `observeRootField`, if there is one.
 */
export function observeRootFields(schema: GraphQLSchema): GraphQLSchema {
  observeFields(schema.getQueryType(), 'query');
  observeFields(schema.getMutationType(), 'mutation');
  observeFields(schema.getSubscriptionType(), 'subscription');
  return schema;
}

type PartialContext = Partial<GatewayContext> | undefined;

function observeFields(
  type: GraphQLObjectType<unknown, PartialContext> | null | undefined,
  operationType: RootField['operationType'],
): void {
  const observe =
    (
      name: string,
      resolve: GraphQLFieldResolver<unknown, PartialContext>,
    ): GraphQLFieldResolver<unknown, PartialContext> =>
    (root, args, context, info) => {
      const { observeRootField, caller } = context ?? {};
      if (!observeRootField) return resolve(root, args, context, info);
      const rootField = { operationType, name, args, caller };
      return observeRootField(rootField, () => resolve(root, args, context, info));
    };
  for (const field of Object.values(type?.getFields() ?? {})) {
    if (field.subscribe) field.subscribe = observe(field.name, field.subscribe);
    else field.resolve = observe(field.name, field.resolve ?? defaultFieldResolver);
  }
}
