import { z } from 'zod/mini';
import type { Violation } from './validation-error.ts';

type Validated<T> = { readonly value: T } | { readonly violations: readonly Violation[] };

/** The parsed value, or everything that is wrong with it. Messages never contain the value. */
export function validate<T>(schema: z.ZodMiniType<T>, value: unknown): Validated<T> {
  const result = z.safeParse(schema, value, { error: toMessage });
  if (result.success) return { value: result.data };
  return {
    violations: result.error.issues.map(({ path, message }) => ({
      path: path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
      message,
    })),
  };
}

const TYPE_MESSAGES: Readonly<Record<string, string>> = {
  object: 'must be an object',
  record: 'must be an object',
  array: 'must be an array',
};

const FORMAT_MESSAGES: Readonly<Record<string, string>> = {
  guid: 'must be a UUID',
  email: 'must be an email address',
};

function toMessage(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'unrecognized_keys') return `has unknown properties: ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_format') return FORMAT_MESSAGES[issue.format] ?? `must be a ${issue.format}`;
  const isType = issue.code === 'invalid_type';
  if (!isType && issue.code !== 'invalid_value') return 'is invalid';
  if (issue.input === undefined) return 'is required';
  return isType
    ? (TYPE_MESSAGES[issue.expected] ?? `must be a ${issue.expected}`)
    : `must be one of ${issue.values.join(', ')}`;
}
