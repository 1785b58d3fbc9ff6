import { parseOptions, usageError } from '../../scripts/command-line.ts';

export interface FuzzOptions {
  readonly operations: number;
  readonly seed: string;
  /** The replicas' value of `IDEMPOTENCY_WITHOUT_REDIS`. */
  readonly keyedPolicy: 'allow' | 'refuse';
  /** No operation starts after this time. */
  readonly maxMinutes: number;
  readonly clients: number;
  /** For the replicas' logs. */
  readonly logFolder: string | undefined;
}

const MAX_OPERATIONS = 100_000;
const MAX_MINUTES = 120;
const MAX_CLIENTS = 200;

/** @throws {UsageError} that names the invalid argument and its limits */
export function parseFuzzOptions(args: readonly string[]): FuzzOptions {
  const values = parseOptions(args, {
    operations: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    'keyed-policy': { type: 'string', default: 'refuse' },
    minutes: { type: 'string', default: '30' },
    clients: { type: 'string', default: '30' },
    logs: { type: 'string' },
  });
  const policy = values['keyed-policy'];
  if (policy !== 'allow' && policy !== 'refuse') throw usageError('--keyed-policy must be allow or refuse.');
  if (!/^[\w.-]{1,64}$/.test(values.seed)) {
    throw usageError('--seed must be 1 to 64 letters, digits, dots, hyphens or underscores.');
  }
  return {
    operations: wholeNumber('--operations', values.operations, MAX_OPERATIONS),
    seed: values.seed,
    keyedPolicy: policy,
    maxMinutes: wholeNumber('--minutes', values.minutes, MAX_MINUTES),
    clients: wholeNumber('--clients', values.clients, MAX_CLIENTS),
    logFolder: values.logs,
  };
}

function wholeNumber(name: string, text: string, max: number): number {
  const number = Number(text);
  if (!/^\d{1,6}$/.test(text) || number < 1 || number > max) {
    throw usageError(`${name} must be a whole number from 1 to ${max}.`);
  }
  return number;
}
