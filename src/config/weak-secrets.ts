import { isLoopbackUrl, splitList, toKeyBytes } from './variables/formats.ts';
import { describeExpected, type SetVariables, variables } from './variables.ts';

/** The values of `ops/chart/examples/secret.yaml`. */
const EXAMPLES: ReadonlySet<string> = new Set([
  'your-client-id',
  'your-client-secret',
  'your-webhook-secret',
  '0'.repeat(64),
]);

const COMMON: ReadonlySet<string> = new Set(
  'secret client-secret client_secret clientsecret password passwd pass none null undefined test todo tbd admin default sandbox-secret … ...'.split(
    ' ',
  ),
);
/** `<…>`, `${…}`, `$(…)` or `{{…}}` that a template engine or a shell did not replace. */
const TEMPLATE = /^(<.+>|\$\{.+\}|\$\(.+\)|\{\{.+\}\})$/;
const PLACEHOLDER =
  /change[-_ ]?(me|it|this)|example|placeholder|replace[-_ ]?(me|it|this|with)|^(your|my)[-_ ](.*[-_ ])?(secret|key|password|token|id)\b|dummy|insecure/i;
/**
 * Words and numbers throughout, such as `change-me-2` or `MyExampleKey`. By chance, one random secret in a million
 * contains a placeholder, but fewer than one in 10^9 also consist of words.
 */
const WORDS = /^[^A-Za-z\d]*((([A-Z]?[a-z]+([A-Z][a-z]{2,})*|[A-Z]+)\d{0,4}|\d{1,4})([^A-Za-z\d]+|$))+$/;

const MIN_DISTINCT_BYTES = 16;
const MIN_DISTINCT_CHARACTERS = 5;

interface Secret {
  readonly name:
    | 'FIN_CLIENT_ID'
    | 'FIN_CLIENT_SECRET'
    | 'FIN_WEBHOOK_SECRET'
    | 'REDIS_URL'
    | 'SHARED_STATE_KEY'
    | 'AUDIT_HASH_KEY';
  readonly isWeak: (value: string, env: SetVariables) => boolean;
}

const SECRETS: readonly Secret[] = [
  { name: 'FIN_CLIENT_ID', isWeak: () => false },
  {
    name: 'FIN_CLIENT_SECRET',
    // The documentation prints the secret of the sandbox, which runs on loopback.
    isWeak: (secret, { FIN_BASE_URL }) => !isLoopbackUrl(FIN_BASE_URL) && isPlaceholder(secret),
  },
  {
    name: 'FIN_WEBHOOK_SECRET',
    isWeak: (list) => splitList(list).some((secret) => isPlaceholder(secret) || isRepetitive(secret)),
  },
  { name: 'REDIS_URL', isWeak: (url) => isPlaceholder(URL.parse(url)?.password ?? '') },
  { name: 'SHARED_STATE_KEY', isWeak: isPatterned },
  { name: 'AUDIT_HASH_KEY', isWeak: (key) => isPlaceholder(key) || isRepetitive(key) },
];

/**
 * Finds guessable secrets; one line each, never with a value. Values of this repository's examples are rejected
 * everywhere, other weak ones in production only.
 */
export function weakSecretErrors(env: SetVariables): string[] {
  const isProduction = env['NODE_ENV'] === 'production';
  return SECRETS.filter(({ name, isWeak }) => {
    const value = env[name];
    return value !== undefined && (EXAMPLES.has(value) || (isProduction && isWeak(value, env)));
  }).map(({ name }) => `${name} can be guessed: set it to ${describeExpected(variables[name])}.`);
}

function isPlaceholder(secret: string): boolean {
  if (COMMON.has(secret.toLowerCase())) return true;
  return WORDS.test(secret) && (PLACEHOLDER.test(secret) || TEMPLATE.test(secret));
}

/** 32 random bytes have fewer than 16 distinct ones once in 10^15 keys. */
function isPatterned(encoded: string): boolean {
  const bytes = toKeyBytes(encoded);
  if (!bytes) return false;
  const steps = new Set(bytes.subarray(1).map((byte, index) => byte - (bytes[index] ?? 0)));
  return new Set(bytes).size < MIN_DISTINCT_BYTES || steps.size === 1;
}

/** 32 random decimal digits have fewer than 5 distinct ones once in 10^10 keys. */
function isRepetitive(secret: string): boolean {
  return new Set(secret).size < MIN_DISTINCT_CHARACTERS || /^(.{1,16}?)\1+$/.test(secret);
}
