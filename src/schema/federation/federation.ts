import { GraphQLError, GraphQLScalarType, type GraphQLSchema } from 'graphql';
import { builder } from '../builder.ts';
import { listSize } from '../plugins/list-size.ts';
import { ENTITIES } from './entities.ts';
import { type Representation, resolveEntities } from './entity-references.ts';

const Any = new GraphQLScalarType<Representation, never>({
  name: '_Any',
  description: 'A reference to an entity: an object with its `__typename` and its key.',
  serialize() {
    throw new GraphQLError('_Any is an input type.');
  },
  parseValue(value) {
    if (isRepresentation(value)) return value;
    throw new GraphQLError('A reference must be an object with a __typename.');
  },
});
builder.addScalarType('_Any', Any);

const EntityUnion = builder.unionType('_Entity', {
  description: 'A type that other subgraphs may reference.',
  types: ENTITIES.map(({ type }) => type),
});

const printed = new WeakMap<GraphQLSchema, Promise<string>>();

function sdlOf(schema: GraphQLSchema): Promise<string> {
  const sdl = printed.get(schema) ?? printSdl(schema);
  printed.set(schema, sdl);
  return sdl;
}

async function printSdl(schema: GraphQLSchema): Promise<string> {
  // Rarely needed, so it must not slow down the start.
  const { subgraphSdl } = await import('../sdl.ts');
  return subgraphSdl(schema);
}

const Service = builder.objectRef<{ readonly schema: GraphQLSchema }>('_Service').implement({
  description: 'Information for schema registries.',
  fields: (t) => ({
    sdl: t.string({
      description: 'The schema with its federation directives.',
      // The text is as large as a list of about 1,000 values.
      extensions: listSize(1_000),
      resolve: ({ schema }) => sdlOf(schema),
    }),
  }),
});

builder.queryFields((t) => ({
  _entities: t.field({
    type: [EntityUnion],
    nullable: { list: false, items: true },
    extensions: listSize({ argument: 'representations', otherwise: 1 }),
    access: { scope: 'customers:read', customer: 'CHECKED_BY_RESOLVER' },
    description:
      'For routers: resolves references to entities, in the order of the references. Null where there is no such entity.',
    args: {
      representations: t.arg({ type: ['_Any'], required: true, description: 'The references to resolve.' }),
    },
    resolve: (_root, { representations }, context, { path }) =>
      resolveEntities(representations, ENTITIES, context, path.key),
  }),
  _service: t.field({
    type: Service,
    access: { scope: 'ANY_CALLER', customer: 'NONE' },
    description: 'For routers and schema registries.',
    resolve: (_root, _args, _context, { schema }) => ({ schema }),
  }),
}));

function isRepresentation(value: unknown): value is Representation {
  return (
    typeof value === 'object' &&
    value !== null &&
    '__typename' in value &&
    typeof value.__typename === 'string'
  );
}
