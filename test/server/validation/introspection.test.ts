import { getIntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { graphqlRequest } from '../../support/graphql-request.ts';
import { startTestGateway } from '../../support/start-gateway.ts';
import { startStack } from '../../support/start-stack.ts';

const PRODUCTION = { NODE_ENV: 'production', AUTH: 'none' };

test.each([
  ['the whole schema', getIntrospectionQuery()],
  ['a type', '{ __type(name: "Query") { name } }'],
  ['a type under another name', '{ x: __type(name: "Query") { name } }'],
  ['a type by a fragment', '{ ...F } fragment F on Query { ... { __schema { queryType { name } } } }'],
  ['the SDL of federation', '{ _service { sdl } }'],
])('production does not reveal %s unless introspection is on', async (_what, query) => {
  await using stack = await startStack({ env: PRODUCTION });
  await using open = await startTestGateway(stack.sandbox, { ...PRODUCTION, INTROSPECTION: 'on' });

  const refused = await stack.request(query);
  expect(refused.status).toBe(400);
  expect(refused.data).toBeUndefined();
  expect(refused.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(refused.text).not.toContain('individualCustomers');
  expect((await graphqlRequest(open.url, query)).errors).toBeUndefined();
  expect((await stack.request('{ __typename occupations { __typename } }')).errors).toBeUndefined();
});

test.each([
  ['a field', '{ occupation { id } }'],
  ['a field of a type', '{ occupations { titel } }'],
  ['an argument', '{ individualCustomers(pge: 1) { page } }'],
  ['a type', 'query ($id: UUIDD!) { individualCustomer(id: $id) { id } }'],
  ['a type in a fragment', '{ ...F } fragment F on Querry { occupations { id } }'],
  ['a directive argument', '{ occupations @include(iff: true) { id } }'],
  ['an enum value', '{ subdivisions(country: USB) { code } }'],
  [
    'a field of an input',
    'mutation { uploadDocuments(input: { custmerId: "x", files: [] }) { files { uri } } }',
  ],
])('with introspection off, %s that does not exist gets no suggestion', async (_what, query) => {
  await using stack = await startStack({ env: { INTROSPECTION: 'off' } });

  const answer = await stack.request(query);

  expect(answer.status).toBe(400);
  expect(answer.errors?.length).toBeGreaterThan(0);
  expect(answer.text).not.toMatch(/did you mean/i);
});

test('with introspection on, existing names are suggested', async () => {
  await using stack = await startStack();

  expect((await stack.request('{ occupation { id } }')).text).toContain('Did you mean');
});

test.each([
  [PRODUCTION, false],
  [{ ...PRODUCTION, INTROSPECTION: 'on', GRAPHIQL: 'on' }, true],
  [{ ...PRODUCTION, INTROSPECTION: 'on' }, false],
  [{}, true],
  [{ GRAPHIQL: 'off' }, false],
  [{ INTROSPECTION: 'off' }, false],
])('with %j the GraphiQL page is served: %s', async (env, isServed) => {
  await using stack = await startStack({ env });

  const response = await fetch(stack.url, { headers: { accept: 'text/html' } });

  expect((await response.text()).includes('<title>fin-gateway</title>')).toBe(isServed);
  expect(response.status).toBe(isServed ? 200 : 406);
});
