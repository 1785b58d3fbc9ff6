import type { FieldError, FieldPath } from '../../errors.ts';

/** What is wrong with a text at a place of an input. */
export type TextRule = (text: string, path: FieldPath) => FieldError[];

declare module 'graphql' {
  interface GraphQLInputFieldExtensions {
    /** Replaces the rule that holds for every text. */
    readonly textRule?: TextRule;
  }
}
