import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { FieldPath } from '../../../src/errors.ts';
import { newPerson } from '../../sandbox/v2-examples.ts';
import { NEW_CUSTOMER, NEW_CUSTOMER_V2, WIRE_NEW_CUSTOMER } from '../../support/example-data.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';

type CustomerApi = 'v1' | 'v2';

const CREATE = `mutation Create($input: CreateIndividualCustomerInput!) {
  createIndividualCustomer(input: $input) { customer { id tosPoliciesValue } }
}`;
const OPERATIONS = { v1: 'createIndividualCustomer', v2: 'createIndividualCustomerV2' } as const;

const startVersion = (customerApi: CustomerApi, env = {}) =>
  startStack({ env: { FIN_CUSTOMER_API: customerApi, ...env } });

/** The body of the only create. */
function sentBody({ control }: Stack): unknown {
  const bodies = control.requests.filter(({ operation }) => operation?.startsWith('create'));
  expect(bodies).toHaveLength(1);
  return bodies[0]?.body;
}

/** v1's example with what v2 requires in addition. */
const FOR_BOTH = {
  ...NEW_CUSTOMER,
  basicInfo: {
    ...NEW_CUSTOMER.basicInfo,
    taxInfo: [{ country: 'USA', documentType: 'SSN', documentId: '123-45-6789' }],
  },
  financialProfile: { ...NEW_CUSTOMER.financialProfile, employmentStatus: 'EMPLOYED' },
};

const { nationality, tin: _tin, ...person } = WIRE_NEW_CUSTOMER.basic_info;
const { street, state, ...place } = WIRE_NEW_CUSTOMER.address;
const { source_of_fund_id, ...finances } = WIRE_NEW_CUSTOMER.financial_profile;
/** v1's example in the names of v2. */
const WIRE_FOR_BOTH_V2 = {
  ...WIRE_NEW_CUSTOMER,
  basic_info: {
    ...person,
    primary_nationality: nationality,
    tax_info: [{ country_code: 'USA', document_type: 'SSN', document_id: '123-45-6789' }],
  },
  address: { ...place, street_line_1: street, subdivision_code: state },
  financial_profile: {
    ...finances,
    employment_status: 'EMPLOYED',
    source_of_fund_ids: [source_of_fund_id],
  },
};

test.each([
  ['v1', WIRE_NEW_CUSTOMER],
  ['v2', WIRE_FOR_BOTH_V2],
] as const)('one input gives the body of the documentation in %s, key for key', async (version, body) => {
  await using stack = await startVersion(version);

  const { data, errors } = await stack.request(CREATE, { input: FOR_BOTH });

  expect(errors).toBeUndefined();
  expect(sentBody(stack)).toEqual(body);
  expect(data).toMatchObject({
    createIndividualCustomer: { customer: { id: expect.any(String), tosPoliciesValue: expect.any(String) } },
  });
});

test.each(['v1', 'v2'] as const)(
  'the input in docs/customers.md creates a customer in %s',
  async (version) => {
    await using stack = await startVersion(version);
    const page = await readFile('docs/customers.md', 'utf8');
    const input: unknown = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '');

    const { errors } = await stack.request(CREATE, { input });

    expect(errors).toBeUndefined();
    expect(stack.control.customerCount()).toBe(2);
  },
);

test("the example of v2's page is sent as the page has it, in its order", async () => {
  await using stack = await startVersion('v2');

  const { errors } = await stack.request(CREATE, { input: NEW_CUSTOMER_V2 });

  expect(errors).toBeUndefined();
  expect(JSON.stringify(sentBody(stack))).toBe(JSON.stringify(newPerson()));
});

const CYRILLIC = {
  ...NEW_CUSTOMER_V2,
  basicInfo: {
    ...NEW_CUSTOMER_V2.basicInfo,
    firstName: 'Мария',
    firstNameEn: 'Mariya',
    lastName: 'Łukasz',
    lastNameEn: 'Lukasz',
  },
  address: {
    ...NEW_CUSTOMER_V2.address,
    street: 'Улица 1\nДом 2',
    streetEn: 'Ulitsa 1,\nDom 2',
    streetLine2: 'Apt 4B\r\n',
  },
  financialProfile: { ...NEW_CUSTOMER_V2.financialProfile, sourceOfFundIds: [5] },
};

