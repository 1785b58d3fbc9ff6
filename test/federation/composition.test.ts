import { readFile } from 'node:fs/promises';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices as composeByTheGuild } from '@theguild/federation-composition';
import { assertObjectType, assertUnionType, buildSchema, isScalarType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/schema/index.ts';
import { subgraphSdl } from '../../src/schema/sdl.ts';
import { startStack } from '../support/start-stack.ts';
import { ORDERS_SDL } from './orders-subgraph.ts';

const services = [
  { name: 'fin', url: 'http://fin.invalid/graphql', typeDefs: parse(subgraphSdl(schema)) },
  { name: 'orders', url: 'http://orders.invalid/graphql', typeDefs: parse(ORDERS_SDL) },
];

test.each([
  ['@apollo/composition', () => composeServices(services)],
  ['@theguild/federation-composition', () => composeByTheGuild(services)],
])('%s composes the gateway with a subgraph that adds orders to the customer', (_, compose) => {
  const { supergraphSdl, errors } = compose();

  expect(errors ?? []).toEqual([]);
  const customer = /^type IndividualCustomer[^{]*\{[^}]*\}/m.exec(supergraphSdl ?? '')?.[0];
  expect(customer).toMatch(/@join__type\(graph: FIN, key: "id"\)/);
  expect(customer).toMatch(/@join__type\(graph: ORDERS, key: "id"\)/);
  expect(customer).toMatch(/orders: \[Order!\]! @join__field\(graph: ORDERS\)/);
  expect(supergraphSdl).toMatch(/^type Mutation\s+@join__type\(graph: FIN\)/m);
});

test('subgraph.graphql is the served schema: npm run codegen prints it, and its diff changes the whole graph', async () => {
  expect(await readFile('subgraph.graphql', 'utf8')).toBe(subgraphSdl(schema));
});

test('a registry that asks the gateway gets subgraph.graphql', async () => {
  await using stack = await startStack();

  const { data } = await stack.request('{ _service { sdl } }');

  expect(data).toEqual({ _service: { sdl: await readFile('subgraph.graphql', 'utf8') } });
});

test('schema.graphql contains nothing of federation', async () => {
  const client = await readFile('schema.graphql', 'utf8');

  expect(client).not.toMatch(/\b_\w|@(key|link|shareable)\b/);
  expect(Object.keys(buildSchema(client).getTypeMap()).filter((name) => !name.startsWith('__'))).toEqual(
    expect.arrayContaining(['IndividualCustomer', 'FieldError']),
  );
});

test("the fields for routers match those of Apollo's library", () => {
  const apollo = buildSubgraphSchema(parse(subgraphSdl(schema)));
  const shapeOf = (from: typeof schema) => ({
    fields: ['_entities', '_service'].map((name) => {
      const field = from.getQueryType()?.getFields()[name];
      return [String(field?.type), field?.args.map((arg) => `${arg.name}: ${arg.type}`)];
    }),
    entities: assertUnionType(from.getType('_Entity'))
      .getTypes()
      .map(({ name }) => name),
    isAnyScalar: isScalarType(from.getType('_Any')),
    service: Object.keys(assertObjectType(from.getType('_Service')).getFields()),
  });

  expect(shapeOf(schema)).toEqual(shapeOf(apollo));
});
