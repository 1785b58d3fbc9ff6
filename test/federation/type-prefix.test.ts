import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { composeServices } from '@apollo/composition';
import { composeServices as composeByTheGuild } from '@theguild/federation-composition';
import { buildSchema, concatAST, lexicographicSortSchema, parse, printSchema, validate } from 'graphql';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { GENERIC_TYPES, withTypePrefix } from '../../src/schema/federation/type-prefix.ts';
import { schema } from '../../src/schema/index.ts';
import { clientSdl, subgraphSdl } from '../../src/schema/sdl.ts';
import { startGateway } from '../../src/start-gateway.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { attachFields, content, filePart, sha256 } from '../support/multipart.ts';
import { startStack } from '../support/start-stack.ts';
import { SHIPPING } from './shipping-subgraph.ts';
import { startGraph } from './start-graph.ts';

const PREFIX = { SUBGRAPH_TYPE_PREFIX: 'Fin' };
const { customerId } = EXAMPLE_INPUT;

const COMPOSERS = [
  ['@apollo/composition', composeServices],
  ['@theguild/federation-composition', composeByTheGuild],
] as const;

const servicesWith = (sdl: string) => [
  { name: 'fin', url: 'http://fin.invalid/graphql', typeDefs: parse(sdl) },
  { name: 'shipping', url: 'http://shipping.invalid/graphql', typeDefs: parse(SHIPPING.sdl) },
];

test.each(COMPOSERS)(
  '%s composes the gateway with a subgraph that has its own Country, once a prefix is set',
  (_, compose) => {
    const prefixed = compose(servicesWith(subgraphSdl(withTypePrefix(schema, 'Fin'))));
    const plain = compose(servicesWith(subgraphSdl(schema)));

    expect(prefixed.errors ?? []).toEqual([]);
    expect(prefixed.supergraphSdl).toMatch(/^type Country\s+@join__type\(graph: SHIPPING\)/m);
    expect(prefixed.supergraphSdl).toMatch(/^type FinCountry\s+@join__type\(graph: FIN\)/m);
    expect(plain.supergraphSdl).toBeUndefined();
  },
);

test('a prefix changes nothing in the schema except the names of generic types', () => {
  const names = Array.from(GENERIC_TYPES).join('|');
  const withoutPrefix = clientSdl(withTypePrefix(schema, 'Fin')).replaceAll(
    new RegExp(`\\bFin(?=(${names})\\b)`, 'g'),
    '',
  );

  expect(`${printSchema(lexicographicSortSchema(buildSchema(withoutPrefix)))}\n`).toBe(clientSdl(schema));
});

test("the client package's operations work with and without a prefix", async () => {
  const files = (await readdir('client/operations')).map((name) => `client/operations/${name}`);
  const texts = await Promise.all(files.map((name) => readFile(name, 'utf8')));
  const operations = concatAST(texts.map((text) => parse(text)));

  expect(operations.definitions.length).toBeGreaterThan(5);
  expect(validate(schema, operations)).toEqual([]);
  expect(validate(withTypePrefix(schema, 'Fin'), operations)).toEqual([]);
});

test('docs/federation.md lists the types that a prefix renames, and each of them exists', async () => {
  const page = await readFile('docs/federation.md', 'utf8');
  const [, list = ''] = /^<!-- renamed types -->$(.*?)^<!-- end -->$/ms.exec(page) ?? [];
  const listed = Array.from(list.matchAll(/`(\w+)`/g), ([, name]) => name);

  expect(new Set(listed)).toEqual(GENERIC_TYPES);
  expect(Array.from(GENERIC_TYPES, (name) => schema.getType(name)?.name)).toEqual(Array.from(GENERIC_TYPES));
});

test('one query through a router returns both kinds of countries, with variables of both', async () => {
  await using graph = await startGraph(SHIPPING, PREFIX);

  const answer = await graph.ask(
    `query ($fin: FinCountryCode!, $to: AddressInput!, $types: [DocumentType!]!) {
      subdivisions(country: $fin) { __typename }
      countries { __typename code }
      shippingCountries(first: 1) { items { __typename iso zone } page { __typename hasMore } }
      quote(to: $to, documents: $types) { purpose documents recipient problems { __typename text } }
    }`,
    {
      fin: 'USA',
      to: { country: 'US', lines: [], recipient: 'X' },
      types: ['INVOICE'],
    },
  );

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({
    subdivisions: expect.arrayContaining([{ __typename: 'FinSubdivision' }]),
    countries: expect.arrayContaining([{ __typename: 'FinCountry', code: 'USA' }]),
    shippingCountries: {
      items: [{ __typename: 'Country', iso: 'DE', zone: 1 }],
      page: { __typename: 'Pagination', hasMore: true },
    },
    quote: {
      purpose: 'GIFT',
      documents: ['INVOICE'],
      recipient: 'X',
      problems: [{ __typename: 'FieldError', text: 'too few' }],
    },
  });
});

