import { expect, test } from 'vitest';
import { startStack } from '../../support/start-stack.ts';

const ALL = `{
  occupations { id title }
  purposes { id title }
  sourcesOfFunds { id title }
  countries { code name currencyCode phoneCode flagUrl postalCode { required pattern } }
  subdivisions(country: USA) { code name }
}`;
const OPERATIONS = [
  'listOccupations',
  'listPurposes',
  'listSourceOfFunds',
  'listCountries',
  'listSubdivisions',
] as const;

interface Country {
  readonly code: string;
  readonly postalCode: { readonly required: boolean; readonly pattern: string | null };
}

test('all lists come whole, the 249 countries over all their pages', async () => {
  await using stack = await startStack();

  const { data, errors } = await stack.request(ALL);

  expect(errors).toBeUndefined();
  expect(data?.['countries']).toHaveLength(249);
  expect(data?.['occupations']).toContainEqual({ id: 1, title: expect.any(String) });
  expect(data?.['purposes']).toContainEqual({ id: 1, title: expect.any(String) });
  expect(data?.['sourcesOfFunds']).toContainEqual({ id: 1, title: expect.any(String) });
  expect(data?.['subdivisions']).toContainEqual({ code: 'US-CA', name: 'California' });
  expect(stack.control.count('listCountries')).toBe(3);
});

test('postal code patterns work in JavaScript as they stand', async () => {
  await using stack = await startStack();

  const { data } = await stack.request('{ countries { code postalCode { required pattern } } }');

  const countries = data?.['countries'] as Country[];
  const usa = countries.find(({ code }) => code === 'USA');
  const pattern = new RegExp(usa?.postalCode.pattern ?? '', 'v');
  expect(['10001', '10001-1234', 'nowhere', '1000'].map((code) => pattern.test(code))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(countries.filter(({ postalCode }) => postalCode.pattern?.includes('\\A'))).toEqual([]);
  expect(countries.some(({ postalCode }) => postalCode.pattern === null)).toBe(true);
});

test('a thousand requests read each list once', { timeout: 60_000 }, async () => {
  await using stack = await startStack();
  const query =
    '{ occupations { id } purposes { id } sourcesOfFunds { id } countries { code } subdivisions(country: USA) { code } }';

  for (let round = 0; round < 10; round += 1) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => stack.request(query)));
    expect(answers.every(({ errors }) => errors === undefined)).toBe(true);
  }

  const counts = OPERATIONS.map((operation) => stack.control.count(operation));
  expect(counts).toEqual([1, 1, 1, 3, 1]);
});

test('what was read before is given while Fin.com is down; what was not fails alone', async () => {
  await using stack = await startStack();
  await stack.request('{ purposes { id } subdivisions(country: USA) { code } }');
  await stack.sandbox.close();

  const { data, errors } = await stack.request(
    '{ purposes { id } here: subdivisions(country: USA) { code } there: subdivisions(country: CAN) { code } }',
  );

  expect(data?.['purposes']).not.toEqual([]);
  expect(data?.['here']).not.toEqual([]);
  expect(data?.['there']).toBeNull();
  expect(errors?.map(({ path, extensions }) => [path, extensions.code, extensions.retryable])).toEqual([
    [['there'], 'UPSTREAM_UNAVAILABLE', true],
  ]);
});

test('a failure is not kept: the next request reads anew', async () => {
  await using stack = await startStack();
  stack.control.faults.script('listPurposes', { status: 500 });

  const failed = await stack.request('{ purposes { id } }');
  const next = await stack.request('{ purposes { id } }');

  expect(failed.data).toEqual({ purposes: null });
  expect(next.errors).toBeUndefined();
});

test('a page of a list that is busy is read again, and the list is still whole', async () => {
  await using stack = await startStack();
  stack.control.faults.script('listCountries', { status: 503 });

  const { data } = await stack.request('{ countries { code } }');

  expect(data?.['countries']).toHaveLength(249);
});

test('items that make no sense are left out, and what Fin.com does not say is null', async () => {
  await using stack = await startStack();
  const countries = [
    { code: 'ATA' },
    { code: 'XKX', name: 'Kosovo' },
    { name: 'No code' },
    { code: 'AND', flag_url: 'javascript:alert(1)', postal_code: {} },
    7,
  ];
  stack.control.faults.script('listCountries', { body: { data: { countries } } });
  stack.control.faults.script('listPurposes', {
    body: { data: { purposes: [{ id: 1 }, { id: 2, title: 'B' }] } },
  });
  stack.control.faults.script('listSubdivisions', {
    body: { data: { subdivisions: [{ code: 'US-CA' }] } },
  });

  const { data, errors } = await stack.request(ALL);

  const untold = { name: null, currencyCode: null, phoneCode: null, flagUrl: null };
  expect(errors).toBeUndefined();
  expect(data?.['countries']).toEqual([
    { code: 'ATA', ...untold, postalCode: null },
    { code: 'AND', ...untold, postalCode: { required: null, pattern: null } },
  ]);
  expect(data?.['purposes']).toEqual([{ id: 2, title: 'B' }]);
  expect(data?.['subdivisions']).toEqual([{ code: 'US-CA', name: null }]);
});

test.each([
  ['no JSON', { malformed: true }],
  ['no list', { body: { data: {} } }],
  ['nothing but nonsense', { body: { data: { purposes: [1, 'a', {}] } } }],
])('an answer with %s is UPSTREAM_BAD_RESPONSE', async (_what, fault) => {
  await using stack = await startStack();
  stack.control.faults.script('listPurposes', fault);

  const { data, errors } = await stack.request('{ purposes { id } }');

  expect(data).toEqual({ purposes: null });
  expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
});

test.each(OPERATIONS)(
  'a %s that fails changed nothing: it may be tried again, its outcome is no question',
  async (operation) => {
    await using stack = await startStack();
    stack.control.faults.script(operation, { status: 500 });

    const { errors } = await stack.request(ALL);

    expect(errors).toHaveLength(1);
    const { code, retryable, outcome, upstream } = errors?.[0]?.extensions ?? {};
    expect({ code, retryable, outcome, upstream }).toEqual({
      code: 'UPSTREAM_UNAVAILABLE',
      retryable: true,
      outcome: undefined,
      upstream: { operation, status: 500 },
    });
  },
);

test('an empty list is no error', async () => {
  await using stack = await startStack();
  stack.control.faults.script('listPurposes', { body: { data: { purposes: [] } } });

  const { data } = await stack.request('{ purposes { id } }');

  expect(data).toEqual({ purposes: [] });
});
