import { expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { get, read } from './sandbox-client.ts';

interface Listed {
  readonly pagination: { readonly total: number; readonly total_page: number };
  readonly [name: string]: unknown;
}

async function list(sandbox: Sandbox, path: string): Promise<Listed> {
  const { status, json } = await read(sandbox, path);
  if (status !== 200) throw new Error(`No list but a ${status}`);
  return (json as { data: Listed }).data;
}

it.each([
  ['/v1/occupations', 'occupations', 15],
  ['/v1/purposes?type=INDIVIDUAL', 'purposes', 8],
  ['/v1/purposes?type=BUSINESS', 'purposes', 4],
  ['/v1/source-of-funds?type=INDIVIDUAL', 'source_of_funds', 8],
  ['/v1/source-of-funds?type=BUSINESS', 'source_of_funds', 3],
])('%s lists titles with their ids', async (path, name, total) => {
  await using sandbox = await startSandbox();
  const { pagination, [name]: items } = await list(
    sandbox,
    `${path}${path.includes('?') ? '&' : '?'}per_page=100`,
  );
  expect(pagination).toEqual({ current_page: 1, per_page: 100, total_page: 1, total });
  expect(items).toHaveLength(total);
  const ids = (items as { id: unknown; title: unknown }[]).map(({ id }) => id);
  expect(new Set(ids).size).toBe(total);
  for (const item of items as unknown[])
    expect(item).toEqual({ id: expect.any(Number), title: expect.any(String) });
});

it('a list comes in pages of ten', async () => {
  await using sandbox = await startSandbox();
  const first = await list(sandbox, '/v1/occupations');
  const second = await list(sandbox, '/v1/occupations?current_page=2');
  expect(first.pagination).toEqual({ current_page: 1, per_page: 10, total_page: 2, total: 15 });
  expect([first['occupations'], second['occupations']].map((page) => (page as unknown[]).length)).toEqual([
    10, 5,
  ]);
});

it.each([
  ['/v1/purposes', 'type', 'is required'],
  ['/v1/source-of-funds?type=BOTH', 'type', 'must be one of INDIVIDUAL, BUSINESS'],
  ['/v1/occupations?per_page=0', 'per_page', 'must be a whole number from 1 to 512'],
  ['/v1/countries?current_page=1.5', 'current_page', 'must be a whole number from 1 to 999999999'],
  ['/v1/countries/US/subdivisions', 'country_code', 'must be an ISO 3166-1 alpha-3 country code'],
  ['/v1/countries/usa/subdivisions', 'country_code', 'must be an ISO 3166-1 alpha-3 country code'],
])('GET %s is a 422', async (path, field, message) => {
  await using sandbox = await startSandbox();
  const { status, json } = await read(sandbox, path);
  expect([status, json]).toEqual([422, { message: 'Validation failed', errors: [{ [field]: message }] }]);
});

it.each([
  '/v1/occupations',
  '/v1/purposes?type=INDIVIDUAL',
  '/v1/source-of-funds?type=INDIVIDUAL',
  '/v1/countries',
  '/v1/countries/USA/subdivisions',
])('GET %s wants a token', async (path) => {
  await using sandbox = await startSandbox();
  const { status, json } = await get(sandbox, path, 'stale');
  expect([status, json]).toEqual([401, { message: 'Authentication failed' }]);
});

interface Country {
  readonly code: string;
  readonly name: string;
  readonly postal_code: { readonly required: boolean; readonly regex: string | null };
}

async function countriesOf(sandbox: Sandbox): Promise<readonly Country[]> {
  const { countries } = await list(sandbox, '/v1/countries?per_page=512');
  return countries as Country[];
}

it('all 249 countries are there, in the order of their names', async () => {
  await using sandbox = await startSandbox();
  const countries = await countriesOf(sandbox);
  expect(new Set(countries.map(({ code }) => code)).size).toBe(249);
  const names = countries.map(({ name }) => name);
  expect(names.slice(0, 3)).toEqual(['Afghanistan', 'Åland Islands', 'Albania']);
  expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other, 'en')));
});

it('a country tells its money, its calling code, its flag and its postal codes', async () => {
  await using sandbox = await startSandbox();
  const countries = await countriesOf(sandbox);
  expect(countries.find(({ code }) => code === 'POL')).toEqual({
    code: 'POL',
    name: 'Poland',
    currency_code: 'PLN',
    phone_code: '+48',
    flag_url: 'https://sandbox.example/flags/pl.svg',
    postal_code: { required: true, regex: String.raw`\A\d{2}-\d{3}\Z` },
  });
  expect(countries.find(({ code }) => code === 'ASM')).toMatchObject({ phone_code: '+1-684' });
  expect(countries.find(({ code }) => code === 'AGO')).toMatchObject({
    postal_code: { required: false, regex: null },
  });
});

it('Antarctica has neither money nor a calling code', async () => {
  await using sandbox = await startSandbox();
  const antarctica = (await countriesOf(sandbox)).find(({ code }) => code === 'ATA');
  expect(Object.keys(antarctica ?? {})).toEqual(['code', 'name', 'flag_url', 'postal_code']);
});

it("postal patterns are Ruby's: anchored by letters that JavaScript takes for letters", async () => {
  await using sandbox = await startSandbox();
  const patterns = (await countriesOf(sandbox)).flatMap(({ postal_code: { regex } }) => regex ?? []);
  expect(patterns.length).toBeGreaterThan(12);
  for (const pattern of patterns) expect(pattern).toMatch(/^\\A.+\\Z$/);
  expect(/A\d{5}Z/.test('10001')).toBe(false);
});

it.each([
  ['USA', 51, { name: 'California', code: 'US-CA' }],
  ['CAN', 13, { name: 'Quebec', code: 'CA-QC' }],
  ['BRA', 27, { name: 'São Paulo', code: 'BR-SP' }],
  ['IND', 36, { name: 'Kerala', code: 'IN-KL' }],
  ['AUS', 8, { name: 'Tasmania', code: 'AU-TAS' }],
])('%s has %i subdivisions, all at once', async (country, count, one) => {
  await using sandbox = await startSandbox();
  const { json } = await read(sandbox, `/v1/countries/${country}/subdivisions?per_page=1`);
  const { data } = json as { data: { subdivisions: { code: string }[] } };
  expect(Object.keys(data)).toEqual(['subdivisions']);
  expect(new Set(data.subdivisions.map(({ code }) => code)).size).toBe(count);
  expect(data.subdivisions).toContainEqual(one);
});

it('a country without a list has an empty one', async () => {
  await using sandbox = await startSandbox();
  const { json } = await read(sandbox, '/v1/countries/MCO/subdivisions');
  expect(json).toEqual({ data: { subdivisions: [] } });
});

it('a catalogue fails as it is told to, each by its own name', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('listSubdivisions', { status: 503 });
  expect((await read(sandbox, '/v1/countries')).status).toBe(200);
  expect((await read(sandbox, '/v1/countries/USA/subdivisions')).status).toBe(503);
  expect([sandbox.control.count('listCountries'), sandbox.control.count('listSubdivisions')]).toEqual([1, 1]);
});
