import {
  defaultFieldResolver,
  type GraphQLField,
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
      { name, extensions: { concernsPersons = false } }: GraphQLField<unknown, PartialContext>,
      resolve: GraphQLFieldResolver<unknown, PartialContext>,
    ): GraphQLFieldResolver<unknown, PartialContext> =>
    (root, args, context, info) => {
      const { observeRootField, caller, requestIdempotencyKey } = context ?? {};
      if (!observeRootField) return resolve(root, args, context, info);
      const rootField = {
        operationType,
        name,
        responseKey: info.path.key,
        args,
        caller,
        idempotencyKey: toKey(args) ?? toKey(args['input']) ?? requestIdempotencyKey,
        concernsPersons,
      };
      return observeRootField(rootField, () => resolve(root, args, context, info));
    };
  for (const field of Object.values(type?.getFields() ?? {})) {
    if (field.subscribe) field.subscribe = observe(field, field.subscribe);
    else field.resolve = observe(field, field.resolve ?? defaultFieldResolver);
  }
}

function toKey(parent: unknown): string | undefined {
  if (typeof parent !== 'object' || parent === null || !('idempotencyKey' in parent)) return undefined;
  return typeof parent.idempotencyKey === 'string' ? parent.idempotencyKey : undefined;
}
