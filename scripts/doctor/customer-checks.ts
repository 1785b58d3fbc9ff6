import { parseTimestamp } from '../../src/datasources/fin/wire/parse-timestamp.ts';
import type { CustomerApi } from '../../src/rules/rule-context.ts';
import { isMadeUp } from './create-checks.ts';
import { describe, type Examination, finding } from './examination.ts';
import type { Finding } from './report.ts';
import { asRecord } from './shape.ts';

interface CustomerChecks {
  readonly findings: readonly Finding[];
  /** The version that created the newest customer. Undefined if there is none, or if the API does not tell. */
  readonly newestVersion: CustomerApi | undefined;
}

interface ListedCustomer {
  readonly id: string;
  readonly createdAtMs: number;
}

const MAX_CUSTOMERS = 3;

/** Statuses that only customers of one version have. */
const VERSION_BY_STATUS: ReadonlyMap<unknown, CustomerApi> = new Map([
  ['QUEUED', 'v1'],
  ['ON_HOLD', 'v1'],
  ['REINITIATE', 'v1'],
  ['PROCESSING', 'v2'],
  ['IN_COMPLIANCE', 'v2'],
  ['ACTION_REQUIRED', 'v2'],
]);

/** Reads the newest customers through both versions. The version that created a customer is in no response. */
export async function checkCustomers(examination: Examination, token: string): Promise<CustomerChecks> {
  const list = await examination.api.send({
    name: 'list customers',
    path: 'v2/customers?type=INDIVIDUAL&per_page=100&current_page=1',
    token,
  });
  const customers = parseCustomers(list.body);
  if (list.status !== 200 || !customers) {
    return { findings: [finding('List customers', 'note', describe(list))], newestVersion: undefined };
  }
  const versions: (CustomerApi | undefined)[] = [];
  for (const { id } of customers) versions.push(await findVersion(examination, token, id));
  const count = (version: CustomerApi | undefined) => versions.filter((other) => other === version).length;
  return {
    newestVersion: versions[0],
    findings: [
      finding('List customers', 'ok'),
      customers.length === 0
        ? finding('Read customers through v1 and v2', 'skipped', 'there are no customers')
        : finding(
            'Read customers through v1 and v2',
            count(undefined) === 0 ? 'ok' : 'note',
            `of the newest ${customers.length}: ${count('v1')} of v1, ${count('v2')} of v2, ${count(undefined)} unclear`,
          ),
    ],
  };
}

/** The newest customers, without those that this script created. */
function parseCustomers(body: unknown): ListedCustomer[] | undefined {
  const { customers } = asRecord(asRecord(body)['data']);
  if (!Array.isArray(customers)) return undefined;
  return customers
    .map(asRecord)
    .filter(({ email }) => !isMadeUp(email))
    .flatMap(({ customer_id: id, created_at: createdAt }) => {
      const createdAtMs = typeof createdAt === 'string' ? parseTimestamp(createdAt) : undefined;
      return typeof id === 'string' ? [{ id, createdAtMs: createdAtMs ?? 0 }] : [];
    })
    .toSorted((a, b) => b.createdAtMs - a.createdAtMs)
    .slice(0, MAX_CUSTOMERS);
}

async function findVersion(
  examination: Examination,
  token: string,
  customerId: string,
): Promise<CustomerApi | undefined> {
  examination.redact(customerId);
  const v1 = await readCustomer(examination, token, 'v1', customerId);
  const v2 = await readCustomer(examination, token, 'v2', customerId);
  if (v1.status === 200 && v2.status === 404) return 'v1';
  if (v1.status === 404 && v2.status === 200) return 'v2';
  return VERSION_BY_STATUS.get(asRecord(asRecord(v2.body)['data'])['customer_status']);
}

export function readCustomer({ api }: Examination, token: string, version: CustomerApi, customerId: string) {
  const path = `${version}/customers/${encodeURIComponent(customerId)}`;
  return api.send({ name: `read a customer through ${version}`, path, token });
}