test('the customer keeps its name and has the fields of both subgraphs, also as an entity', async () => {
  await using graph = await startGraph(SHIPPING, PREFIX);

  const answer = await graph.ask(
    `query ($id: UUID!, $input: AttachIndividualDocumentsInput!) {
      individualCustomer(id: $id) {
        __typename
        status
        shipsTo { iso }
        requiredDocuments { __typename kind acceptedTypes { __typename type } }
      }
      validateIndividualDocuments(input: $input) { __typename path code }
    }`,
    {
      id: customerId,
      input: { ...EXAMPLE_INPUT, proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, number: ' ' } },
    },
  );

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({
    individualCustomer: {
      __typename: 'IndividualCustomer',
      status: 'INCOMPLETE',
      shipsTo: { iso: 'DE' },
      requiredDocuments: [
        {
          __typename: 'FinRequiredDocument',
          acceptedTypes: [{ __typename: 'FinAcceptedDocument' }, {}, {}, {}],
        },
        {},
      ],
    },
    validateIndividualDocuments: [
      { __typename: 'FinFieldError', path: ['input', 'proofOfIdentity', 'number'], code: 'REQUIRED' },
    ],
  });
});

test('files arrive through the router with the operation that is also used without a prefix', async () => {
  await using graph = await startGraph(SHIPPING, PREFIX);
  const [front, bill] = [content('pdf', 9_000, 'front'), content('jpg', 9_000, 'bill')];

  const answer = await graph.send([
    ...attachFields({ identity: [{ upload: null }], address: [{ upload: null }] }),
    filePart('identity.0', front),
    filePart('address.0', bill),
  ]);

  expect(answer).toEqual({ data: { attachIndividualDocuments: { customer: { id: customerId } } } });
  expect(new Set(graph.sandbox.control.uploads.map((stored) => stored.sha256))).toEqual(
    new Set([sha256(front), sha256(bill)]),
  );
});

test('the gateway itself serves the new names, and registries get them from _service', async () => {
  await using stack = await startStack({ env: PREFIX });
  const subdivisions = (type: string) =>
    stack.request(`query ($country: ${type}!) { subdivisions(country: $country) { code } }`, {
      country: 'us',
    });

  const { data } = await stack.request(
    `query ($references: [_Any!]!) {
      _service { sdl }
      _entities(representations: $references) { __typename ... on IndividualCustomer { status } }
    }`,
    { references: [{ __typename: 'IndividualCustomer', id: customerId }] },
  );
  const renamed = await subdivisions('FinCountryCode');
  const former = await subdivisions('CountryCode');

  expect(data).toEqual({
    _service: { sdl: subgraphSdl(withTypePrefix(schema, 'Fin')) },
    _entities: [{ __typename: 'IndividualCustomer', status: 'INCOMPLETE' }],
  });
  expect(renamed.errors?.[0]?.extensions.fieldErrors).toMatchObject([
    { path: ['country'], code: 'UNKNOWN_VALUE', message: 'Must be an ISO 3166-1 alpha-3 code such as USA.' },
  ]);
  expect(former.errors).toMatchObject([
    { message: expect.stringContaining('"CountryCode"'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  ]);
});

test('access rules also hold with a prefix', async () => {
  await using stack = await startStack({ env: PREFIX, issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { scope: 'documents:write' } });

  const { errors } = await stack.request(
    `mutation ($input: AttachIndividualDocumentsInput!) {
      attachIndividualDocuments(input: $input) { customer { requiredDocuments { kind } } }
    }`,
    { input: EXAMPLE_INPUT },
    { authorization },
  );

  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect(stack.control.requests).toEqual([]);
});

test.each([
  ['subgraph', subgraphSdl],
  ['client', clientSdl],
])('the command of docs/federation.md prints the schema for a %s, with the prefix', async (kind, print) => {
  const run = (prefix: string) =>
    execNode('scripts/print-schema.ts', [kind], { ...process.env, SUBGRAPH_TYPE_PREFIX: prefix });

  expect(await run('Fin')).toEqual({ stdout: print(withTypePrefix(schema, 'Fin')), stderr: '' });
  expect(await run('')).toEqual({ stdout: print(schema), stderr: '' });
  expect(await run('fin')).toEqual({
    stdout: '',
    stderr: expect.stringContaining('is not valid: it must be'),
  });
});

test('a prefix that would rename a type to an existing name prevents the start', async () => {
  const config = parseConfig({ PORT: '0', SUBGRAPH_TYPE_PREFIX: 'ProofOf' });

  await expect(startGateway(config, createLogger('silent', { write: () => undefined }))).rejects.toThrow(
    'SUBGRAPH_TYPE_PREFIX would rename AddressInput to ProofOfAddressInput, which exists: choose another prefix.',
  );
});

function execNode(script: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  return new Promise<{ stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [script, ...args], { env }, (_error, stdout, stderr) =>
      resolve({ stdout, stderr }),
    );
  });
}
