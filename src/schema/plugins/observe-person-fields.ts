import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import type { GatewayContext, PersonReadObserver } from '../../context.ts';

type PartialContext = Partial<GatewayContext> | undefined;
type Resolver = GraphQLFieldResolver<unknown, PartialContext>;

/** Reports to the context's `personReads` which persons each operation reads: the parents of fields that need a scope. */
export function observePersonFields(schema: GraphQLSchema): GraphQLSchema {
  const rootTypes = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || rootTypes.includes(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.extensions['scope'] === undefined) continue;
      field.resolve = observe(field.resolve ?? defaultFieldResolver);
    }
  }
  return schema;
}

function observe(resolve: Resolver): Resolver {
  return (person, args, context, info) => {
    const { personReads } = context ?? {};
    const id = toId(person);
    if (!personReads || id === undefined) return resolve(person, args, context, info);
    const key = rootKeyOf(info);
    const fail = (error: unknown) => personReads.addFailure(key, [id], error);
    try {
      const value: unknown = resolve(person, args, context, info);
      if (value instanceof Promise) value.then(() => personReads.add(key, id), fail);
      else personReads.add(key, id);
      return value;
    } catch (error) {
      fail(error);
      throw error;
    }
  };
}

function toId(person: unknown): string | undefined {
  if (typeof person !== 'object' || person === null || !('id' in person)) return undefined;
  return typeof person.id === 'string' ? person.id : undefined;
}

function rootKeyOf({ path }: GraphQLResolveInfo): Parameters<PersonReadObserver['add']>[0] {
  let root = path;
  while (root.prev) root = root.prev;
  return root.key;
}
