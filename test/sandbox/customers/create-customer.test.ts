import { expect, it } from 'vitest';
import { startSandbox } from '../../../sandbox/create-sandbox.ts';
import {
  attach,
  create,
  customerOf,
  exampleAttach,
  examplePerson,
  formOf,
  PDF,
  post,
  upload,
} from '../sandbox-client.ts';

interface Created {
  readonly customer_id: string;
  readonly tos_policies_url: string;
}
const createdIn = (json: unknown) => (json as { data: Created }).data;

it('a new customer is INCOMPLETE, and its terms are at an address that holds their value', async () => {
  await using sandbox = await startSandbox();
  const { status, json } = await create(sandbox, examplePerson());
  const { customer_id, tos_policies_url } = createdIn(json);
  expect([status, Object.keys(createdIn(json))]).toEqual([200, ['customer_id', 'tos_policies_url']]);
  const { origin, pathname, searchParams } = new URL(tos_policies_url);
  expect(origin + pathname).toBe('https://orchestration.fin.com/orchestration-customer-tos');
  expect(searchParams.get('customer_id')).toBe(customer_id);
  expect(searchParams.get('tos_policies_value')).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  expect(await customerOf(sandbox, customer_id)).toMatchObject({
    first_name: 'Mariana',
    last_name: 'Castanho',
    email: 'mariana.castanho@example.com',
    phone: '+14155550119',
    country_of_residence: 'USA',
    verification_type: 'STANDARD',
    customer_status: 'INCOMPLETE',
    tos_policies_url,
  });
});

it('a new customer uploads and attaches with what creation gave', async () => {
  await using sandbox = await startSandbox();
  const { customer_id, tos_policies_url } = createdIn((await create(sandbox, examplePerson())).json);
  await upload(sandbox, formOf(['customer_id', customer_id], ['file0', PDF]));
  const files = [{ uri: sandbox.control.uploads[0]?.uri }];
  const { proof_of_identity, proof_of_address } = exampleAttach();
  const body = {
    customer_id,
    proof_of_identity: { ...proof_of_identity, files },
    proof_of_address: { ...proof_of_address, files },
    tos_policies_value: new URL(tos_policies_url).searchParams.get('tos_policies_value'),
  };
  expect((await attach(sandbox, body)).status).toBe(200);
});

it('the same person sent twice is two customers', async () => {
  await using sandbox = await startSandbox();
  const first = createdIn((await create(sandbox, examplePerson())).json);
  const second = createdIn((await create(sandbox, examplePerson())).json);
  expect(first.customer_id).not.toBe(second.customer_id);
  expect(sandbox.control.customerCount()).toBe(3);
});

it('a creation whose answer is lost has made a customer all the same', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('createIndividualCustomer', {
    reset: 'before-headers',
    afterProcessing: true,
  });
  await expect(create(sandbox, examplePerson())).rejects.toThrow();
  expect([sandbox.control.count('createIndividualCustomer'), sandbox.control.customerCount()]).toEqual([
    1, 2,
  ]);
});

const person = examplePerson();
const { basic_info: info, address, financial_profile: profile } = person;
const E164 = 'must be a phone number in E.164 format, such as +14155550132';
const STATE = 'must be an ISO 3166-2 subdivision code, such as US-CA';
const COUNTRY = 'must be an ISO 3166-1 alpha-3 country code';
const CATALOGUE = 'must be an id from the catalogue';

