import { GraphQLError, GraphQLScalarType, type GraphQLSchema } from 'graphql';
import { builder } from '../builder.ts';
import { listSize } from '../plugins/list-size.ts';
import { ENTITIES } from './entities.ts';
import { type Representation, resolveEntities } from './entity-references.ts';

const Any = new GraphQLScalarType<Representation, never>({
  name: '_Any',
  description: 'A reference to an entity: an object of its `__typename` and its key.',
  serialize() {
    throw new GraphQLError('References are only sent by routers.');
  },
  parseValue(value) {
    if (isRepresentation(value)) return value;
    throw new GraphQLError('A reference is an object with a __typename.');
  },
});
builder.addScalarType('_Any', Any);

const EntityUnion = builder.unionType('_Entity', {
  description: 'A type that other subgraphs may refer to.',
  types: ENTITIES.map(({ type }) => type),
});

/** Printed for the first who asks. */
let sdl: Promise<string> | undefined;

async function printSdl(schema: GraphQLSchema): Promise<string> {
  // Needed once in a deployment, if at all: the start does not pay for it.
  const { subgraphSdl } = await import('../sdl.ts');
  return subgraphSdl(schema);
}

const Service = builder.objectRef<{ readonly schema: GraphQLSchema }>('_Service').implement({
  description: 'What a registry wants to know of this subgraph.',
  fields: (t) => ({
    sdl: t.string({
      description: 'The schema with its federation directives.',
      // It is as long as a list of so many values.
      extensions: listSize(1_000),
      resolve: ({ schema }) => {
        sdl ??= printSdl(schema);
        return sdl;
      },
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
      'For routers: the entities that other subgraphs refer to, each in its place, null if unknown.',
    args: {
      representations: t.arg({ type: ['_Any'], required: true, description: 'References, in any order.' }),
    },
    resolve: (_root, { representations }, context) => resolveEntities(representations, ENTITIES, context),
  }),
  _service: t.field({
    type: Service,
    access: { scope: 'ANY_CALLER', customer: 'NONE' },
    description: 'For routers and registries.',
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
