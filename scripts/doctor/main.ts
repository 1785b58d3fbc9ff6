import { parseArgs } from 'node:util';
import { ConfigError, parseConfig } from '../../src/config/parse-config.ts';
import { examine } from './examine.ts';

const USAGE = `npm run doctor -- [--upload-for=CUSTOMER_ID] [--create-customer] [--write-to-production]

Examines Fin.com's API with FIN_BASE_URL, FIN_CLIENT_ID and FIN_CLIENT_SECRET, and prints a report without secrets.
--upload-for=CUSTOMER_ID  stores two samples for this customer
--create-customer         creates a made-up customer, and stores two samples for it
--write-to-production     includes an attach that cannot succeed, and what the other two say, where it is no sandbox
Exit code: 0 the gateway can work with it, 1 it cannot, 2 the command or the environment has a mistake.`;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

class UsageError extends Error {
  override readonly name = 'UsageError';
}

try {
  const { text, isGood } = await examine(optionsFrom(process.argv.slice(2), process.env));
  console.log(text);
  process.exitCode = isGood ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ConfigError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}

function optionsFrom(args: string[], env: NodeJS.ProcessEnv): Parameters<typeof examine>[0] {
  const flags = flagsFrom(args);
  const { FIN_BASE_URL, FIN_CLIENT_ID, FIN_CLIENT_SECRET, FIN_TIMEOUT_MS } = env;
  const { fin, finTimeoutMs } = parseConfig({
    FIN_BASE_URL,
    FIN_CLIENT_ID,
    FIN_CLIENT_SECRET,
    FIN_TIMEOUT_MS,
  });
  if (!fin)
    throw new UsageError('FIN_BASE_URL, FIN_CLIENT_ID and FIN_CLIENT_SECRET are missing: set all three.');
  const uploadFor = flags['upload-for'];
  if (uploadFor !== undefined && !UUID.test(uploadFor)) {
    throw new UsageError('--upload-for is not valid: it must be the UUID of a customer.');
  }
  return {
    account: fin,
    timeoutMs: finTimeoutMs,
    uploadFor,
    createsCustomer: flags['create-customer'],
    writesToProduction: flags['write-to-production'],
  };
}

function flagsFrom(args: string[]) {
  try {
    const options = {
      'upload-for': { type: 'string' },
      'create-customer': { type: 'boolean', default: false },
      'write-to-production': { type: 'boolean', default: false },
    } as const;
    return parseArgs({ args, options, strict: true }).values;
  } catch {
    // The parser's own message quotes the argument.
    throw new UsageError('An argument is not known.');
  }
}