test('v1 gets Latin spellings, one tax number, one source of funds, and no text gets lost', async () => {
  await using stack = await startVersion('v1');

  const { errors } = await stack.request(CREATE, { input: CYRILLIC });

  expect(errors).toBeUndefined();
  expect(sentBody(stack)).toEqual({
    verification_type: 'STANDARD',
    basic_info: {
      first_name: 'Mariya Elena',
      last_name: 'Łukasz',
      dob: '1990-04-15',
      email: 'maria.garcia@example.com',
      phone: '+14155552671',
      country_of_residence: 'USA',
      nationality: 'USA',
      tin: '123-45-6789',
    },
    address: {
      street: 'Ulitsa 1, Dom 2, Apt 4B',
      city: 'San Francisco',
      state: 'US-CA',
      postal_code: '94103',
      country: 'USA',
    },
    financial_profile: { occupation_id: 2, source_of_fund_id: 5, purpose_id: 3, monthly_volume_usd: 5000 },
    meta_data: { reference: 'client-ref-abc-001' },
  });
});

test('v2 gets both spellings as they are, with line breaks as commas', async () => {
  await using stack = await startVersion('v2');

  const { errors } = await stack.request(CREATE, { input: CYRILLIC });

  expect(errors).toBeUndefined();
  expect(sentBody(stack)).toMatchObject({
    basic_info: {
      first_name: 'Мария',
      first_name_en: 'Mariya',
      middle_name: 'Elena',
      last_name: 'Łukasz',
      last_name_en: 'Lukasz',
    },
    address: {
      street_line_1: 'Улица 1, Дом 2',
      street_line_1_en: 'Ulitsa 1, Dom 2',
      street_line_2: 'Apt 4B',
    },
  });
});

test('v2 ignores a tin, and v1 ignores tax documents beside a tin', async () => {
  const input = { ...FOR_BOTH, basicInfo: { ...FOR_BOTH.basicInfo, tin: '987-65-4321' } };
  await using v1 = await startVersion('v1');
  await using v2 = await startVersion('v2');

  await v1.request(CREATE, { input });
  await v2.request(CREATE, { input });

  expect(sentBody(v1)).toMatchObject({ basic_info: { tin: '987-65-4321' } });
  expect(sentBody(v2)).toEqual(WIRE_FOR_BOTH_V2);
});

interface Refusal {
  readonly version: CustomerApi;
  readonly upstreamField: string;
  readonly sent: string;
  readonly input: object;
  /** Below `input`. */
  readonly path: FieldPath;
}

const { basicInfo, address, financialProfile } = CYRILLIC;
const withTin = { ...CYRILLIC, basicInfo: { ...basicInfo, tin: '123-45-6789' } };
const withOneId = {
  ...CYRILLIC,
  financialProfile: { ...financialProfile, sourceOfFundId: 5, sourceOfFundIds: null },
};
const withTwoNumbers = {
  ...CYRILLIC,
  basicInfo: {
    ...basicInfo,
    taxInfo: [...basicInfo.taxInfo, { country: 'MEX', documentType: 'CURP', documentId: 'GAMM900415' }],
  },
};
const withTwoIds = {
  ...CYRILLIC,
  financialProfile: { ...financialProfile, sourceOfFundIds: [1, 5] },
};

const row = (
  version: CustomerApi,
  upstreamField: string,
  sent: string,
  input: object,
  ...path: FieldPath
): Refusal => ({ version, upstreamField, sent, input, path });

