import { type Environment, isLoopbackUrl, keyBytes, WHAT_IS_WANTED } from './environment.ts';

type Variables = Partial<Record<keyof Environment, string | undefined>>;

/** The values of `ops/kubernetes/secret.example.yaml`. */
const EXAMPLES: ReadonlySet<string> = new Set(['your-client-id', 'your-client-secret', '0'.repeat(64)]);

/** Words that people leave in templates. Random keys do not contain them. */
const PLACEHOLDER =
  /change[-_ ]?(me|it|this)|example|placeholder|replace[-_ ]?(me|it|this|with)|^(your|my)[-_ ]|dummy|insecure|^<.*>$|^\$[({]|…|^\.{3,}$/i;
const COMMON = new Set(
  'secret client-secret client_secret clientsecret password passwd pass none null undefined test todo tbd admin default sandbox-secret'.split(
    ' ',
  ),
);
const MIN_DISTINCT_BYTES = 16;
const MIN_DISTINCT_CHARACTERS = 10;

/**
 * Secrets that everybody can guess; one line for each mistake, never with a value. The examples of this repository are
 * refused everywhere, anything else in production only.
 */
export function weakSecrets(env: Variables): string[] {
  const isProduction = env.NODE_ENV === 'production';
  return SECRETS.filter(({ name, isWeak }) => {
    const value = env[name];
    return value !== undefined && (EXAMPLES.has(value) || (isProduction && isWeak(value, env)));
  }).map(({ name }) => `${name} can be guessed: set it to ${WHAT_IS_WANTED[name]}.`);
}

interface Secret {
  readonly name: keyof Environment;
  readonly isWeak: (value: string, env: Variables) => boolean;
}

const SECRETS: readonly Secret[] = [
  { name: 'FIN_CLIENT_ID', isWeak: () => false },
  // A sandbox on this machine has a secret that is printed in the documentation.
  {
    name: 'FIN_CLIENT_SECRET',
    isWeak: (secret, { FIN_BASE_URL }) => !isLoopbackUrl(FIN_BASE_URL) && isGuessable(secret),
  },
  { name: 'REDIS_URL', isWeak: (url) => isGuessable(URL.parse(url)?.password ?? '') },
  { name: 'SHARED_STATE_KEY', isWeak: isPatterned },
  { name: 'AUDIT_HASH_KEY', isWeak: (key) => isGuessable(key) || isRepetitive(key) },
];

/** An empty password is not judged: it may be that none is wanted. */
function isGuessable(secret: string): boolean {
  return COMMON.has(secret.toLowerCase()) || PLACEHOLDER.test(secret);
}

/** 32 random bytes have about 30 different ones. */
function isPatterned(text: string): boolean {
  const bytes = keyBytes(text);
  if (!bytes) return false;
  const steps = new Set(bytes.subarray(1).map((byte, index) => byte - (bytes[index] ?? 0)));
  return new Set(bytes).size < MIN_DISTINCT_BYTES || steps.size === 1;
}

/** 32 random hexadecimal digits have about 14 different ones. */
function isRepetitive(text: string): boolean {
  return new Set(text).size < MIN_DISTINCT_CHARACTERS || /^(.{1,16}?)\1+$/.test(text);
}
