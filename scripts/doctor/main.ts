import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, parseConfig } from '../../src/config/parse-config.ts';
import { examine } from './examine.ts';
import { formatFinding } from './report.ts';
import { checkWebhook, type SampleWebhook } from './webhook-check.ts';

const USAGE = `npm run doctor -- [--upload-for=CUSTOMER_ID] [--create-customer] [--write-to-production]
npm run doctor -- --webhook-body=FILE --webhook-signature=HEX [--webhook-algorithm=NAME]

Checks Fin.com's API with FIN_BASE_URL, FIN_CLIENT_ID and FIN_CLIENT_SECRET, and prints a report without secrets.
Warns if FIN_CUSTOMER_API is not the version that the account uses.
--upload-for=CUSTOMER_ID  uploads two sample files for this customer
--create-customer         creates a made-up customer through each version of the API, uploads two sample files for the
                          first, and tries to attach files that do not exist to the second
--write-to-production     allows these writes, and writes that cannot succeed, outside the sandbox

The second form calls nothing. It checks a stored webhook with FIN_WEBHOOK_SECRET:
--webhook-body=FILE       the body as it arrived
--webhook-signature=HEX   the value of its header x-fin-signature
--webhook-algorithm=NAME  the value of its header x-fin-signature-algorithm, if it had one

Exit code: 0 if the gateway can work with the API or accepts the webhook, 1 if not, 2 if an argument or a variable is invalid.`;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

class UsageError extends Error {
  override readonly name = 'UsageError';
}

try {
  const flags = parseFlags(process.argv.slice(2));
  const { text, isGood } = hasWebhookFlag(flags)
    ? examineWebhook(parseSample(flags, process.env))
    : await examine(parseOptions(flags, process.env));
  console.log(text);
  process.exitCode = isGood ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ConfigError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}

function hasWebhookFlag(flags: Flags): boolean {
  return Object.keys(flags).some((name) => name.startsWith('webhook-'));
}

function examineWebhook(sample: SampleWebhook): Awaited<ReturnType<typeof examine>> {
  const result = checkWebhook(sample);
  return { text: formatFinding(result), isGood: result.verdict === 'ok' };
}

function parseSample(flags: Flags, { FIN_WEBHOOK_SECRET }: NodeJS.ProcessEnv): SampleWebhook {
  const { webhookSecrets: secrets } = parseConfig({ FIN_WEBHOOK_SECRET });
  if (secrets.length === 0) throw new UsageError('Set FIN_WEBHOOK_SECRET.');
  const { 'webhook-body': file, 'webhook-signature': signature, 'webhook-algorithm': algorithm } = flags;
  if (file === undefined || signature === undefined) {
    throw new UsageError('--webhook-body and --webhook-signature belong together.');
  }
  return { secrets, body: readBody(file), signature, algorithm };
}

function readBody(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new UsageError('The file of --webhook-body cannot be read.');
  }
}

function parseOptions(flags: Flags, env: NodeJS.ProcessEnv): Parameters<typeof examine>[0] {
  const { FIN_BASE_URL, FIN_CLIENT_ID, FIN_CLIENT_SECRET, FIN_CUSTOMER_API, FIN_TIMEOUT_MS } = env;
  const { fin, customerApi, finTimeoutMs } = parseConfig({
    FIN_BASE_URL,
    FIN_CLIENT_ID,
    FIN_CLIENT_SECRET,
    FIN_CUSTOMER_API,
    FIN_TIMEOUT_MS,
  });
  if (!fin) throw new UsageError('Set FIN_BASE_URL, FIN_CLIENT_ID and FIN_CLIENT_SECRET.');
  const uploadFor = flags['upload-for'];
  if (uploadFor !== undefined && !UUID.test(uploadFor)) {
    throw new UsageError('--upload-for must be the UUID of a customer.');
  }
  return {
    account: fin,
    customerApi,
    timeoutMs: finTimeoutMs,
    uploadFor,
    createsCustomer: flags['create-customer'],
    writesToProduction: flags['write-to-production'],
  };
}

type Flags = ReturnType<typeof parseFlags>;

function parseFlags(args: string[]) {
  try {
    const options = {
      'upload-for': { type: 'string' },
      'create-customer': { type: 'boolean', default: false },
      'write-to-production': { type: 'boolean', default: false },
      'webhook-body': { type: 'string' },
      'webhook-signature': { type: 'string' },
      'webhook-algorithm': { type: 'string' },
    } as const;
    return parseArgs({ args, options, strict: true }).values;
  } catch {
    // parseArgs would repeat the argument, which may be a secret.
    throw new UsageError('Unknown argument.');
  }
}
