import { randomUUID } from 'node:crypto';
import type { CustomerApi } from '../../src/rules/rule-context.ts';
import type { ApiResponse } from './api.ts';
import { type Creation, isSuccess } from './create-checks.ts';
import { readCustomer } from './customer-checks.ts';
import { detectErrorReading } from './error-reading.ts';
import { describe, type Examination, finding } from './examination.ts';
import type { Finding } from './report.ts';

/** Finds out what v1 does with a made-up customer that v2 created. The gateway can work with every result. */
export async function checkV2CustomerThroughV1(
  examination: Examination,
  token: string,
  customerId: string,
): Promise<Finding[]> {
  const read = await readCustomer(examination, token, 'v1', customerId);
  const unknown = await attachMissingFiles(examination, token, randomUUID());
  const attach = await attachMissingFiles(examination, token, customerId);
  const isAttached = attachesThroughV1(attach, unknown);
  return [
    finding(
      'Read a customer of v2 through v1',
      read.status === 200 || read.status === 404 ? 'ok' : 'note',
      `v1 ${read.status === 200 ? 'reads' : 'does not read'} a customer of v2`,
      describe(read),
    ),
    finding(
      'Attach to a customer of v2 through v1',
      isAttached === undefined ? 'note' : 'ok',
      isAttached === undefined
        ? 'the response does not tell whether v1 attaches to a customer of v2'
        : `v1 ${isAttached ? 'attaches' : 'does not attach'} to a customer of v2`,
      describe(attach),
    ),
  ];
}

/** Tries to attach files that were never uploaded, with terms that are not the customer's. The rest is valid. */
function attachMissingFiles({ api, redact }: Examination, token: string, customerId: string) {
  redact(customerId);
  const files = [{ side: 'FRONT', uri: `/${randomUUID()}_document-0.pdf` }];
  return api.send({
    name: 'attach missing files through v1',
    method: 'POST',
    path: 'v1/customers/individual/attach',
    token,
    json: {
      customer_id: customerId,
      proof_of_identity: {
        type: 'PASSPORT',
        number: 'DOCTOR000',
        country: 'USA',
        issue_date: '2020-01-15',
        expiry_date: `${new Date().getUTCFullYear() + 2}-01-15`,
        files,
      },
      proof_of_address: { type: 'BANK_STATEMENT', country: 'USA', files },
      tos_policies_value: randomUUID(),
    },
  });
}

/**
 * Judges whether v1 knows the customer of a rejected attach.
 *
 * @param unknown the response for a customer that does not exist
 */
function attachesThroughV1(attach: ApiResponse, unknown: ApiResponse): boolean | undefined {
  if (isSuccess(attach)) return true;
  if (attach.status === 403 || attach.status === 404) return false;
  if (attach.status !== 422) return undefined;
  const { fields } = detectErrorReading(attach.body);
  if (fields.length > 0) return !fields.some((field) => field.endsWith('customer_id'));
  // Without field names, an equal response means that v1 knows neither customer.
  return JSON.stringify(attach.body) === JSON.stringify(unknown.body) ? false : undefined;
}

interface VersionEvidence {
  /** The value of FIN_CUSTOMER_API, or its default. */
  readonly setting: CustomerApi;
  readonly newestVersion: CustomerApi | undefined;
  /** Undefined if nothing was sent to create a customer. */
  readonly creations: Readonly<Record<CustomerApi, Creation>> | undefined;
}

/** Tells which value FIN_CUSTOMER_API should have. */
export function judgeVersion({ setting, newestVersion, creations }: VersionEvidence): Finding {
  const check = 'Version of the customer API';
  const other = setting === 'v1' ? 'v2' : 'v1';
  const isOtherUsable = creations?.[other].isUsable;
  if (creations?.[setting].isUsable === false) {
    const advice = isOtherUsable
      ? `set FIN_CUSTOMER_API=${other}: customers can be created through ${other}, but not through ${setting}`
      : `customers cannot be created through ${setting}`;
    return finding(check, 'failed', advice);
  }
  if (newestVersion === other && isOtherUsable !== false) {
    const advice = `set FIN_CUSTOMER_API=${other}: it is ${setting}, but your newest customer was created through ${other}`;
    return finding(check, 'note', advice);
  }
  if (newestVersion === setting || isOtherUsable === false) {
    return finding(check, 'ok', `FIN_CUSTOMER_API=${setting} fits`);
  }
  const reason = 'no customer shows which version you use';
  return creations?.[setting].customerId === undefined
    ? finding(check, 'note', `${reason}; pass --create-customer to try both`)
    : finding(check, 'ok', `FIN_CUSTOMER_API=${setting} works; ${reason}`);
}
