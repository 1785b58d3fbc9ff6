import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { content, filePart, jsonPart, sendForm, UPLOAD } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const QUERY = '{ __typename }';
const ANSWER = '{"data":{"__typename":"Query"}}';

const CLIENTS: [who: string, members: Readonly<Record<string, unknown>>][] = [
  ['Relay', { id: 'a2f1', operationKind: 'query', cacheID: 'a2f1', metadata: {}, text: null }],
  [
    'the Apollo link of graphql-sse',
    { operationType: 'query', getContext: null, setContext: null, key: 'x' },
  ],
  ['a client with a member that no client has', { __proto: 1, constructor: 'x', '': [] }],
];

test.each(CLIENTS)('the members that %s sends next to an operation are ignored', async (_who, members) => {
  await using stack = await startStack();
  const json = JSON.stringify({ ...members, query: QUERY, variables: {} });
  const url = new URL(stack.url);
  url.searchParams.set('query', QUERY);
  for (const [name, value] of Object.entries(members)) url.searchParams.set(name, String(value));
  const headers = { 'content-type': 'application/json', accept: 'application/json' };

  const posted = await fetch(stack.url, { method: 'POST', headers, body: json });
  const asked = await fetch(url, { headers: { accept: 'application/json' } });
  const form = await sendForm(stack.url, [
    jsonPart('operations', {
      ...members,
      query: UPLOAD,
      variables: { input: { customerId: EXAMPLE_INPUT.customerId, files: [null] } },
    }),
    jsonPart('map', { 0: ['variables.input.files.0'] }),
    filePart('0', content('pdf', 3_000)),
  ]);

  expect(await posted.text()).toBe(ANSWER);
  expect(await asked.text()).toBe(ANSWER);
  expect(form.errors).toBeUndefined();
  expect(stack.control.uploads).toHaveLength(1);
});

test.each([{ query: 5 }, { query: QUERY, variables: 'x' }, { query: QUERY, operationName: [] }])(
  'a known member of a wrong type is rejected: %j',
  async (body) => {
    await using stack = await startStack();

    const response = await fetch(stack.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('The request must be a JSON object with query');
  },
);
