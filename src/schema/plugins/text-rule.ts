import type { FieldError, FieldPath } from '../../errors.ts';

/** Validates a string at a path of an input. */
export type TextRule = (text: string, path: FieldPath) => FieldError[];

declare module 'graphql' {
  interface GraphQLInputFieldExtensions {
    /** Replaces the default rule for strings. */
    readonly textRule?: TextRule;
  }
}
