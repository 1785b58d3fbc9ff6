import type { Sandbox } from '../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID, TOS_POLICIES_VALUE } from '../support/example-data.ts';
import { get, type HttpAnswer, issue, post } from './sandbox-client.ts';

/** The example of the page that documents attaching with v2: a driver's license and a selfie. */
export function licenseAndSelfie() {
  return {
    identifying_documents: [
      { type: 'SELFIE', files: [{ uri: '/AbAcQ4hn_0652746727637.pdf' }] },
      {
        type: 'DRIVERS_LICENSE',
        number: 'DL987654321',
        country: 'USA',
        state: 'US-CA',
        issue_date: '2019-06-01',
        expiry_date: '2029-06-01',
        files: [
          { side: 'FRONT', uri: '/AbAcQ4hn_0652746727638.pdf' },
          { side: 'BACK', uri: '/XyZ123mn_0652746727639.pdf' },
        ],
      },
    ],
    address_documents: [
      { type: 'BANK_STATEMENT', country: 'USA', files: [{ uri: '/PoAdef45_0652746727640.pdf' }] },
    ],
    tos_policies_value: TOS_POLICIES_VALUE,
  };
}

/** The smallest request: a passport, without a selfie. */
export function passportOnly(number = 'A12345678') {
  const passport = {
    type: 'PASSPORT',
    number,
    country: 'USA',
    expiry_date: '2030-01-15',
    files: [{ uri: '/AbAcQ4hn_0652746727637.pdf' }],
  };
  return { ...licenseAndSelfie(), identifying_documents: [passport] };
}

/** The example of the page that documents creating with v2, with an occupation that the sandbox has. */
export function newPerson() {
  return {
    verification_type: 'STANDARD',
    basic_info: {
      first_name: 'Maria',
      middle_name: 'Elena',
      last_name: 'Garcia',
      dob: '1990-04-15',
      email: 'maria.garcia@example.com',
      phone: '+14155552671',
      country_of_residence: 'USA',
      primary_nationality: 'USA',
      secondary_nationality: 'MEX',
      gender: 'FEMALE',
      tax_info: [{ country_code: 'USA', document_type: 'SSN', document_id: '123-45-6789' }],
    },
    address: {
      street_line_1: '123 Market Street',
      street_line_2: 'Apt 4B',
      city: 'San Francisco',
      subdivision_code: 'US-CA',
      postal_code: '94103',
      country: 'USA',
    },
    financial_profile: {
      employment_status: 'EMPLOYED',
      occupation_id: 2,
      purpose_id: 3,
      purpose_remarks: 'Personal remittances to family',
      source_of_funds_description: 'Monthly salary from employment',
      source_of_fund_ids: [1, 5],
      monthly_volume_usd: 5000,
    },
    meta_data: { reference: 'client-ref-abc-001' },
  };
}

export async function createV2(sandbox: Sandbox, body: unknown): Promise<HttpAnswer> {
  const { access_token: token } = await issue(sandbox);
  return post(sandbox, '/v2/customers/individual', { body, token });
}

export async function attachV2(
  sandbox: Sandbox,
  body: unknown,
  { customerId = CUSTOMER_ID, ...init }: { customerId?: string } & Omit<RequestInit, 'body'> = {},
): Promise<HttpAnswer> {
  const { access_token: token } = await issue(sandbox);
  return post(sandbox, `/v2/customers/${customerId}/individual/attach`, { ...init, body, token });
}

/** The `data` of a read. */
export async function readV2(sandbox: Sandbox, path: string): Promise<Record<string, unknown>> {
  const { status, json } = await get(sandbox, path, (await issue(sandbox)).access_token);
  if (status !== 200) throw new Error(`A ${status} instead of data`);
  return (json as { data: Record<string, unknown> }).data;
}
