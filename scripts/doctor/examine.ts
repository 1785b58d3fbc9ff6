import type { FinAccount } from '../../src/config/config.ts';
import { createApi } from './api.ts';
import { type Examination, finding } from './examination.ts';
import { type CatalogueIds, checkCatalogue, checkRejectedReads } from './read-checks.ts';
import { type Finding, formatReport, hasFailure } from './report.ts';
import { checkTokens } from './token-checks.ts';
import { checkInvalidAttach, checkUpload, createPerson } from './write-checks.ts';

export interface ExaminationOptions {
  readonly account: FinAccount;
  readonly timeoutMs: number;
  /** Uploads sample files for this customer. */
  readonly uploadFor: string | undefined;
  /** Creates a made-up customer and uploads sample files for it. */
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
  return [
    ...findings,
    ...(await checkRejectedReads(examination, token)),
    ...catalogue.findings,
    ...(await runWriteChecks(examination, token, options, catalogue.ids)),
  ];
}

async function runWriteChecks(
  examination: Examination,
  token: string,
  { account, writesToProduction, createsCustomer, uploadFor }: ExaminationOptions,
  ids: CatalogueIds,
): Promise<Finding[]> {
  // Treat unknown hosts as production.
  if (!KNOWN_HOSTS.has(new URL(account.baseUrl).hostname) && !writesToProduction) {
    return [
      finding('Writes', 'skipped', 'this is not a sandbox; pass --write-to-production to include them'),
    ];
  }
  const findings = [await checkInvalidAttach(examination, token)];
  const created = createsCustomer ? await createPerson(examination, token, ids) : undefined;
  if (created) findings.push(created.finding);
  const customerId = uploadFor ?? created?.customerId;
  findings.push(
    customerId === undefined
      ? finding(
          'Upload two files',
          'skipped',
          'it stores files; pass --upload-for=ID or --create-customer to include it',
        )
      : await checkUpload(examination, token, customerId),
  );
  return findings;
}
