import { graphql } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/schema/index.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { startStack } from '../support/start-stack.ts';

const NUMBER = 'CANARYNUMBER77';
const URI = '/canary0uri_Ada-Lovelace-passport.pdf';
const TERMS = 'canary-terms-value-5150';
const SECRET = 'canary-client-secret-8086';
const CANARIES = [NUMBER, URI, 'Ada-Lovelace', TERMS, SECRET];

const INPUT = {
  ...EXAMPLE_INPUT,
  proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, number: NUMBER, files: [{ uri: URI }] },
  tosPoliciesValue: TERMS,
};
const { country: _country, ...withoutCountry } = INPUT.proofOfIdentity;

test('graphql-js itself quotes the passport number if another field is missing, which the gateway must prevent', async () => {
  const variableValues = { input: { ...INPUT, proofOfIdentity: withoutCountry } };
  const { errors } = await graphql({ schema, source: ATTACH, variableValues });

  expect(errors?.[0]?.message).toContain(NUMBER);
});

const literal = (identity: string) => `mutation { attachIndividualDocuments(input: {
  customerId: "55bd6b4e-c20a-4cc8-9535-91d5557a67d9", tosPoliciesValue: "${TERMS}", proofOfIdentity: ${identity}
}) { customer { id } } }`;

const BAD_REQUESTS: [what: string, body: string][] = [
  ...Object.entries({
    'a missing field': withoutCountry,
    'a wrong enum value': { ...INPUT.proofOfIdentity, type: NUMBER },
    'an impossible date': { ...INPUT.proofOfIdentity, issueDate: NUMBER },
    'an expired document': { ...INPUT.proofOfIdentity, expiryDate: '2001-01-01' },
    'a wrong side': { ...INPUT.proofOfIdentity, files: [{ side: NUMBER, uri: URI }] },
    'a URI that stands twice': { ...INPUT.proofOfIdentity, files: [{ uri: URI }, { uri: URI }] },
    'a URI without its slash': { ...INPUT.proofOfIdentity, files: [{ uri: URI.slice(1) }] },
    'a list for a text': { ...INPUT.proofOfIdentity, number: [NUMBER] },
  }).map(([what, proofOfIdentity]): [string, string] => [
    what,
    JSON.stringify({ query: ATTACH, variables: { input: { ...INPUT, proofOfIdentity } } }),
  ]),
  ['text for the whole input', JSON.stringify({ query: ATTACH, variables: { input: NUMBER } })],
  [
    'an id that is none',
    JSON.stringify({ query: ATTACH, variables: { input: { ...INPUT, customerId: NUMBER } } }),
  ],
  [
    'a literal of the wrong type',
    JSON.stringify({ query: literal(`{ country: "${NUMBER}", type: ${NUMBER} }`) }),
  ],
  ['a literal instead of an object', JSON.stringify({ query: literal(`"${NUMBER}"`) })],
  ['a literal in a syntax error', JSON.stringify({ query: literal(`{ number "${NUMBER}" }`) })],
  ['a block string in a syntax error', JSON.stringify({ query: literal(`{ number """${NUMBER}""" }`) })],
  ['a name in a syntax error', JSON.stringify({ query: literal(`{ number ${NUMBER} }`) })],
  ['an unterminated literal', JSON.stringify({ query: literal(`{ number: "${NUMBER}`) })],
  ['malformed JSON', `{"query": "x", "variables": {"number": "${NUMBER}" "${URI}"}}`],
  ['the input in place of a request', JSON.stringify({ [NUMBER]: URI })],
];

test.each(BAD_REQUESTS)(
  'no private data is in the response to %s, in its headers or in the log',
  async (_what, body) => {
    await using stack = await startStack({ sandbox: { clientSecret: SECRET } });

    const response = await fetch(stack.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const text = await response.text();

    expect(text).toContain('"errors"');
    expectNoCanary(`${text}\n${JSON.stringify([...response.headers])}\n${stack.logged()}`);
  },
);

const echo = {
  message: `number ${NUMBER} of ${URI} with ${TERMS} is bad`,
  errors: [{ [`files ${URI}`]: `${NUMBER}!` }],
};
const UPSTREAM_FAULTS: [what: string, fault: object][] = [
  ['a 422 that echoes what was sent', { status: 422, body: echo }],
  ['a 404 that echoes what was sent', { status: 404, body: echo }],
  ['a 409 that echoes what was sent', { status: 409, body: { error: echo } }],
  ['a 500 that echoes what was sent', { status: 500, body: echo }],
  [
    'an HTML page that echoes what was sent',
    { status: 502, body: `<html>${NUMBER}${URI}`, contentType: 'text/html' },
  ],
  ['a 200 of the wrong shape', { status: 200, body: echo }],
  ['a redirect to a telling place', { status: 302, headers: { location: `/${NUMBER}` } }],
  ['a cut', { reset: 'before-headers' }],
  ['silence', { hang: true }],
  ['a 401 for good', { status: 401, body: echo, times: 'always' }],
];

test.each(UPSTREAM_FAULTS)('no private data leaks after %s', async (_what, fault) => {
  const env = { FIN_TIMEOUT_MS: 'hang' in fault ? '2000' : '20000' };
  await using stack = await startStack({ sandbox: { clientSecret: SECRET }, env });
  stack.control.faults.script('attachIndividualDocuments', fault);

  const response = await fetch(stack.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: ATTACH, variables: { input: INPUT } }),
  });
  const text = await response.text();

  expect(text).toContain('"errors"');
  expect(stack.control.count('attachIndividualDocuments')).toBeGreaterThan(0);
  expectNoCanary(`${text}\n${JSON.stringify([...response.headers])}\n${stack.logged()}`);
});

test('responses and logs contain no access token or secret, after success or failure', async () => {
  await using stack = await startStack({ sandbox: { clientSecret: SECRET } });
  const tokens: string[] = [];
  const fetched = await fetch(`${stack.sandbox.url}/v1/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: stack.sandbox.clientId, client_secret: SECRET }),
  });
  const tokenText = await fetched.text();
  for (const [token] of tokenText.matchAll(/[\w-]{8,}\.[\w-]+\.[\w-]+/g)) tokens.push(token);
  expect(tokens).toHaveLength(2);
  stack.control.faults.script('issueToken', { status: 200, body: tokenText });

  const ok = await fetch(stack.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: ATTACH, variables: { input: EXAMPLE_INPUT } }),
  });
  stack.control.faults.script('attachIndividualDocuments', {
    status: 422,
    body: { message: `Bearer ${tokens[0]}` },
  });
  const refused = await fetch(stack.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: ATTACH, variables: { input: EXAMPLE_INPUT } }),
  });

  const seen = `${await ok.text()}${await refused.text()}${stack.logged()}`;
  expect(seen).toContain('"customer":{"id"');
  expect(seen).toContain('FIN_VALIDATION_FAILED');
  for (const secret of [...tokens, SECRET]) expect(seen).not.toContain(secret);
});

function expectNoCanary(text: string): void {
  for (const canary of CANARIES) expect(text).not.toContain(canary);
}
