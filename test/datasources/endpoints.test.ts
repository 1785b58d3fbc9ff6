import { once } from 'node:events';
import { glob, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { finApiUsagePage } from '../../scripts/fin-api-docs.ts';
import { createTokenEndpoint } from '../../src/datasources/fin/auth/tokens.ts';
import { createCatalogue } from '../../src/datasources/fin/catalogue/catalogue.ts';
import { createCustomers } from '../../src/datasources/fin/customers/customers.ts';
import { createDocuments } from '../../src/datasources/fin/documents/documents.ts';
import { ENDPOINTS, WRITE_OPERATIONS } from '../../src/datasources/fin/endpoints.ts';
import { createHttpClient } from '../../src/datasources/fin/http/http-client.ts';
import { GatewayError } from '../../src/errors.ts';
import { AMPLE_CONNECTIONS } from '../support/connection-limits.ts';
import { EXAMPLE_INPUT, CUSTOMER_ID as ID, NEW_CUSTOMER, NEW_CUSTOMER_V2 } from '../support/example-data.ts';

const OPTIONS = { requestId: 'r' };
/** An API that gives every request the same response. */
async function startApi(status: number, data: object | undefined) {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    await request.resume().toArray();
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(status).end(data && JSON.stringify({ data }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  const http = createHttpClient({
    baseUrl: `http://127.0.0.1:${address.port}/`,
    timeoutMs: 5_000,
    connections: AMPLE_CONNECTIONS,
  });
  const tokens = { get: async () => 'token', drop() {}, confirm() {}, giveUp() {} };
  const connection = { http, tokens };
  return {
    requests,
    customers: createCustomers({ ...connection, customerApi: 'v1' }),
    customersV2: createCustomers({ ...connection, customerApi: 'v2' }),
    documents: createDocuments(connection),
    catalogue: createCatalogue(connection),
    tokenEndpoint: createTokenEndpoint({ http, clientId: 'id', clientSecret: 'secret' }),
    async [Symbol.asyncDispose]() {
      await http.close();
      server.close();
    },
  };
}
type Api = Awaited<ReturnType<typeof startApi>>;

async function* oneFile() {
  const content = Object.assign(Readable.from([Buffer.from('%PDF')]), { byteLength: 4 });
  yield { path: ['input', 'files', 0], mimetype: 'application/pdf', extension: 'pdf', content };
}

interface Call {
  readonly operation: string;
  readonly data: object;
  readonly isWrite: boolean;
  run(api: Api): Promise<unknown>;
}

const CALLS: Call[] = [
  {
    operation: 'createIndividualCustomer',
    data: { customer_id: ID },
    isWrite: true,
    run: ({ customers }) => customers.createIndividualCustomer(NEW_CUSTOMER, OPTIONS),
  },
  {
    operation: 'createIndividualCustomerV2',
    data: { customer_id: ID },
    isWrite: true,
    run: ({ customersV2 }) => customersV2.createIndividualCustomer(NEW_CUSTOMER_V2, OPTIONS),
  },
  {
    operation: 'attachIndividualDocuments',
    data: { customer_id: ID },
    isWrite: true,
    run: ({ customers }) => customers.attachIndividualDocuments(EXAMPLE_INPUT, OPTIONS),
  },
  {
    operation: 'attachIndividualDocumentsV2',
    data: { customer_id: ID },
    isWrite: true,
    run: ({ customersV2 }) => customersV2.attachIndividualDocuments(EXAMPLE_INPUT, OPTIONS),
  },
  {
    operation: 'updateCustomer',
    data: { customer_id: ID },
    isWrite: true,
    run: ({ customers }) => customers.answerInformationRequest(EXAMPLE_INPUT, OPTIONS),
  },
  {
    operation: 'uploadDocuments',
    data: { files: [{ file0: '/a.pdf' }] },
    isWrite: true,
    run: ({ documents }) => documents.uploadDocuments({ customerId: ID, documents: oneFile() }, OPTIONS),
  },
  {
    operation: 'getCustomer',
    data: { customer_id: ID },
    isWrite: false,
    run: ({ customers }) => customers.readIndividualCustomer(ID, OPTIONS),
  },
  {
    operation: 'listCustomers',
    data: { customers: [{ customer_id: ID }] },
    isWrite: false,
    run: ({ customers }) => customers.listIndividualCustomers({ page: 1, perPage: 10 }, OPTIONS),
  },
  {
    operation: 'listPurposes',
    data: { purposes: [{ id: 1, title: 'Savings' }] },
    isWrite: false,
    run: ({ catalogue }) => catalogue.purposes(OPTIONS),
  },
  {
    operation: 'listSubdivisions',
    data: { subdivisions: [{ code: 'US-NY', name: 'New York' }] },
    isWrite: false,
    run: ({ catalogue }) => catalogue.subdivisions('USA', OPTIONS),
  },
  {
    operation: 'issueToken',
    data: { access_token: 'access-1' },
    isWrite: false,
    run: ({ tokenEndpoint }) => tokenEndpoint.issue(),
  },
];
const CALLS_WITH_STATUS = [200, 201, 202].flatMap((status) => CALLS.map((call) => ({ status, ...call })));

test.each(CALLS_WITH_STATUS)(
  '$operation accepts a $status with the documented body as a success',
  async (row) => {
    await using api = await startApi(row.status, row.data);
    await expect(row.run(api)).resolves.toBeDefined();
    expect(api.requests).toHaveLength(1);
  },
);

test.each(CALLS)('$operation does not accept a 204 as a success, because it has no body', async (call) => {
  await using api = await startApi(204, undefined);
  const error: unknown = await call.run(api).catch((caught: unknown) => caught);
  if (!(error instanceof GatewayError)) throw new Error('no GatewayError');
  expect(error.code).toBe('UPSTREAM_BAD_RESPONSE');
  expect(error.details.outcome).toBe(call.isWrite ? 'UNKNOWN' : undefined);
  expect(error.details.upstream).toEqual({ operation: call.operation, status: 204 });
});

test.each([206, 226])('a %i is a success like every other 2xx, and a 302 is not', async (status) => {
  await using api = await startApi(status, { customer_id: ID });
  expect(await api.customers.attachIndividualDocuments(EXAMPLE_INPUT, OPTIONS)).toEqual({ customerId: ID });
  await using moved = await startApi(302, { customer_id: ID });
  await expect(moved.customers.attachIndividualDocuments(EXAMPLE_INPUT, OPTIONS)).rejects.toThrow();
});

test('the list behind the audit and the docs contains every declared endpoint', async () => {
  const declared: string[] = [];
  for await (const file of glob('src/datasources/**/*.ts')) {
    const source = await readFile(file, 'utf8');
    for (const [, operation = ''] of source.matchAll(/= endpoint\(\{\s+operation: '(\w+)'/g))
      declared.push(operation);
  }
  expect(new Set(declared)).toEqual(new Set(ENDPOINTS.map(({ operation }) => operation)));
  expect(declared).toHaveLength(ENDPOINTS.length);
  expect(new Set(declared).size).toBe(declared.length);
});

test('the audit covers every call that changes something at Fin.com', () => {
  const writes = CALLS.filter(({ isWrite }) => isWrite).map(({ operation }) => operation);
  expect(WRITE_OPERATIONS).toEqual(new Set(writes));
});

test('docs/fin-api-usage.md matches the declarations: npm run codegen prints it', async () => {
  const page = await readFile('docs/fin-api-usage.md', 'utf8');
  expect(page).toBe(finApiUsagePage());
  for (const { method, path } of ENDPOINTS) expect(page).toContain(`\n## ${method} /${path}\n`);
});