const REFUSALS: Refusal[] = [
  row('v1', 'basic_info.tin', 'a tin', withTin, 'basicInfo', 'tin'),
  row('v1', 'tin', 'a tin', withTin, 'basicInfo', 'tin'),
  row('v1', 'basic_info.tin', 'tax documents', CYRILLIC, 'basicInfo', 'taxInfo', 0, 'documentId'),
  row('v1', 'tin', 'tax documents', CYRILLIC, 'basicInfo', 'taxInfo', 0, 'documentId'),
  row('v1', 'first_name', 'a twin that replaced the name', CYRILLIC, 'basicInfo', 'firstNameEn'),
  row('v1', 'last_name', 'a Latin name with a twin', CYRILLIC, 'basicInfo', 'lastName'),
  row('v1', 'first_name', 'a middle name', NEW_CUSTOMER_V2, 'basicInfo', 'firstName'),
  row('v1', 'address.street', 'a twin that replaced the street', CYRILLIC, 'address', 'streetEn'),
  row('v1', 'street', 'two lines', NEW_CUSTOMER_V2, 'address', 'street'),
  row('v1', 'state', 'a state', CYRILLIC, 'address', 'state'),
  row('v1', 'source_of_fund_id', 'a list', CYRILLIC, 'financialProfile', 'sourceOfFundIds', 0),
  row('v1', 'source_of_fund_id', 'an id', withOneId, 'financialProfile', 'sourceOfFundId'),
  row('v1', 'basic_info', 'a section', CYRILLIC, 'basicInfo'),
  row('v2', 'basic_info.tax_info', 'a list', CYRILLIC, 'basicInfo', 'taxInfo'),
  row(
    'v2',
    'basic_info.tax_info[1].document_id',
    'two tax documents',
    withTwoNumbers,
    ...['basicInfo', 'taxInfo', 1, 'documentId'],
  ),
  row('v2', 'tax_info.0.country_code', 'a country', CYRILLIC, 'basicInfo', 'taxInfo', 0, 'country'),
  row('v2', 'document_type', 'a kind of document', CYRILLIC, 'basicInfo', 'taxInfo'),
  row('v2', 'first_name', 'both spellings', CYRILLIC, 'basicInfo', 'firstName'),
  row('v2', 'basic_info.first_name_en', 'both spellings', CYRILLIC, 'basicInfo', 'firstNameEn'),
  row('v2', 'basicInfo.primaryNationality', 'a nationality', CYRILLIC, 'basicInfo', 'nationality'),
  row('v2', 'address.street_line_1', 'both spellings', CYRILLIC, 'address', 'street'),
  row('v2', 'street_line_2', 'two lines', CYRILLIC, 'address', 'streetLine2'),
  row('v2', 'subdivision_code', 'a state', CYRILLIC, 'address', 'state'),
  row('v2', 'country', 'a country', CYRILLIC, 'address', 'country'),
  row('v2', 'employment_status', 'a status', CYRILLIC, 'financialProfile', 'employmentStatus'),
  row('v2', 'source_of_fund_ids', 'a list', withTwoIds, 'financialProfile', 'sourceOfFundIds'),
  row('v2', 'source_of_fund_ids[1]', 'a list', withTwoIds, 'financialProfile', 'sourceOfFundIds', 1),
  row(
    'v2',
    'financial_profile.source_of_fund_ids.0',
    'an id',
    withOneId,
    'financialProfile',
    'sourceOfFundId',
  ),
  row('v2', 'source_of_fund_ids', 'an id', withOneId, 'financialProfile', 'sourceOfFundId'),
];

test.each(REFUSALS)(
  'a refusal of $upstreamField by $version leads back to $path when the client sent $sent',
  async ({ version, upstreamField, input, path }) => {
    await using stack = await startVersion(version);
    const body = { message: 'Validation failed', errors: [{ [upstreamField]: 'is not accepted' }] };
    stack.control.faults.script(OPERATIONS[version], { status: 422, body });

    const { errors } = await stack.request(CREATE, { input: version === 'v1' ? forV1(input) : input });

    const { code, fieldErrors } = errors?.[0]?.extensions ?? {};
    expect({ code, fieldErrors }).toEqual({
      code: 'FIN_VALIDATION_FAILED',
      fieldErrors: [
        {
          path: ['input', ...path],
          code: 'REFUSED',
          params: {},
          message: 'is not accepted',
          upstreamField,
        },
      ],
    });
  },
);

/** v1 takes one source of funds. */
function forV1(input: object): object {
  return input === NEW_CUSTOMER_V2 ? { ...NEW_CUSTOMER_V2, financialProfile } : input;
}

test('a 400 with a map of paths leads back to the fields as a 422 does', async () => {
  await using stack = await startVersion('v2');
  const data = { 'address.street_line_1_en': 'too long', 'basic_info.tax_info[0].document_id': 'unknown' };
  const body = { status: 400, message: 'Validation failed', data };
  stack.control.faults.script('createIndividualCustomerV2', { status: 400, body });

  const { errors } = await stack.request(CREATE, { input: CYRILLIC });

  expect(errors?.[0]?.extensions.fieldErrors?.map(({ path }) => path)).toEqual([
    ['input', 'address', 'streetEn'],
    ['input', 'basicInfo', 'taxInfo', 0, 'documentId'],
  ]);
});

test('a mistake that only Fin.com can find in v2 points at the field', async () => {
  await using stack = await startVersion('v2');
  const input = { ...CYRILLIC, address: { ...address, state: 'US-ZZ', postalCode: 'nowhere' } };

  const { errors } = await stack.request(CREATE, { input });

  expect(errors?.[0]?.extensions.fieldErrors?.map(({ path }) => path)).toEqual([
    ['input', 'address', 'state'],
    ['input', 'address', 'postalCode'],
  ]);
});

