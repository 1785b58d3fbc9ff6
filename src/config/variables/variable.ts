import { z } from 'zod/mini';

/** The values that a variable may have. */
export interface Format<Value> {
  readonly schema: z.ZodMiniType<Value, string>;
  /** Completes "it must be …". */
  readonly expected: string;
  readonly example?: string;
}

interface Documentation {
  /** Markdown. */
  readonly description: string;
  readonly example?: string;
  /** Markdown: what applies while the variable is unset. */
  readonly whenUnset?: string;
  /** True: the value must not be shown to others. */
  readonly isSecret?: boolean;
  /** This variable has no effect unless one of these is set. */
  readonly needs?: readonly string[];
}

/** One row of the configuration table. */
export interface Variable<Value = unknown> extends Documentation {
  readonly schema: z.ZodMiniType<Value, string | undefined>;
  /** Completes "it must be …". */
  readonly expected: string;
  readonly default?: string;
  /** Another program that reads this variable; the gateway does not. */
  readonly readBy?: string;
}

export function optional<Value>({ schema, ...format }: Format<Value>, documentation: Documentation) {
  return { ...format, ...documentation, schema: z.optional(schema) };
}

export function withDefault<Value>(
  { schema, ...format }: Format<Value>,
  documentation: Documentation & { readonly default: string },
) {
  return {
    ...format,
    example: documentation.default,
    ...documentation,
    schema: z.prefault(schema, documentation.default),
  };
}

export function readByOthers(
  readBy: string,
  documentation: Documentation & { readonly expected: string; readonly default?: string },
) {
  return { ...documentation, schema: z.optional(z.string()), readBy };
}
