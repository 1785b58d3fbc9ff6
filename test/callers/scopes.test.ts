import { expect, test } from 'vitest';
import { isScope } from '../../src/callers/caller-access.ts';
import { schema } from '../../src/schema/index.ts';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../support/example-data.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { content, sendForm, uploadForm } from '../support/multipart.ts';
import { ALL_SCOPES } from '../support/start-issuer.ts';
import { startStack } from '../support/start-stack.ts';

const { customerId, tosPoliciesValue } = EXAMPLE_INPUT;

/** Every field of Query and Mutation, the scope it needs, and an operation that uses it. */
const FIELDS: Readonly<Record<string, readonly [string | undefined, string, object?]>> = {
  'Query.occupations': [undefined, '{ occupations { id } }'],
  'Query.purposes': [undefined, '{ purposes { id } }'],
  'Query.sourcesOfFunds': [undefined, '{ sourcesOfFunds { id } }'],
  'Query.countries': [undefined, '{ countries { code } }'],
  'Query.subdivisions': [undefined, '{ subdivisions(country: USA) { code } }'],
  'Query.uploadLimits': [undefined, '{ uploadLimits { maxFiles } }'],
  'Query._service': [undefined, '{ _service { sdl } }'],
  'Query.individualCustomer': [
    'customers:read',
    'query ($id: UUID!) { individualCustomer(id: $id) { id } }',
    { id: customerId },
  ],
  'Query.individualCustomers': ['customers:read', '{ individualCustomers { customers { id } } }'],
  'Query.validateIndividualDocuments': [
    'documents:write',
    'query ($input: AttachIndividualDocumentsInput!) { validateIndividualDocuments(input: $input) { code } }',
    { input: EXAMPLE_INPUT },
  ],
  'Query.individualDocumentWarnings': [
    'documents:write',
    'query ($input: AttachIndividualDocumentsInput!) { individualDocumentWarnings(input: $input) { code } }',
    { input: EXAMPLE_INPUT },
  ],
  'Query.attachOutcome': [
    'documents:write',
    '{ attachOutcome(idempotencyKey: "a-key-nobody-used") { state } }',
  ],
  'Query._entities': [
    'customers:read',
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on IndividualCustomer { id } } }',
    { of: [{ __typename: 'IndividualCustomer', id: customerId }] },
  ],
  'Mutation.createIndividualCustomer': [
    'customers:write',
    'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { id } } }',
    { input: NEW_CUSTOMER },
  ],
  'Mutation.attachIndividualDocuments': ['documents:write', ATTACH, { input: EXAMPLE_INPUT }],
  'Mutation.answerInformationRequest': [
    'documents:write',
    'mutation ($input: AnswerInformationRequestInput!) { answerInformationRequest(input: $input) { customer { id } } }',
    { input: { customerId, tosPoliciesValue } },
  ],
  'Mutation.uploadDocuments': [
    'documents:write',
    'mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { files { uri } } }',
    { input: { customerId, files: [] } },
  ],
};

const rootFields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  Object.values(type?.getFields() ?? {}).map((field) => ({ name: `${type?.name}.${field.name}`, field })),
);

test('this test lists every field of Query and Mutation with its scope, and each description names the scope', () => {
  expect(new Set(rootFields.map(({ name }) => name))).toEqual(new Set(Object.keys(FIELDS)));
  for (const { name, field } of rootFields) {
    const scope = FIELDS[name]?.[0];
    expect([name, field.extensions['scope']]).toEqual([name, scope]);
    if (scope) {
      expect(isScope(scope)).toBe(true);
      expect(field.description).toContain(`Requires the scope \`${scope}\`.`);
    }
  }
});

test('every field of a customer except its id needs customers:read', () => {
  const type = schema.getType('IndividualCustomer');
  if (!type || !('getFields' in type)) throw new Error('no type');
  const scopes = Object.values(type.getFields()).map(({ name, extensions }) => [name, extensions['scope']]);
  expect(scopes.length).toBeGreaterThan(10);
  expect(scopes.filter(([, scope]) => scope !== 'customers:read')).toEqual([['id', undefined]]);
});

test.each(
  Object.entries(FIELDS).flatMap(([name, [scope, ...operation]]) =>
    scope ? [{ name, scope, operation }] : [],
  ),
)(
  '$name is rejected without $scope, and nothing is sent',
  async ({ scope, operation: [query, variables] }) => {
    await using stack = await startStack({ issuer: true });
    const others = ALL_SCOPES.split(' ').filter((word) => word !== scope);
    const ask = async (scopes: string) =>
      stack.request(
        query,
        { ...variables },
        { authorization: await stack.issuer.bearer({ claims: { scope: scopes } }) },
      );

    const refused = await ask(others.join(' '));
    expect(refused.status).toBe(200);
    expect(refused.errors).toHaveLength(1);
    expect(refused.errors?.[0]).toMatchObject({
      message: `The access token lacks the required scope ${scope}.`,
      extensions: { code: 'FORBIDDEN', retryable: false },
    });
    expect(refused.errors?.[0]?.extensions.fieldErrors).toBeUndefined();
    expect(stack.control.requests).toEqual([]);

    const allowed = await ask(scope);
    for (const { extensions } of allowed.errors ?? []) expect(extensions.code).not.toBe('FORBIDDEN');
  },
);

test.each(Object.entries(FIELDS).flatMap(([name, [scope, query]]) => (scope ? [] : [{ name, query }])))(
  'every caller with a token may use $name',
  async ({ query }) => {
    await using stack = await startStack({ issuer: true });
    const authorization = await stack.issuer.bearer({ claims: { scope: undefined } });

    expect((await stack.request(query, undefined, { authorization })).errors).toBeUndefined();
  },
);

