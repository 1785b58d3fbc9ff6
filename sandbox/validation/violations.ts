import { z } from 'zod/mini';
import type { Violation } from './validation-error.ts';

type Checked<T> = { readonly value: T } | { readonly violations: readonly Violation[] };

/** The value as its schema types it, or all that is wrong with it. Messages never quote a value. */
export function check<T>(schema: z.ZodMiniType<T>, value: unknown): Checked<T> {
  const result = z.safeParse(schema, value, { error: wording });
  if (result.success) return { value: result.data };
  return {
    violations: result.error.issues.map(({ path, message }) => ({
      path: path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
      message,
    })),
  };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'must be a text',
  object: 'must be an object',
  record: 'must be an object',
  array: 'must be a list',
};

const FORMAT_WORDS: Readonly<Record<string, string>> = { guid: 'a UUID', email: 'an e-mail address' };

function wording(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined
      ? 'is required'
      : (TYPE_WORDS[issue.expected] ?? `must be a ${issue.expected}`);
  }
  if (issue.code === 'invalid_value') {
    return issue.input === undefined ? 'is required' : `must be one of ${issue.values.join(', ')}`;
  }
  if (issue.code === 'invalid_format') return `must be ${FORMAT_WORDS[issue.format] ?? `a ${issue.format}`}`;
  if (issue.code === 'unrecognized_keys') return `has unknown members: ${issue.keys.join(', ')}`;
  return 'is not acceptable';
}
