import type { z } from 'zod/mini';
import { callerVariables } from './variables/callers.ts';
import { finVariables } from './variables/fin.ts';
import { limitVariables } from './variables/limits.ts';
import { liveVariables } from './variables/live.ts';
import { observabilityVariables } from './variables/observability.ts';
import { openTelemetryVariables } from './variables/opentelemetry.ts';
import { redisVariables } from './variables/redis.ts';
import { sandboxVariables } from './variables/sandbox.ts';
import { serverVariables } from './variables/server.ts';
import type { Variable } from './variables/variable.ts';

export const variables = {
  ...serverVariables,
  ...finVariables,
  ...callerVariables,
  ...redisVariables,
  ...liveVariables,
  ...limitVariables,
  ...observabilityVariables,
  ...openTelemetryVariables,
  ...sandboxVariables,
};

export type VariableName = keyof typeof variables;

export type Values = { [Name in VariableName]: z.output<(typeof variables)[Name]['schema']> };
export type Read = <Name extends VariableName>(name: Name) => Values[Name];

export const variableEntries: readonly (readonly [string, Variable])[] = Object.entries(variables);

/** The same variables under the headings of the documentation. */
export const variableGroups: Readonly<Record<string, Readonly<Record<string, Variable>>>> = {
  Server: serverVariables,
  'Fin.com': finVariables,
  Callers: callerVariables,
  'Shared state and idempotency': redisVariables,
  'Live status': liveVariables,
  Limits: limitVariables,
  'Logs and metrics': observabilityVariables,
  OpenTelemetry: openTelemetryVariables,
  Sandbox: sandboxVariables,
};

/** Variables that are set, trimmed. */
export type SetVariables = Readonly<Partial<Record<string, string>>>;

/** Completes "it must be …". */
export function describeExpected({ expected, example }: Variable): string {
  const isNamed = example === undefined || expected.split(/[ ,]+/).includes(example);
  return isNamed ? expected : `${expected}, such as ${example}`;
}
