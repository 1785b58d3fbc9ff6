import {
  DangerousChangeType,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLField,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

/**
 * graphql-js calls a changed default only dangerous. We count it, because the same operation then means something else.
 * New enum values and optional inputs are additions.
 */
export function breakingSchemaChanges(last: GraphQLSchema, current: GraphQLSchema): string[] {
  const changedDefaults = findDangerousChanges(last, current).filter(
    ({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
  );
  const changes = [...findBreakingChanges(last, current), ...changedDefaults];
  return [...changes.map(({ description }) => description), ...stricterScopes(last, current)];
}

/** Scopes appear in descriptions only, so no differ sees them. */
function stricterScopes(last: GraphQLSchema, current: GraphQLSchema): string[] {
  const fieldsNow = new Map(fieldsOf(current));
  return fieldsOf(last).flatMap(([path, field]) => {
    const now = fieldsNow.get(path);
    const scope = now && scopeOf(now);
    return scope === undefined || scope === scopeOf(field)
      ? []
      : [`${path} requires the scope ${scope} now.`];
  });
}

function fieldsOf(schema: GraphQLSchema): (readonly [string, Field])[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const),
    );
}

function scopeOf({ description }: Field): string | undefined {
  return /Requires the scope `([^`]+)`/.exec(description ?? '')?.[1];
}
