import type { Marks } from '../markers.ts';
import type { Stage } from '../start-stage.ts';
import { type Answer, ask, callerHeaders, clientHeaders, one, type Path, post, request } from './path.ts';

/** Documents that no parser or no schema takes. */
const DOCUMENT_MISTAKES: [what: string, code: string, document: (marks: Marks) => string][] = [
  ['a text in a syntax error', 'GRAPHQL_PARSE_FAILED', (m) => `{ individualCustomer(id "${m.text('id')}") }`],
  ['a block text in a syntax error', 'GRAPHQL_PARSE_FAILED', (m) => `{ a(b """${m.text('id')}""") }`],
  ['a name in a syntax error', 'GRAPHQL_PARSE_FAILED', (m) => `{ a(b ${m.text('id')}) }`],
  ['a number in a syntax error', 'GRAPHQL_PARSE_FAILED', (m) => `{ a(b ${m.number('id')}) }`],
  ['a text without an end', 'GRAPHQL_PARSE_FAILED', (m) => `{ a(b: "${m.text('id')}`],
  [
    'a literal of a wrong type',
    'BAD_USER_INPUT',
    (m) => `{ individualCustomer(id: "${m.text('id')}") { id } }`,
  ],
  ['a literal enum value', 'BAD_USER_INPUT', (m) => `{ subdivisions(country: ${m.text('id')}) { name } }`],
  [
    'a default value of a wrong type',
    'BAD_USER_INPUT',
    (m) => `query ($id: UUID! = "${m.text('id')}") { individualCustomer(id: $id) { id } }`,
  ],
  [
    'a field that the schema has not',
    'GRAPHQL_VALIDATION_FAILED',
    (m) => `{ ${m.text('field', ['errors'])}(id: "${m.text('argument')}") }`,
  ],
  [
    'an argument that the schema has not',
    'GRAPHQL_VALIDATION_FAILED',
    (m) => `{ occupations(${m.text('argument', ['errors'])}: "${m.text('value')}") { id } }`,
  ],
  [
    'two values of one argument',
    'GRAPHQL_VALIDATION_FAILED',
    (m) =>
      `{ a: individualCustomer(id: "${m.uuid('id')}") { id } a: individualCustomer(id: "${m.uuid('id')}") { id } }`,
  ],
];

/** Bodies that are no GraphQL request. */
const BODIES: [what: string, code: string, body: (marks: Marks) => string][] = [
  [
    'JSON that is broken',
    'BAD_REQUEST',
    (m) => `{"query":"{a}","variables":{"number":"${m.text('number')}" "x"}}`,
  ],
  [
    'an input in place of a request',
    'BAD_REQUEST',
    (m) => JSON.stringify({ [m.text('name')]: m.text('value') }),
  ],
  ['a batch', 'BAD_REQUEST', (m) => JSON.stringify([{ query: `{ ${m.text('field')} }` }])],
  [
    'variables that are text',
    'BAD_REQUEST',
    (m) => JSON.stringify({ query: '{a}', variables: m.text('variables') }),
  ],
  ['an unknown hash', 'PERSISTED_QUERY_NOT_FOUND', (m) => JSON.stringify({ documentId: m.text('hash') })],
  [
    'an operation that is not in the document',
    'OPERATION_RESOLUTION_FAILURE',
    (m) => JSON.stringify({ query: 'query A { occupations { id } }', operationName: m.text('operation') }),
  ],
];

export const MALFORMED_PATHS: readonly Path[] = [
  ...DOCUMENT_MISTAKES.map(
    ([what, code, document]): Path => ({
      name: what,
      codes: [code],
      run: (stage, marks) => one(ask(stage, marks, { query: document(marks) })),
    }),
  ),
  ...BODIES.map(
    ([what, code, body]): Path => ({
      name: what,
      codes: [code],
      run: async (stage, marks) => one(post(stage.guarded, body(marks), await callerHeaders(stage, marks))),
    }),
  ),
  {
    name: 'a mutation by GET, an address that is none, a media type and an Accept that are none',
    codes: ['BAD_REQUEST', 'BAD_REQUEST', 'BAD_REQUEST', 'BAD_REQUEST'],
    run: (stage, marks) => oddRequests(stage, marks),
  },
];

async function oddRequests({ open: { url } }: Stage, marks: Marks): Promise<Answer[]> {
  const headers = clientHeaders(marks);
  const query = encodeURIComponent(
    `mutation { createIndividualCustomer(input: "${marks.text('input')}") { customer { id } } }`,
  );
  const body = marks.text('body');
  return [
    await request(`${url}?query=${query}`, { headers }),
    await request(`${new URL(url).origin}/${marks.text('address')}?a=${marks.text('parameter')}`, {
      headers,
    }),
    await request(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': marks.text('media type') },
      body,
    }),
    await request(url, {
      method: 'POST',
      headers: { ...headers, accept: `text/${marks.text('accept')}` },
      body,
    }),
  ];
}