test('RELIANCE where it is not enabled is FEATURE_LOCKED in v2 as well', async () => {
  await using stack = await startVersion('v2');

  const { errors } = await stack.request(CREATE, { input: { ...CYRILLIC, verificationType: 'RELIANCE' } });

  const { code, retryable, upstream } = errors?.[0]?.extensions ?? {};
  expect({ code, retryable, upstream }).toEqual({
    code: 'FEATURE_LOCKED',
    retryable: false,
    upstream: { operation: 'createIndividualCustomerV2', status: 423 },
  });
});

test.each([
  ['a lost response', { reset: 'before-headers', afterProcessing: true }, 'UPSTREAM_UNAVAILABLE'],
  ['a 500', { status: 500 }, 'UPSTREAM_UNAVAILABLE'],
  ['silence', { hang: true, afterProcessing: true }, 'UPSTREAM_TIMEOUT'],
  ['a 200 without an id', { status: 200, body: { data: {} } }, 'UPSTREAM_BAD_RESPONSE'],
] as const)(
  'after %s the outcome of a create in v2 is unknown, and it is not sent again',
  async (_what, fault, code) => {
    await using stack = await startVersion('v2', {
      FIN_TIMEOUT_MS: code === 'UPSTREAM_TIMEOUT' ? '2000' : '20000',
    });
    stack.control.faults.script('createIndividualCustomerV2', fault);

    const { errors } = await stack.request(CREATE, { input: CYRILLIC });

    expect(errors?.[0]?.extensions).toMatchObject({ code, retryable: false, outcome: 'UNKNOWN' });
    expect(errors?.[0]?.message).toContain('look for the customer before you try again');
    expect(stack.control.count('createIndividualCustomerV2')).toBe(1);
  },
);

test('a 201 is a success in v2', async () => {
  await using stack = await startVersion('v2');
  stack.control.settings.createStatus = 201;

  const { data, errors } = await stack.request(CREATE, { input: CYRILLIC });

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ createIndividualCustomer: { customer: { id: expect.any(String) } } });
});

test('broken rules and values of a wrong type are reported at once in v2, and nothing is sent', async () => {
  await using stack = await startVersion('v2');

  const { errors } = await stack.request(CREATE, {
    input: {
      ...CYRILLIC,
      basicInfo: {
        ...basicInfo,
        firstNameEn: null,
        gender: 'F',
        taxInfo: [
          { country: 'US', documentType: ' ', documentId: 'a' },
          { country: 'USA', documentType: 'TIN' },
        ],
      },
      financialProfile: { ...financialProfile, employmentStatus: null, sourceOfFundIds: ['x'] },
    },
  });

  const told = errors?.[0]?.extensions.fieldErrors?.map(
    ({ path, code }) => `${path.slice(1).join('.')} ${code}`,
  );
  expect(new Set(told)).toEqual(
    new Set([
      'basicInfo.gender UNKNOWN_VALUE',
      'basicInfo.taxInfo.0.country UNKNOWN_VALUE',
      'basicInfo.taxInfo.1.documentId REQUIRED',
      'financialProfile.sourceOfFundIds.0 INVALID_FORMAT',
      'basicInfo.firstNameEn REQUIRED',
      'basicInfo.taxInfo.0.documentType REQUIRED',
      'financialProfile.employmentStatus REQUIRED',
    ]),
  );
  expect(stack.control.requests).toEqual([]);
});

test('in v1, a tax number or a source of funds of a wrong type is not reported as missing as well', async () => {
  await using stack = await startVersion('v1');

  const { errors } = await stack.request(CREATE, {
    input: {
      ...CYRILLIC,
      basicInfo: { ...basicInfo, taxInfo: [{ country: 'USA', documentType: 'SSN', documentId: 1 }] },
      financialProfile: { ...financialProfile, sourceOfFundIds: ['x'] },
    },
  });

  expect(
    errors?.[0]?.extensions.fieldErrors?.map(({ path, code }) => [path.slice(1).join('.'), code]),
  ).toEqual([
    ['basicInfo.taxInfo.0.documentId', 'INVALID_FORMAT'],
    ['financialProfile.sourceOfFundIds.0', 'INVALID_FORMAT'],
  ]);
});
