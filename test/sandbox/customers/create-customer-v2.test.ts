import { expect, it } from 'vitest';
import { startSandbox } from '../../../sandbox/create-sandbox.ts';
import { create, examplePerson, post } from '../sandbox-client.ts';
import { createV2, newPerson, readV2 } from '../v2-examples.ts';

const TODAY = { clock: () => Date.parse('2026-05-04T12:00:00Z') };
const createdIn = (json: unknown) =>
  (json as { data: { customer_id: string; tos_policies_url: string } }).data;

it("the documentation's example creates a customer that v2 knows", async () => {
  await using sandbox = await startSandbox();
  const { status, json } = await createV2(sandbox, newPerson());
  const { customer_id, tos_policies_url } = createdIn(json);
  expect([status, Object.keys(createdIn(json))]).toEqual([200, ['customer_id', 'tos_policies_url']]);
  const { origin, pathname, searchParams } = new URL(tos_policies_url);
  expect(origin + pathname).toBe('https://orchestration.fin.com/orchestration-customer-tos');
  expect([...searchParams.keys()]).toEqual(['customer_id', 'tos_policies_value']);
  expect(await readV2(sandbox, `/v2/customers/${customer_id}`)).toMatchObject({
    customer_id,
    first_name: 'Maria',
    last_name: 'Garcia',
    email: 'maria.garcia@example.com',
    phone: '+14155552671',
    country_of_residence: 'USA',
    verification_type: 'STANDARD',
    customer_status: 'INCOMPLETE',
    tos_policies_url,
  });
});

const person = newPerson();
const { basic_info: info, address, financial_profile: profile } = person;
const [taxId] = info.tax_info;
const withInfo = (changes: object) => ({ ...person, basic_info: { ...info, ...changes } });
const withAddress = (changes: object) => ({ ...person, address: { ...address, ...changes } });
const withProfile = (changes: object) => ({ ...person, financial_profile: { ...profile, ...changes } });

const COUNTRY = 'must be an ISO 3166-1 alpha-3 country code';
const CATALOGUE = 'must be an id from the catalogue';
const TWIN = 'is required, because its base member has characters outside ASCII';
const ASCII = 'must contain only ASCII characters';
const AGE = 'must be the birth date of a person from 18 to 120 years old';

it.each<[string, unknown, string]>([
  ['verification_type', { ...person, verification_type: 'FULL' }, 'must be one of STANDARD, RELIANCE'],
  ['basic_info', { ...person, basic_info: undefined }, 'is required'],
  ['basic_info.first_name', withInfo({ first_name: undefined }), 'is required'],
  ['basic_info.first_name', withInfo({ first_name: ' ' }), 'must not be blank'],
  ['basic_info.first_name_en', withInfo({ first_name: 'Мария' }), TWIN],
  ['basic_info.first_name_en', withInfo({ first_name: 'María' }), TWIN],
  ['basic_info.middle_name_en', withInfo({ middle_name: 'Élena' }), TWIN],
  ['basic_info.last_name_en', withInfo({ last_name: '王' }), TWIN],
  ['basic_info.last_name_en', withInfo({ last_name: '王', last_name_en: 'Wáng' }), ASCII],
  ['basic_info.last_name_en', withInfo({ last_name_en: '' }), 'must not be blank'],
  ['basic_info.dob', withInfo({ dob: '1990-02-30' }), 'must be a valid date in the format YYYY-MM-DD'],
  ['basic_info.dob', withInfo({ dob: '2008-05-05' }), AGE],
  ['basic_info.dob', withInfo({ dob: '1905-05-04' }), AGE],
  ['basic_info.email', withInfo({ email: 'Maria@example.com' }), 'must be lowercase'],
  [
    'basic_info.phone',
    withInfo({ phone: '4155552671' }),
    'must be a phone number in E.164 format, such as +14155550132',
  ],
  [
    'basic_info.phone',
    withInfo({ phone: '+442071234567' }),
    'must start with +1, the calling code of country_of_residence',
  ],
  ['basic_info.country_of_residence', withInfo({ country_of_residence: 'US' }), COUNTRY],
  ['basic_info.primary_nationality', withInfo({ primary_nationality: undefined }), 'is required'],
  ['basic_info.secondary_nationality', withInfo({ secondary_nationality: 'MX' }), COUNTRY],
  ['basic_info.gender', withInfo({ gender: 'F' }), 'must be one of MALE, FEMALE'],
  ['basic_info.tax_info', withInfo({ tax_info: undefined }), 'is required'],
  ['basic_info.tax_info', withInfo({ tax_info: [] }), 'must not be empty'],
  ['basic_info.tax_info.0.country_code', withInfo({ tax_info: [{ ...taxId, country_code: 'US' }] }), COUNTRY],
  [
    'basic_info.tax_info.0.document_type',
    withInfo({ tax_info: [{ ...taxId, document_type: undefined }] }),
    'is required',
  ],
  [
    'basic_info.tax_info.1.document_id',
    withInfo({ tax_info: [taxId, { ...taxId, document_type: 'TIN' }] }),
    'must not be repeated',
  ],
  ['address.street_line_1', withAddress({ street_line_1: undefined }), 'is required'],
  ['address.street_line_1_en', withAddress({ street_line_1: 'Straße 1' }), TWIN],
  ['address.street_line_2_en', withAddress({ street_line_2: '2º' }), TWIN],
  ['address.city', withAddress({ city: undefined }), 'is required'],
  [
    'address.subdivision_code',
    withAddress({ subdivision_code: 'CA' }),
    'must be an ISO 3166-2 subdivision code, such as US-CA',
  ],
  [
    'address.subdivision_code',
    withAddress({ subdivision_code: 'US-ZZ' }),
    'must be the ISO 3166-2 code of a subdivision of the country',
  ],
  ['address.postal_code', withAddress({ postal_code: 'x' }), 'must be a valid postal code for the country'],
  ['address.country', withAddress({ country: 'usa' }), COUNTRY],
  [
    'financial_profile.employment_status',
    withProfile({ employment_status: 'BUSY' }),
    'must be one of EMPLOYED, SELF_EMPLOYED, RETIRED, STUDENT, UNEMPLOYED',
  ],
  ['financial_profile.employment_status', withProfile({ employment_status: undefined }), 'is required'],
  ['financial_profile.occupation_id', withProfile({ occupation_id: 42 }), CATALOGUE],
  ['financial_profile.purpose_id', withProfile({ purpose_id: '3' }), 'must be a whole number'],
  ['financial_profile.source_of_fund_ids', withProfile({ source_of_fund_ids: 1 }), 'must be an array'],
  ['financial_profile.source_of_fund_ids', withProfile({ source_of_fund_ids: [] }), 'must not be empty'],
  ['financial_profile.source_of_fund_ids.1', withProfile({ source_of_fund_ids: [1, 9] }), CATALOGUE],
  [
    'financial_profile.monthly_volume_usd',
    withProfile({ monthly_volume_usd: -1 }),
    'must be a whole number, 0 or more',
  ],
  ['meta_data', { ...person, meta_data: 'REF' }, 'must be an object'],
])('a mistake in %s is a 422 that names it: %#', async (field, body, message) => {
  await using sandbox = await startSandbox(TODAY);
  const { status, json } = await createV2(sandbox, body);
  expect([status, json]).toEqual([422, { message: 'Validation failed', errors: [{ [field]: message }] }]);
  expect(sandbox.control.customerCount()).toBe(1);
});

