import { randomUUID } from 'node:crypto';
import { toJavaScriptPattern } from '../../src/datasources/fin/catalogue/ruby-regexp.ts';
import type { ApiResponse } from './api.ts';
import { describe, type Examination, finding, readOccupation } from './examination.ts';
import type { Finding } from './report.ts';
import { asRecord } from './shape.ts';

const PAGE = 'per_page=100&current_page=1';

const LISTS = [
  { name: 'occupations', path: `v1/occupations?${PAGE}`, member: 'occupations', key: 'id' },
  { name: 'purposes', path: `v1/purposes?type=INDIVIDUAL&${PAGE}`, member: 'purposes', key: 'id' },
  {
    name: 'source of funds',
    path: `v1/source-of-funds?type=INDIVIDUAL&${PAGE}`,
    member: 'source_of_funds',
    key: 'id',
  },
  { name: 'countries', path: `v1/countries?${PAGE}`, member: 'countries', key: 'code' },
  { name: 'subdivisions', path: 'v1/countries/USA/subdivisions', member: 'subdivisions', key: 'code' },
] as const;

export interface CatalogueIds {
  readonly occupation_id: unknown;
  readonly purpose_id: unknown;
  readonly source_of_fund_id: unknown;
}

interface CatalogueChecks {
  readonly findings: readonly Finding[];
  /** The first id of each list. */
  readonly ids: CatalogueIds;
}

export async function checkRejectedReads(examination: Examination, token: string): Promise<Finding[]> {
  const withBadToken = await readOccupation(examination, 'read with an invalid token', 'not-a-token');
  const unknown = await examination.api.send({
    name: 'read an unknown customer',
    path: `v1/customers/${randomUUID()}`,
    token,
  });
  return [
    finding('Reject an invalid token', withBadToken.status === 401 ? 'ok' : 'failed', describe(withBadToken)),
    finding('Read an unknown customer', unknown.status === 404 ? 'ok' : 'note', describe(unknown)),
  ];
}

export async function checkCatalogue({ api }: Examination, token: string): Promise<CatalogueChecks> {
  const findings: Finding[] = [];
  const firstIds: unknown[] = [];
  for (const list of LISTS) {
    const response = await api.send({ name: `list ${list.name}`, path: list.path, token });
    const items = parseItems(response, list.member);
    firstIds.push(items?.[0]?.['id']);
    findings.push(describeList(response, items, list));
  }
  const [occupation_id, purpose_id, source_of_fund_id] = firstIds;
  return { findings, ids: { occupation_id, purpose_id, source_of_fund_id } };
}

function parseItems({ status, body }: ApiResponse, member: string): Record<string, unknown>[] | undefined {
  const list = asRecord(asRecord(body)['data'])[member];
  return status === 200 && Array.isArray(list) ? list.map(asRecord) : undefined;
}

function describeList(
  response: ApiResponse,
  items: readonly Record<string, unknown>[] | undefined,
  { name, key }: (typeof LISTS)[number],
): Finding {
  const check = `List ${name}`;
  if (!items) return finding(check, 'failed', describe(response));
  const { total } = asRecord(asRecord(asRecord(response.body)['data'])['pagination']);
  const isComplete = items.every((item) => item[key] !== undefined);
  const count = `${items.length} items${typeof total === 'number' ? ` of ${total}` : ''}`;
  const patterns = items.flatMap((item) => asRecord(item['postal_code'])['regex'] ?? []);
  return finding(
    check,
    isComplete && items.length > 0 ? 'ok' : 'note',
    isComplete ? count : `${count}, some without \`${key}\``,
    ...(patterns.length > 0 ? [describePatterns(patterns)] : []),
  );
}

function describePatterns(patterns: readonly unknown[]): string {
  const usable = patterns.filter(
    (pattern) => typeof pattern === 'string' && toJavaScriptPattern(pattern) !== null,
  );
  return `${patterns.length} postal code patterns, ${usable.length} of which JavaScript can use`;
}
