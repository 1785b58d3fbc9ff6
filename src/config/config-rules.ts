import type { z } from 'zod/mini';
import { isOn } from './config.ts';
import { toKeyBytes } from './variables/formats.ts';
import { describeExpected, type SetVariables, type VariableName, variables } from './variables.ts';

/** Mistakes in how variables fit together; one line each, never with a value. */
export function configRuleErrors(env: SetVariables): string[] {
  return [
    ...sharedStateErrors(env),
    ...redisTlsErrors(env),
    ...accountErrors(env),
    ...callerErrors(env),
    ...graphiqlErrors(env),
    ...concurrencyErrors(env),
    ...telemetryErrors(env),
  ];
}

function sharedStateErrors(env: SetVariables): string[] {
  const { REDIS_URL: url, SHARED_STATE_KEY: key, SHARED_STATE_KEY_PREVIOUS: previousKey } = env;
  const errors: string[] = [];
  if (url && !key) errors.push(missing('SHARED_STATE_KEY', 'with REDIS_URL'));
  if (!url && key) errors.push(setWithout('SHARED_STATE_KEY', 'REDIS_URL'));
  if (!url && env['IDEMPOTENCY_WITHOUT_REDIS'] === 'refuse') {
    errors.push(setWithout('IDEMPOTENCY_WITHOUT_REDIS', 'REDIS_URL'));
  }
  if (previousKey && !key) errors.push(setWithout('SHARED_STATE_KEY_PREVIOUS', 'SHARED_STATE_KEY'));
  if (key && previousKey && isSameKey(key, previousKey)) {
    errors.push('SHARED_STATE_KEY_PREVIOUS is the same key as SHARED_STATE_KEY: unset it.');
  }
  return errors;
}

function redisTlsErrors(env: SetVariables): string[] {
  const files = ['REDIS_CA_FILE', 'REDIS_CERT_FILE', 'REDIS_KEY_FILE'] as const;
  const errors: string[] = [];
  if (!/rediss:/.test(`${env['REDIS_URL']} ${env['REDIS_SENTINELS']}`)) {
    const set = files.filter((name) => env['REDIS_URL'] && env[name]);
    errors.push(
      ...set.map((name) => `${name} is set, but REDIS_URL does not use TLS: begin it with rediss://.`),
    );
  }
  if (env['REDIS_CERT_FILE'] && !env['REDIS_KEY_FILE'])
    errors.push(missing('REDIS_KEY_FILE', 'with REDIS_CERT_FILE'));
  if (env['REDIS_KEY_FILE'] && !env['REDIS_CERT_FILE'])
    errors.push(setWithout('REDIS_KEY_FILE', 'REDIS_CERT_FILE'));
  return errors;
}

/** The same bytes may be written in base64 and in hex. */
function isSameKey(one: string, other: string): boolean {
  const [bytes, otherBytes] = [toKeyBytes(one), toKeyBytes(other)];
  return bytes !== undefined && otherBytes !== undefined && Buffer.compare(bytes, otherBytes) === 0;
}

function accountErrors({ NODE_ENV, FIN_BASE_URL, ...env }: SetVariables): string[] {
  const credentials = ['FIN_CLIENT_ID', 'FIN_CLIENT_SECRET'] as const;
  if (FIN_BASE_URL) {
    return credentials.filter((name) => !env[name]).map((name) => missing(name, 'with FIN_BASE_URL'));
  }
  const errors = credentials.filter((name) => env[name]).map((name) => setWithout(name, 'FIN_BASE_URL'));
  if (NODE_ENV === 'production') {
    const expected = describeExpected(variables.FIN_BASE_URL);
    errors.push(
      `FIN_BASE_URL is missing: NODE_ENV=production never starts the embedded sandbox. Set it to ${expected}.`,
    );
  }
  return errors;
}

const CALLER_CHECKS = ['AUTH_JWKS_URL', 'AUTH_ISSUER', 'AUTH_AUDIENCE'] as const;

function callerErrors(env: SetVariables): string[] {
  const set = [...CALLER_CHECKS, 'AUTH_CUSTOMER_IDS_CLAIM'].filter((name) => env[name]);
  if (env['AUTH'] === 'none') {
    return set.map((name) => `${name} is set, but AUTH=none turns caller checks off: unset one of them.`);
  }
  if (set.length > 0) {
    return CALLER_CHECKS.filter((name) => !env[name]).map((name) => missing(name, 'to check callers'));
  }
  if (env['NODE_ENV'] !== 'production') return [];
  return [
    `AUTH is missing: NODE_ENV=production requires caller checks. Set ${CALLER_CHECKS.join(', ')}. If something in front of the gateway checks callers, set AUTH=none.`,
  ];
}

function graphiqlErrors({ GRAPHIQL, INTROSPECTION, NODE_ENV }: SetVariables): string[] {
  if (GRAPHIQL !== 'on' || isOn(INTROSPECTION, NODE_ENV === 'production')) return [];
  return ['INTROSPECTION is off, but GRAPHIQL=on needs it: set INTROSPECTION=on as well.'];
}

function concurrencyErrors(env: SetVariables): string[] {
  return [
    ...orderErrors(env, 'MAX_REQUESTS_IN_FLIGHT', 'MAX_REQUESTS_IN_FLIGHT_PER_CALLER'),
    ...orderErrors(env, 'MAX_SUBSCRIPTIONS', 'MAX_SUBSCRIPTIONS_PER_CALLER'),
  ];
}

function telemetryErrors(env: SetVariables): string[] {
  const { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: ratio } = env;
  const errors = [
    ...orderErrors(env, 'OTEL_BSP_MAX_QUEUE_SIZE', 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE'),
    ...orderErrors(env, 'OTEL_METRIC_EXPORT_INTERVAL', 'OTEL_METRIC_EXPORT_TIMEOUT'),
  ];
  if (ratio && sampler && !sampler.endsWith('traceidratio')) {
    errors.push('OTEL_TRACES_SAMPLER_ARG is set, but OTEL_TRACES_SAMPLER uses no ratio: change one of them.');
  }
  return errors;
}

type NumberName = {
  [Name in VariableName]: number extends z.output<(typeof variables)[Name]['schema']> ? Name : never;
}[VariableName];

/** The maximum of one variable is the value of another one. */
function orderErrors(env: SetVariables, maxName: NumberName, name: NumberName): string[] {
  const max = variables[maxName].schema.safeParse(env[maxName]).data;
  const value = variables[name].schema.safeParse(env[name]).data;
  // Malformed numbers are reported elsewhere.
  if (max === undefined || value === undefined || value <= max) return [];
  return [`${name} is above ${maxName} and has no effect: lower it.`];
}

function missing(name: VariableName, when: string): string {
  return `${name} is missing: ${when} it must be ${describeExpected(variables[name])}.`;
}

function setWithout(name: VariableName, needed: VariableName): string {
  return `${name} is set without ${needed}: set ${needed} to ${describeExpected(variables[needed])}.`;
}