it.each<[string, unknown]>([
  ['names in other scripts and their twins', withInfo({ first_name: 'Мария', first_name_en: 'Mariya' })],
  ['a city outside ASCII, which has no twin', withAddress({ city: 'São Paulo' })],
  ['only what is required', withoutOptionalMembers()],
  ['an 18th birthday today', withInfo({ dob: '2008-05-04' })],
  ['an age of 120', withInfo({ dob: '1905-05-05' })],
  ['members that the API does not know', withInfo({ tin: '1', nationality: 'nowhere' })],
])('a customer with %s is created', async (_, body) => {
  await using sandbox = await startSandbox(TODAY);
  expect((await createV2(sandbox, body)).status).toBe(200);
});

it('a request in the shape of v1 is refused member by member', async () => {
  await using sandbox = await startSandbox();
  const { errors } = (await createV2(sandbox, examplePerson())).json as { errors: object[] };
  expect(errors.flatMap((error) => Object.keys(error))).toEqual([
    'basic_info.primary_nationality',
    'basic_info.tax_info',
    'address.street_line_1',
    'address.subdivision_code',
    'financial_profile.employment_status',
    'financial_profile.source_of_fund_ids',
  ]);
});

it('RELIANCE is a 423 unless the account has it enabled', async () => {
  await using sandbox = await startSandbox();
  const body = { ...newPerson(), verification_type: 'RELIANCE' };
  const { status, json } = await createV2(sandbox, body);
  expect([status, json]).toEqual([423, { message: 'RELIANCE is not available for your client' }]);
  sandbox.control.settings.relianceEnabled = true;
  expect((await createV2(sandbox, body)).status).toBe(200);
});

it.each([200, 201] as const)('both versions answer %i to a create if told to', async (createStatus) => {
  await using sandbox = await startSandbox({ createStatus });
  expect((await create(sandbox, examplePerson())).status).toBe(createStatus);
  expect((await createV2(sandbox, newPerson())).status).toBe(createStatus);
});

it('nobody is created without a token', async () => {
  await using sandbox = await startSandbox();
  const { status, json } = await post(sandbox, '/v2/customers/individual', { body: newPerson() });
  expect([status, json]).toEqual([401, { message: 'Authentication failed' }]);
  expect(sandbox.control.customerCount()).toBe(1);
});

function withoutOptionalMembers() {
  const { middle_name: _, secondary_nationality: __, gender: ___, ...basic_info } = info;
  const { street_line_2: ____, ...required } = address;
  const { purpose_remarks: _____, source_of_funds_description: ______, ...financial_profile } = profile;
  return { verification_type: 'STANDARD', basic_info, address: required, financial_profile };
}
