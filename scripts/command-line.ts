import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { findClosestName } from '../src/closest-name.ts';

/** A mistake in the arguments of a command. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws {UsageError} that names the unknown or incomplete option */
export function parseOptions<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw usageError(findUnknownOption(args, Object.keys(options)) ?? describe(error));
  }
}

interface NumberOption {
  readonly name: string;
  readonly default: number;
  readonly max: number;
}

/**
 * Parses the arguments of a command that has one numeric option.
 *
 * @throws {UsageError} if it is not above 0 and at most `max`
 */
export function parsePositiveNumber(
  args: readonly string[],
  { name, default: otherwise, max }: NumberOption,
) {
  const number = Number(parseOptions(args, { [name]: { type: 'string', default: `${otherwise}` } })[name]);
  if (number > 0 && number <= max) return number;
  throw usageError(`--${name} must be a number above 0, at most ${max}.`);
}

export function usageError(message: string): Error {
  return new UsageError(message);
}

/** Reads the arguments of this process. After a UsageError, prints its message in one line and exits with code 2. */
export function readArguments<Options>(parse: (args: readonly string[]) => Options): Options {
  try {
    return parse(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

function findUnknownOption(args: readonly string[], known: readonly string[]): string | undefined {
  const given = args.filter((arg) => arg.startsWith('--')).map((arg) => arg.slice(2).split('=', 1)[0] ?? '');
  const unknown = given.find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  const closest = findClosestName(unknown, known);
  const hint = closest ? `Did you mean --${closest}?` : `Known options: --${known.join(', --')}.`;
  return `Unknown option --${unknown}. ${hint}`;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : 'The arguments are not valid.';
}
