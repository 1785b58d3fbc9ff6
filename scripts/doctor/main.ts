import { parseArgs } from 'node:util';
import { ConfigError, parseConfig } from '../../src/config/parse-config.ts';
import { examine } from './examine.ts';

const USAGE = `npm run doctor -- [--upload-for=CUSTOMER_ID] [--create-customer] [--write-to-production]

Checks Fin.com's API with FIN_BASE_URL, FIN_CLIENT_ID and FIN_CLIENT_SECRET, and prints a report without secrets.
Warns if FIN_CUSTOMER_API is not the version that the account uses.
--upload-for=CUSTOMER_ID  uploads two sample files for this customer
--create-customer         creates a made-up customer through each version of the API, uploads two sample files for the
                          first, and tries to attach files that do not exist to the second
--write-to-production     allows these writes, and writes that cannot succeed, outside the sandbox
Exit code: 0 if the gateway can work with the API, 1 if it cannot, 2 if an argument or a variable is invalid.`;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

class UsageError extends Error {
  override readonly name = 'UsageError';
}

try {
  const { text, isGood } = await examine(parseOptions(process.argv.slice(2), process.env));
  console.log(text);
  process.exitCode = isGood ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ConfigError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}

function parseOptions(args: string[], env: NodeJS.ProcessEnv): Parameters<typeof examine>[0] {
  const flags = parseFlags(args);
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

function parseFlags(args: string[]) {
  try {
    const options = {
      'upload-for': { type: 'string' },
      'create-customer': { type: 'boolean', default: false },
      'write-to-production': { type: 'boolean', default: false },
    } as const;
    return parseArgs({ args, options, strict: true }).values;
  } catch {
    // parseArgs would repeat the argument, which may be a secret.
    throw new UsageError('Unknown argument.');
  }
}
