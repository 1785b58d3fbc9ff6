import { buildSchema } from 'graphql';
import type { Contract } from './contract.ts';
import { jsonSchemaLosses } from './json-schema-losses.ts';
import { breakingSchemaChanges } from './schema-changes.ts';

/** One sentence for each change after which clients or operators of the last release have to change something. */
export function breakingChanges(last: Contract, current: Contract): string[] {
  return [
    ...breakingSchemaChanges(buildSchema(last.sdl), buildSchema(current.sdl)),
    ...jsonSchemaLosses('extensions', last.errorExtensions, current.errorExtensions),
    ...errorPolicyChanges(last, current),
    ...variableChanges(last, current),
    ...removed(last.clientSubpaths, current.clientSubpaths, 'client subpath'),
    ...removed(last.metrics, current.metrics, 'metric'),
    ...removed(last.logEvents, current.logEvents, 'log event'),
  ];
}

/** A code that was removed is reported with the JSON Schema. */
function errorPolicyChanges({ errorCodes: last }: Contract, { errorCodes: current }: Contract): string[] {
  return Object.entries(last).flatMap(([code, { status, retryable }]) => {
    const now = current[code];
    if (!now) return [];
    return [
      ...(now.status === status
        ? []
        : [`The HTTP status of ${code} changed from ${status} to ${now.status}.`]),
      ...(now.retryable === retryable ? [] : [`The default of retryable changed for ${code}.`]),
    ];
  });
}

function variableChanges({ variables: last }: Contract, { variables: current }: Contract): string[] {
  const names = Object.keys(last);
  const changedDefaults = names.filter((name) => name in current && current[name] !== last[name]);
  return [
    ...removed(names, Object.keys(current), 'environment variable'),
    ...changedDefaults.map((name) => `The default of the environment variable ${name} changed.`),
  ];
}

function removed(last: readonly string[], current: readonly string[], kind: string): string[] {
  return last.filter((name) => !current.includes(name)).map((name) => `The ${kind} ${name} was removed.`);
}