test.each([
  ['a list in scp, as Okta writes it', { scope: undefined, scp: ['documents:write'] }, undefined],
  [
    'a text in scp, as Entra writes it',
    { scope: undefined, scp: 'customers:read documents:write' },
    undefined,
  ],
  ['a list in scope, as IdentityServer writes it', { scope: ['openid', 'documents:write'] }, undefined],
  ['several words in one text', { scope: 'customers:read documents:write' }, undefined],
  ['several words in one item', { scope: ['openid', 'customers:read documents:write'] }, undefined],
  [
    'words with more than one space or a tab between',
    { scope: ' customers:read  \tdocuments:write ' },
    undefined,
  ],
  ['scope and scp, the scope in scp', { scope: 'openid', scp: ['documents:write'] }, undefined],
  ['scope and scp, the scope in scope', { scope: ['documents:write'], scp: 'openid' }, undefined],
  ['an empty scope and a text in scp', { scope: '', scp: 'documents:write' }, undefined],
  ['null in scope and a list in scp', { scope: null, scp: ['documents:write'] }, undefined],
  ['a malformed scope and a good scp', { scope: 7, scp: 'documents:write' }, undefined],
  ['another word that contains it', { scope: 'documents:write:all' }, 'FORBIDDEN'],
  ['the word in capitals', { scope: 'DOCUMENTS:WRITE' }, 'FORBIDDEN'],
  ['words with commas', { scope: 'customers:read,documents:write' }, 'FORBIDDEN'],
  ['a number', { scope: 7 }, 'FORBIDDEN'],
  ['an object in scp', { scope: undefined, scp: { 'documents:write': true } }, 'FORBIDDEN'],
  ['a list in a list', { scope: [['documents:write']] }, 'FORBIDDEN'],
  ['nothing', { scope: '' }, 'FORBIDDEN'],
])('scopes may be a string or a list, in either claim or both: %s', async (_what, claims, code) => {
  await using stack = await startStack({ issuer: true });
  const authorization = await stack.issuer.bearer({ claims });

  const { errors } = await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { authorization });

  expect(errors?.[0]?.extensions.code).toBe(code);
});

test.each([
  ['a number in scope', { scope: 7 }, ['scope']],
  ['an object in scp', { scope: undefined, scp: { 'documents:write': true } }, ['scp']],
  ['a list with something else in it', { scope: ['openid', 7] }, ['scope']],
  ['both', { scope: true, scp: [null] }, ['scope', 'scp']],
  ['neither, but no scope', { scope: undefined, scp: null }, []],
])('the error names the claims that could not be read: %s', async (_what, claims, names) => {
  await using stack = await startStack({ issuer: true });
  const authorization = await stack.issuer.bearer({ claims });

  const { errors } = await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { authorization });

  const hints = names.map((name) => ` Its claim ${name} is neither a string nor a list of strings.`);
  expect(errors?.[0]?.message).toBe(
    `The access token lacks the required scope documents:write.${hints.join('')}`,
  );
});

test('a form without the scope is rejected before its files are sent to Fin.com', async () => {
  await using stack = await startStack({ issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { scope: 'customers:read' } });

  const answer = await sendForm(stack.url, uploadForm(content('pdf', 500_000)), { authorization });

  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ uploadDocuments: null });
  expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect(stack.control.requests).toEqual([]);
});

test.each([
  ['plainly', 'customer { id status }'],
  ['by a fragment', '...Result } } fragment Result on AttachIndividualDocumentsPayload { customer { email '],
  ['by an inline fragment', 'customer { ... on IndividualCustomer { firstName } }'],
  ['by a fragment that names no type', 'customer { ... { id ... @include(if: true) { lastName } } }'],
  ['under another name', 'customer { id: lastName }'],
])('a write is rejected if the caller must not read its result, requested %s', async (_how, selection) => {
  await using stack = await startStack({ issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { scope: 'documents:write' } });
  const query = `mutation ($input: AttachIndividualDocumentsInput!) { attachIndividualDocuments(input: $input) { ${selection} } }`;

  const { data, errors } = await stack.request(query, { input: EXAMPLE_INPUT }, { authorization });

  expect(data).toEqual({ attachIndividualDocuments: null });
  expect(errors?.[0]?.message).toContain('customers:read');
  expect(stack.control.requests).toEqual([]);
});

test('a field that a directive excludes needs no scope', async () => {
  await using stack = await startStack({ issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { scope: 'documents:write' } });
  const query = `mutation ($input: AttachIndividualDocumentsInput!, $no: Boolean!) {
    attachIndividualDocuments(input: $input) { customer { id status @include(if: $no) email @skip(if: true) } }
  }`;

  const answer = await stack.request(query, { input: EXAMPLE_INPUT, no: false }, { authorization });

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({ attachIndividualDocuments: { customer: { id: customerId } } });
});

test('one rejected field does not affect the others', async () => {
  await using stack = await startStack({ issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { scope: '' } });
  const query = '{ occupations { id } individualCustomers { customers { id } } }';

  const { data, errors } = await stack.request(query, undefined, { authorization });

  expect(data?.['individualCustomers']).toBeNull();
  expect(data?.['occupations']).not.toHaveLength(0);
  expect(errors?.map(({ path }) => path)).toEqual([['individualCustomers']]);
});

test('without caller checks, nothing is rejected', async () => {
  await using stack = await startStack({ env: { AUTH: 'none' } });

  const answer = await stack.request(ATTACH, { input: EXAMPLE_INPUT });

  expect(answer.errors).toBeUndefined();
});
