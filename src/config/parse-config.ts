import { type Config, toConfig } from './config.ts';
import { configRuleErrors } from './config-rules.ts';
import { misspelledVariables } from './config-warnings.ts';
import { describeExpected, type SetVariables, variableEntries } from './variables.ts';
import { weakSecretErrors } from './weak-secrets.ts';

export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  /** @param hints at possible causes of the mistakes */
  constructor(mistakes: readonly string[], hints: readonly string[]) {
    const head = `The environment has ${mistakes.length === 1 ? 'a mistake' : 'mistakes'}:`;
    super([head, ...mistakes, ...hints].join('\n'));
  }
}

/** Docker's `--env-file` and Kubernetes manifests keep quotes as part of the value. */
const IN_QUOTES = /^(["'`]).*\1$/s;

/**
 * Reads the process environment. Empty variables count as unset, and values are trimmed because secrets from files end
 * with a line break.
 *
 * @throws {ConfigError} with every mistake, and never with a value
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = withoutUnused(
    Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
    ),
  );
  const mistakes = [...formatErrors(set), ...configRuleErrors(set), ...weakSecretErrors(set)];
  if (mistakes.length === 0) return toConfig(set);
  // A misspelled variable is often why another one is missing.
  throw new ConfigError(
    mistakes,
    misspelledVariables(set).map(({ message }) => message),
  );
}

/**
 * Platforms set variables of OpenTelemetry for all their programs, also with values that the gateway does not support. They
 * must not prevent the start of one that exports nothing.
 */
function withoutUnused(set: SetVariables): SetVariables {
  const needsOf = new Map(variableEntries.map(([name, { needs }]) => [name, needs]));
  const isUsed = (name: string): boolean =>
    needsOf.get(name)?.some((other) => set[other] !== undefined && isUsed(other)) ?? true;
  return Object.fromEntries(
    Object.entries(set).filter(([name]) => !name.startsWith('OTEL_') || isUsed(name)),
  );
}

function formatErrors(set: SetVariables): string[] {
  return variableEntries.flatMap(([name, variable]) => {
    if (IN_QUOTES.test(set[name] ?? '')) {
      return `${name} is in quotes: remove them, because they count as part of the value.`;
    }
    const isValid = variable.schema.safeParse(set[name]).success;
    return isValid ? [] : `${name} is not valid: it must be ${describeExpected(variable)}.`;
  });
}
