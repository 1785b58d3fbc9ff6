import { type Environment, environment, isOn, keyBytes, WHAT_IS_WANTED } from './environment.ts';

/** Variables that are well formed each, and mistaken together; one line a mistake, never with a value. */
export function contradictions(env: Partial<Record<keyof Environment, string | undefined>>): string[] {
  const mistakes = [...halfOfSharedState(env), ...unusedSharedState(env)];
  const isProduction = env.NODE_ENV === 'production';
  for (const name of ['FIN_CLIENT_ID', 'FIN_CLIENT_SECRET'] as const) {
    if (env.FIN_BASE_URL && !env[name])
      mistakes.push(`${name} is missing: with FIN_BASE_URL it must be ${WHAT_IS_WANTED[name]}.`);
    if (!env.FIN_BASE_URL && env[name]) {
      mistakes.push(`${name} is set without FIN_BASE_URL: set that to ${WHAT_IS_WANTED.FIN_BASE_URL}.`);
    }
  }
  if (isProduction && !env.FIN_BASE_URL) {
    mistakes.push(
      `FIN_BASE_URL is missing: NODE_ENV=production never starts the embedded sandbox. Set it to ${WHAT_IS_WANTED.FIN_BASE_URL}.`,
    );
  }
  mistakes.push(...callerContradictions(env));
  if (env.GRAPHIQL === 'on' && !isOn(env.INTROSPECTION, env.NODE_ENV)) {
    mistakes.push(
      'INTROSPECTION is off, and GRAPHIQL=on cannot do without it: set INTROSPECTION=on as well.',
    );
  }
  return [...mistakes, ...boundsOfNothing(env)];
}

const WHO_MAY_CALL = ['AUTH_JWKS_URL', 'AUTH_ISSUER', 'AUTH_AUDIENCE'] as const;

function callerContradictions(env: Partial<Record<keyof Environment, string | undefined>>): string[] {
  const { AUTH, AUTH_CUSTOMER_IDS_CLAIM, NODE_ENV } = env;
  const given = WHO_MAY_CALL.filter((name) => env[name] !== undefined);
  if (AUTH === 'none') {
    const ignored = AUTH_CUSTOMER_IDS_CLAIM ? [...given, 'AUTH_CUSTOMER_IDS_CLAIM'] : given;
    return ignored.map(
      (name) => `${name} is set, but AUTH=none switches the check of callers off: unset one of them.`,
    );
  }
  if (given.length === 0 && !AUTH_CUSTOMER_IDS_CLAIM) {
    if (NODE_ENV !== 'production') return [];
    return [
      `AUTH is missing: NODE_ENV=production checks who calls. Set ${WHO_MAY_CALL.join(', ')}; or put something in front that does, and say AUTH=none.`,
    ];
  }
  return WHO_MAY_CALL.filter((name) => env[name] === undefined).map(
    (name) => `${name} is missing: to check callers it must be ${WHAT_IS_WANTED[name]}.`,
  );
}

function halfOfSharedState({
  REDIS_URL: url,
  SHARED_STATE_KEY: key,
}: Readonly<Record<string, string | undefined>>): string[] {
  if (url && !key) {
    return [`SHARED_STATE_KEY is missing: with REDIS_URL it must be ${WHAT_IS_WANTED.SHARED_STATE_KEY}.`];
  }
  if (!url && key) {
    return [`SHARED_STATE_KEY is set without REDIS_URL: set that to ${WHAT_IS_WANTED.REDIS_URL}.`];
  }
  return [];
}

/** Settings that would protect nothing. An operator must not believe otherwise. */
function unusedSharedState(env: Partial<Record<keyof Environment, string | undefined>>): string[] {
  const mistakes: string[] = [];
  if (!env.REDIS_URL && env.IDEMPOTENCY_WITHOUT_REDIS === 'refuse') {
    mistakes.push(
      `IDEMPOTENCY_WITHOUT_REDIS is refuse, which needs REDIS_URL: set that to ${WHAT_IS_WANTED.REDIS_URL}.`,
    );
  }
  const { SHARED_STATE_KEY: key, SHARED_STATE_KEY_PREVIOUS: previous } = env;
  if (previous && !key) {
    mistakes.push(
      `SHARED_STATE_KEY_PREVIOUS is set without SHARED_STATE_KEY: set that to ${WHAT_IS_WANTED.SHARED_STATE_KEY}.`,
    );
  }
  if (key && previous && isSameKey(key, previous)) {
    mistakes.push('SHARED_STATE_KEY_PREVIOUS is the same key as SHARED_STATE_KEY: unset it.');
  }
  return mistakes;
}

/** The same bytes may be spelled in base64 and in hex. */
function isSameKey(one: string, other: string): boolean {
  const [bytes, otherBytes] = [keyBytes(one), keyBytes(other)];
  return bytes !== undefined && otherBytes !== undefined && Buffer.compare(bytes, otherBytes) === 0;
}

function boundsOfNothing({
  MAX_REQUESTS_IN_FLIGHT: ofAll,
  MAX_REQUESTS_IN_FLIGHT_PER_CALLER: ofOne,
}: Readonly<Record<string, string | undefined>>): string[] {
  const { MAX_REQUESTS_IN_FLIGHT, MAX_REQUESTS_IN_FLIGHT_PER_CALLER } = environment.shape;
  const { data: max } = MAX_REQUESTS_IN_FLIGHT.safeParse(ofAll);
  const { data: maxPerCaller } = MAX_REQUESTS_IN_FLIGHT_PER_CALLER.safeParse(ofOne);
  // Of one that is malformed it is said elsewhere.
  if (max === undefined || maxPerCaller === undefined || maxPerCaller <= max) return [];
  return [
    'MAX_REQUESTS_IN_FLIGHT_PER_CALLER is above MAX_REQUESTS_IN_FLIGHT and so bounds nothing: lower it.',
  ];
}
