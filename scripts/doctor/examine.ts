import type { FinAccount } from '../../src/config/config.ts';
import { createApi } from './api.ts';
import { type Examination, finding } from './examination.ts';
import { type CatalogueIds, checkCatalogue, checkRefusedReads } from './read-checks.ts';
import { type Finding, hasWrong, printReport } from './report.ts';
import { checkTokens } from './token-checks.ts';
import { checkRefusal, checkUpload, createPerson } from './write-checks.ts';

export interface ExaminationOptions {
  readonly account: FinAccount;
  readonly timeoutMs: number;
  /** Uploads samples for this customer. */
  readonly uploadFor: string | undefined;
  /** Creates a made-up customer, and uploads samples for it. */
  readonly createsCustomer: boolean;
  readonly writesToProduction: boolean;
}

export interface ExaminationResult {
  readonly text: string;
  readonly isGood: boolean;
}

const TOTAL_MS = 55_000;
const KNOWN_HOSTS: ReadonlyMap<string, string> = new Map([
  ['sandbox.api.fin.com', 'its sandbox'],
  ['127.0.0.1', 'an imitation on this machine'],
  ['localhost', 'an imitation on this machine'],
  ['[::1]', 'an imitation on this machine'],
]);

/** Asks the API what is known from its documents only. Within a minute; nothing that it prints is a value of anybody. */
export async function examine(options: ExaminationOptions): Promise<ExaminationResult> {
  const { account, timeoutMs, uploadFor } = options;
  const secrets = new Set([account.clientId, account.clientSecret, new URL(account.baseUrl).host]);
  if (uploadFor !== undefined) secrets.add(uploadFor);
  const api = createApi({ baseUrl: account.baseUrl, timeoutMs, totalMs: TOTAL_MS });
  const examination: Examination = { api, account, conceal: (value) => secrets.add(value) };
  const findings = await findingsOf(examination, options);
  const name = KNOWN_HOSTS.get(new URL(account.baseUrl).hostname) ?? 'production, or an unknown host';
  return {
    text: printReport({ api: name, findings, answers: api.answers }, secrets),
    isGood: !hasWrong(findings),
  };
}

async function findingsOf(examination: Examination, options: ExaminationOptions): Promise<Finding[]> {
  const { findings, token } = await checkTokens(examination);
  if (token === undefined) return [...findings, finding('Everything else', 'left out', 'it needs a token')];
  const catalogue = await checkCatalogue(examination, token);
  return [
    ...findings,
    ...(await checkRefusedReads(examination, token)),
    ...catalogue.findings,
    ...(await writeFindings(examination, token, options, catalogue.ids)),
  ];
}

async function writeFindings(
  examination: Examination,
  token: string,
  { account, writesToProduction, createsCustomer, uploadFor }: ExaminationOptions,
  ids: CatalogueIds,
): Promise<Finding[]> {
  // A host that is not known to be harmless counts as production.
  if (!KNOWN_HOSTS.has(new URL(account.baseUrl).hostname) && !writesToProduction) {
    return [finding('Writes', 'left out', 'this is no sandbox: --write-to-production includes them')];
  }
  const findings = [await checkRefusal(examination, token)];
  const created = createsCustomer ? await createPerson(examination, token, ids) : undefined;
  if (created) findings.push(created.finding);
  const customerId = uploadFor ?? created?.customerId;
  findings.push(
    customerId === undefined
      ? finding(
          'An upload',
          'left out',
          'it stores something: --upload-for=ID or --create-customer includes it',
        )
      : await checkUpload(examination, token, customerId),
  );
  return findings;
}
