import { unknownVariables } from './unknown-variables.ts';
import { variableEntries } from './variables.ts';

/** A variable that has no effect. It never prevents the start: another program in the container may need it. */
export interface ConfigWarning {
  readonly event: 'config-unknown-variable' | 'config-without-effect';
  readonly name: string;
  /** Never contains a value. */
  readonly message: string;
}

export function configWarnings(env: Readonly<Record<string, string | undefined>>): ConfigWarning[] {
  return [...misspelledVariables(env), ...variablesWithoutEffect(env)];
}

export function misspelledVariables(env: Readonly<Record<string, string | undefined>>): ConfigWarning[] {
  const known = variableEntries.map(([name]) => name);
  return unknownVariables(namesOf(env), known).map(({ name, suggestion }) => {
    const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
    return { event: 'config-unknown-variable', name, message: `${name} is not read by fin-gateway.${hint}` };
  });
}

function variablesWithoutEffect(env: Readonly<Record<string, string | undefined>>): ConfigWarning[] {
  const names = namesOf(env);
  return variableEntries.flatMap(([name, { needs }]) => {
    if (needs === undefined || !names.includes(name)) return [];
    if (needs.some((other) => names.includes(other))) return [];
    const message = `${name} does nothing without ${needs.join(' or ')}.`;
    return { event: 'config-without-effect', name, message };
  });
}

function namesOf(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env).filter((name) => env[name]?.trim());
}
