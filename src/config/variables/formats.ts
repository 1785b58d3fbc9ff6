import { z } from 'zod/mini';

export function text(expected: string, isValid: (text: string) => boolean = () => true) {
  return { schema: z.string().check(z.refine(isValid)), expected };
}

export function wholeNumber(min: number, max: number, unit?: 'milliseconds' | 'seconds' | 'bytes') {
  const isInRange = (digits: string) =>
    /^\d{1,10}$/.test(digits) && Number(digits) >= min && Number(digits) <= max;
  return {
    schema: z.pipe(z.string().check(z.refine(isInRange)), z.transform(Number)),
    expected: `a whole number ${unit ? `of ${unit} ` : ''}from ${min} to ${max}`,
  };
}

export function oneOf<const Choices extends readonly [string, ...string[]]>(...choices: Choices) {
  const list = choices.join(', ');
  return {
    schema: z.enum(choices),
    expected: choices.length > 2 ? `one of ${list}` : choices.join(' or '),
  };
}

/** Some of these names, separated by commas. */
export function namesOf<const Names extends readonly [string, ...string[]]>(...names: Names) {
  const name = z.enum(names);
  return {
    schema: z.pipe(z.string(), z.pipe(z.transform(splitList), z.array(name).check(z.minLength(1)))),
    expected: `some of ${names.join(', ')}, separated by commas`,
  };
}

export const trueOrFalse = {
  schema: z.pipe(
    z.enum(['true', 'false']),
    z.transform((word) => word === 'true'),
  ),
  expected: 'true or false',
};

export const ratio = {
  schema: z.pipe(
    z.string().check(z.refine((digits) => /^(0|1|0?\.\d{1,16}|1\.0{1,16})$/.test(digits))),
    z.transform(Number),
  ),
  expected: 'a number from 0 to 1',
};

/** OpenTelemetry ignores what it cannot parse, and everything after a semicolon. */
export const headerPairs = text(
  'pairs of name=value, separated by commas, with percent-encoded special characters',
  (list) => isListOf(list, /^[\w!#$%&'*+.^`|~-]+=[^;]+$/) && isHeaderText(decodeURIComponent(list)),
);

/** OpenTelemetry ignores all attributes if one is malformed. */
export const attributePairs = text(
  'pairs of name=value, separated by commas, with percent-encoded special characters',
  (list) =>
    isListOf(list, /^[^=]+=[^=]*$/) &&
    splitList(list).every((pair) => pair.split('=').every((part) => decodeURIComponent(part).length <= 255)),
);

export const onOrOff = oneOf('on', 'off');

export const secureUrl = text('an https URL without credentials (http for loopback only)', isSecureUrl);

/** The version, such as `/v1`, is part of each call's path. */
export const baseUrl = text(
  'an https URL without credentials, query or version (http for loopback only)',
  (url) => isSecureUrl(url) && !/[?#]/.test(url) && !/\/v\d+\/*$/.test(url),
);

export const httpUrl = text('an http or https URL without credentials or query', (url) => {
  const parsed = URL.parse(url);
  if (!parsed || parsed.username || parsed.password || /[?#]/.test(url)) return false;
  return /^https?:$/.test(parsed.protocol);
});

export const redisUrl = text(
  'a redis:// or rediss:// URL with special characters of the password percent-encoded',
  isRedisUrl,
);

export const redisUrls = {
  schema: z.pipe(
    z.string().check(z.refine((list) => splitList(list).length > 0 && splitList(list).every(isRedisUrl))),
    z.transform(splitList),
  ),
  expected: 'redis:// or rediss:// URLs, separated by commas',
};

export const origins = {
  schema: z.pipe(
    z.string().check(z.refine((list) => splitList(list).every(isOrigin))),
    z.transform(splitList),
  ),
  expected: 'origins without paths, separated by commas',
};

/** Names of Apollo Federation begin with an underscore, or contain two. */
export const typePrefix = {
  ...text('1 to 30 letters and digits that begin with a capital letter', (prefix) =>
    /^[A-Z][A-Za-z\d]{0,29}$/.test(prefix),
  ),
  example: 'Fin',
};

const STANDARD_STREAMS: Readonly<Record<string, number>> = { stdout: 1, stderr: 2 };

export const auditTarget = {
  schema: z.pipe(
    z.string().check(z.refine((target) => /^(stdout|stderr|[3-9]|[1-9]\d{1,2}|\/.*[^/])$/.test(target))),
    z.transform((target) => STANDARD_STREAMS[target] ?? (target.startsWith('/') ? target : Number(target))),
  ),
  expected: 'stdout, stderr, the number of a descriptor from 3 to 999, or an absolute path',
};

/** Empty items do not count, as in `new,` without an old secret. */
export const secrets = {
  schema: z.pipe(z.string().check(z.refine((list) => splitList(list).length > 0)), z.transform(splitList)),
  expected: 'a secret, or several separated by commas',
};

export const key = {
  schema: z.pipe(
    z.string().check(z.refine((encoded) => toKeyBytes(encoded) !== undefined)),
    z.transform(toKeyBytes),
  ),
  expected: '32 random bytes in base64 or hex',
  example: 'the output of `openssl rand -base64 32`',
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export function isLoopbackUrl(url: string | undefined): boolean {
  return LOOPBACK.test(URL.parse(url ?? '')?.hostname ?? '');
}

/** @returns 32 bytes, or undefined if the text encodes anything else */
export function toKeyBytes(encoded: string): Uint8Array | undefined {
  if (/^[\da-f]{64}$/i.test(encoded)) return Buffer.from(encoded, 'hex');
  // 32 bytes are 43 characters of base64 or base64url, with or without padding.
  return /^[\w+/-]{43}=?$/.test(encoded) ? Buffer.from(encoded, 'base64') : undefined;
}

function isSecureUrl(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed || parsed.username || parsed.password) return false;
  return parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopbackUrl(url));
}

function isRedisUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    /^rediss?:$/.test(parsed.protocol) &&
    parsed.hostname !== '' &&
    /^\/?\d*$/.test(parsed.pathname) &&
    !/[?#]/.test(url) &&
    isPercentEncoded(parsed.username + parsed.password)
  );
}

function isPercentEncoded(encoded: string): boolean {
  try {
    decodeURIComponent(encoded);
    return true;
  } catch {
    return false;
  }
}

function isOrigin(origin: string): boolean {
  const url = URL.parse(origin);
  return url !== null && url.origin === origin && /^https?:$/.test(url.protocol);
}

export function splitList(list: string): string[] {
  return list.split(',').flatMap((item) => item.trim() || []);
}

function isListOf(list: string, item: RegExp): boolean {
  const items = splitList(list);
  return items.length > 0 && items.every((one) => item.test(one) && isPercentEncoded(one));
}

/** Node sends each character of a header as one byte, and rejects others only when it sends them. */
function isHeaderText(decoded: string): boolean {
  return !/[\p{Cc}\u{100}-\u{10ffff}]/u.test(decoded);
}
