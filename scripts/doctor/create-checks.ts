import { randomUUID } from 'node:crypto';
import type { CustomerApi } from '../../src/rules/rule-context.ts';
import { describe, type Examination, finding } from './examination.ts';
import type { CatalogueIds } from './read-checks.ts';
import type { Finding } from './report.ts';
import { asRecord } from './shape.ts';

export interface Creation {
  readonly finding: Finding;
  /** Whether the account can create customers through this version. Undefined if the response does not tell. */
  readonly isUsable: boolean | undefined;
  readonly customerId: string | undefined;
}

/** Tries to create a customer without any field, which cannot succeed. */
export async function checkEmptyCreate(
  { api }: Examination,
  token: string,
  version: CustomerApi,
): Promise<Creation> {
  const response = await api.send({
    name: `empty create through ${version}`,
    method: 'POST',
    path: `${version}/customers/individual`,
    token,
    json: {},
  });
  const { status } = response;
  const isRejectedForItsContent = status === 400 || status === 422;
  return {
    isUsable: isRejectedForItsContent || toUsability(status),
    customerId: undefined,
    finding: finding(
      `Reject an empty create through ${version}`,
      isRejectedForItsContent ? 'ok' : 'note',
      describe(response),
    ),
  };
}

/** Creates a made-up person. The new customer id never leaves this process. */
export async function createPerson(
  { api, redact }: Examination,
  token: string,
  version: CustomerApi,
  ids: CatalogueIds,
): Promise<Creation> {
  const response = await api.send({
    name: `create a customer through ${version}`,
    method: 'POST',
    path: `${version}/customers/individual`,
    token,
    json: version === 'v1' ? toPersonV1(ids) : toPersonV2(ids),
  });
  const check = `Create a customer through ${version}`;
  const { customer_id: customerId, ...rest } = asRecord(asRecord(response.body)['data']);
  if (!isSuccess(response) || typeof customerId !== 'string') {
    const isUsable = toUsability(response.status);
    return { finding: finding(check, 'note', describe(response)), isUsable, customerId: undefined };
  }
  redact(customerId);
  for (const value of Object.values(rest)) if (typeof value === 'string') redact(value);
  return { finding: finding(check, 'ok', describe(response)), isUsable: true, customerId };
}

/** Statuses of responses that would be the same for any version. */
const INCONCLUSIVE: ReadonlySet<number> = new Set([401, 408, 429]);

function toUsability(status: number): false | undefined {
  return status >= 400 && status < 500 && !INCONCLUSIVE.has(status) ? false : undefined;
}

export function isSuccess({ status }: { readonly status: number }): boolean {
  return status >= 200 && status < 300;
}

const MADE_UP_EMAIL = /^doctor\.[\da-f]{8}@example\.com$/;

/** True for the email address of a customer that an earlier run created. */
export function isMadeUp(email: unknown): boolean {
  return typeof email === 'string' && MADE_UP_EMAIL.test(email);
}

function toPersonV1({ occupation_id, purpose_id, source_of_fund_id }: CatalogueIds): object {
  return {
    verification_type: 'STANDARD',
    basic_info: { ...basicInfo(), nationality: 'USA', tin: '900-00-0000' },
    address: { ...ADDRESS, street: '12 Harbour Street', state: 'US-NY' },
    financial_profile: { occupation_id, purpose_id, source_of_fund_id, monthly_volume_usd: 5000 },
  };
}

function toPersonV2({ occupation_id, purpose_id, source_of_fund_id }: CatalogueIds): object {
  return {
    verification_type: 'STANDARD',
    basic_info: {
      ...basicInfo(),
      primary_nationality: 'USA',
      tax_info: [{ country_code: 'USA', document_type: 'SSN', document_id: '900-00-0000' }],
    },
    address: { ...ADDRESS, street_line_1: '12 Harbour Street', subdivision_code: 'US-NY' },
    financial_profile: {
      employment_status: 'EMPLOYED',
      occupation_id,
      purpose_id,
      source_of_fund_ids: [source_of_fund_id],
      monthly_volume_usd: 5000,
    },
  };
}

function basicInfo() {
  return {
    first_name: 'Doctor',
    last_name: 'Example',
    dob: '1990-01-15',
    email: `doctor.${randomUUID().slice(0, 8)}@example.com`,
    phone: '+14155550119',
    country_of_residence: 'USA',
  };
}

const ADDRESS = { city: 'New York', postal_code: '10001', country: 'USA' };