it.each<[string, unknown, string]>([
  ['verification_type', { ...person, verification_type: undefined }, 'is required'],
  ['verification_type', { ...person, verification_type: 'FULL' }, 'must be one of STANDARD, RELIANCE'],
  ['basic_info', { ...person, basic_info: undefined }, 'is required'],
  ['basic_info.first_name', { ...person, basic_info: { ...info, first_name: '' } }, 'must not be blank'],
  [
    'basic_info.last_name',
    { ...person, basic_info: { ...info, last_name: 'Иванова' } },
    'must contain only Latin letters',
  ],
  [
    'basic_info.dob',
    { ...person, basic_info: { ...info, dob: '1990-02-30' } },
    'must be a valid date in the format YYYY-MM-DD',
  ],
  [
    'basic_info.email',
    { ...person, basic_info: { ...info, email: 'Mariana@example.com' } },
    'must be lowercase',
  ],
  ['basic_info.email', { ...person, basic_info: { ...info, email: 'mariana' } }, 'must be an email address'],
  ['basic_info.phone', { ...person, basic_info: { ...info, phone: '+1 415 555 0119' } }, E164],
  ['basic_info.phone', { ...person, basic_info: { ...info, phone: '14155550119' } }, E164],
  [
    'basic_info.phone',
    { ...person, basic_info: { ...info, phone: '+442071234567' } },
    'must start with +1, the calling code of country_of_residence',
  ],
  [
    'basic_info.country_of_residence',
    { ...person, basic_info: { ...info, country_of_residence: 'US' } },
    COUNTRY,
  ],
  ['basic_info.nationality', { ...person, basic_info: { ...info, nationality: 'XKX' } }, COUNTRY],
  ['basic_info.tin', { ...person, basic_info: { ...info, tin: 900 } }, 'must be a string'],
  [
    'address.street',
    { ...person, address: { ...address, street: '東京都' } },
    'must contain only Latin letters',
  ],
  ['address.city', { ...person, address: { ...address, city: undefined } }, 'is required'],
  ['address.state', { ...person, address: { ...address, state: 'NY' } }, STATE],
  [
    'address.state',
    { ...person, address: { ...address, state: 'US-ZZ' } },
    'must be the ISO 3166-2 code of a subdivision of the country',
  ],
  [
    'address.state',
    { ...person, address: { ...address, country: 'AFG' } },
    'must be the ISO 3166-2 code of a subdivision of the country',
  ],
  [
    'address.postal_code',
    { ...person, address: { ...address, postal_code: 'A10001' } },
    'must be a valid postal code for the country',
  ],
  ['address.country', { ...person, address: { ...address, country: 'usa' } }, COUNTRY],
  [
    'financial_profile.occupation_id',
    { ...person, financial_profile: { ...profile, occupation_id: 16 } },
    CATALOGUE,
  ],
  [
    'financial_profile.source_of_fund_id',
    { ...person, financial_profile: { ...profile, source_of_fund_id: 9 } },
    CATALOGUE,
  ],
  [
    'financial_profile.purpose_id',
    { ...person, financial_profile: { ...profile, purpose_id: '1' } },
    'must be a whole number',
  ],
  [
    'financial_profile.monthly_volume_usd',
    { ...person, financial_profile: { ...profile, monthly_volume_usd: 3400.5 } },
    'must be a whole number, 0 or more',
  ],
  [
    'financial_profile.monthly_volume_usd',
    { ...person, financial_profile: { ...profile, monthly_volume_usd: -1 } },
    'must be a whole number, 0 or more',
  ],
  ['meta_data', { ...person, meta_data: 'REF-12345' }, 'must be an object'],
])('a mistake in %s alone is a 422 that names it: %#', async (field, body, message) => {
  await using sandbox = await startSandbox();
  const { status, json } = await create(sandbox, body);
  expect([status, json]).toEqual([422, { message: 'Validation failed', errors: [{ [field]: message }] }]);
  expect(sandbox.control.customerCount()).toBe(1);
});

it('all mistakes are told at once, in the reading that is set', async () => {
  await using sandbox = await startSandbox({ errorReading: 'G-map' });
  const { json } = await create(sandbox, {
    ...person,
    basic_info: { ...info, email: 'X@example.com', phone: '1' },
  });
  expect(json).toMatchObject({
    errors: { 'basic_info.email': 'must be lowercase', 'basic_info.phone': E164 },
  });
});

it.each<[string, unknown]>([
  ['accents', { ...person, basic_info: { ...info, last_name: "Núñez-O'Brien Łuk" } }],
  ['members nobody knows', { ...person, referrer: 'x', basic_info: { ...info, middle_name: 'B' } }],
  ['no meta_data', { ...person, meta_data: undefined }],
  [
    'a country that has no list of states',
    { ...person, address: { ...address, country: 'GBR', state: 'GB-LND', postal_code: 'SW1A 1AA' } },
  ],
  [
    'a country that has no postal codes',
    { ...person, address: { ...address, country: 'AGO', state: 'AO-LUA', postal_code: '' } },
  ],
  [
    'a calling code of another area',
    { ...person, basic_info: { ...info, country_of_residence: 'DOM', phone: '+18295550119' } },
  ],
])('a customer with %s is created', async (_, body) => {
  await using sandbox = await startSandbox();
  expect((await create(sandbox, body)).status).toBe(200);
});

it('RELIANCE is a 423 until the account has it', async () => {
  await using sandbox = await startSandbox();
  const body = { ...examplePerson(), verification_type: 'RELIANCE' };
  const { status, json } = await create(sandbox, body);
  expect([status, json]).toEqual([423, { message: 'RELIANCE is not available for your client' }]);
  sandbox.control.settings.relianceEnabled = true;
  const { customer_id } = createdIn((await create(sandbox, body)).json);
  expect(await customerOf(sandbox, customer_id)).toMatchObject({ verification_type: 'RELIANCE' });
});

it('without a token nobody is created', async () => {
  await using sandbox = await startSandbox();
  const { status, json } = await post(sandbox, '/v1/customers/individual', {
    body: examplePerson(),
    token: 'x',
  });
  expect([status, json]).toEqual([401, { message: 'Authentication failed' }]);
  expect(sandbox.control.customerCount()).toBe(1);
});
