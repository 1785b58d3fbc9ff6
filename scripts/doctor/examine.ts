import type { FinAccount } from '../../src/config/config.ts';
import type { CustomerApi } from '../../src/rules/rule-context.ts';
import { createApi } from './api.ts';
import { type Creation, checkEmptyCreate, createPerson } from './create-checks.ts';
import { checkCustomers } from './customer-checks.ts';
import { type Examination, finding } from './examination.ts';
import { type CatalogueIds, checkCatalogue, checkRejectedReads } from './read-checks.ts';
import { type Finding, formatReport, hasFailure } from './report.ts';
import { checkTokens } from './token-checks.ts';
import { checkV2CustomerThroughV1, judgeVersion } from './version-checks.ts';
import { checkInvalidAttach, checkUpload } from './write-checks.ts';

export interface ExaminationOptions {
  readonly account: FinAccount;
  /** The setting of the gateway, to be compared with what the account uses. */
  readonly customerApi: CustomerApi;
  readonly timeoutMs: number;
  /** Uploads sample files for this customer. */
  readonly uploadFor: string | undefined;
  /** Creates a made-up customer through each version, and uploads sample files for one of them. */
  readonly createsCustomer: boolean;
  readonly writesToProduction: boolean;
}

export interface ExaminationResult {
  readonly text: string;
  readonly isGood: boolean;
}

const TOTAL_MS = 55_000;
const KNOWN_HOSTS: ReadonlyMap<string, string> = new Map([
  ['sandbox.api.fin.com', 'sandbox'],
  ['127.0.0.1', 'local imitation'],
  ['localhost', 'local imitation'],
  ['[::1]', 'local imitation'],
]);

/** Checks the API's behavior against its documentation within a minute. The report contains no values of anybody. */
export async function examine(options: ExaminationOptions): Promise<ExaminationResult> {
  const { account, timeoutMs, uploadFor } = options;
  const secrets = new Set([account.clientId, account.clientSecret, new URL(account.baseUrl).host]);
  if (uploadFor !== undefined) secrets.add(uploadFor);
  const api = createApi({ baseUrl: account.baseUrl, timeoutMs, totalMs: TOTAL_MS });
  const examination: Examination = { api, account, redact: (value) => secrets.add(value) };
  const findings = await runChecks(examination, options);
  const name = KNOWN_HOSTS.get(new URL(account.baseUrl).hostname) ?? 'production or an unknown host';
  return {
    text: formatReport({ api: name, findings, responses: api.responses }, secrets),
    isGood: !hasFailure(findings),
  };
}

async function runChecks(examination: Examination, options: ExaminationOptions): Promise<Finding[]> {
  const { findings, token } = await checkTokens(examination);
  if (token === undefined) return [...findings, finding('All other checks', 'skipped', 'they need a token')];
  const catalogue = await checkCatalogue(examination, token);
  const customers = await checkCustomers(examination, token);
  const writes = await runWriteChecks(examination, token, options, catalogue.ids);
  return [
    ...findings,
    ...(await checkRejectedReads(examination, token)),
    ...catalogue.findings,
    ...customers.findings,
    ...writes.findings,
    judgeVersion({
      setting: options.customerApi,
      newestVersion: customers.newestVersion,
      creations: writes.creations,
    }),
  ];
}

interface WriteChecks {
  readonly findings: readonly Finding[];
  readonly creations: Readonly<Record<CustomerApi, Creation>> | undefined;
}

async function runWriteChecks(
  examination: Examination,
  token: string,
  { account, writesToProduction, createsCustomer, uploadFor }: ExaminationOptions,
  ids: CatalogueIds,
): Promise<WriteChecks> {
  // Treat unknown hosts as production.
  if (!KNOWN_HOSTS.has(new URL(account.baseUrl).hostname) && !writesToProduction) {
    const reason = 'this is not a sandbox; pass --write-to-production to include them';
    return { findings: [finding('Writes', 'skipped', reason)], creations: undefined };
  }
  const create = (version: CustomerApi) =>
    createsCustomer
      ? createPerson(examination, token, version, ids)
      : checkEmptyCreate(examination, token, version);
  const creations = { v1: await create('v1'), v2: await create('v2') };
  const v2CustomerId = creations.v2.customerId;
  const customerId = uploadFor ?? creations.v1.customerId ?? v2CustomerId;
  return {
    creations,
    findings: [
      await checkInvalidAttach(examination, token),
      creations.v1.finding,
      creations.v2.finding,
      ...(v2CustomerId === undefined ? [] : await checkV2CustomerThroughV1(examination, token, v2CustomerId)),
      customerId === undefined
        ? finding(
            'Upload two files',
            'skipped',
            'it stores files; pass --upload-for=ID or --create-customer to include it',
          )
        : await checkUpload(examination, token, customerId),
    ],
  };
}
