import type { FieldError } from '../errors.ts';
import type { RuleContext } from '../rules/rule-context.ts';
import type { IncomingFile } from '../uploads/incoming-file.ts';

/** An input in which values of the wrong type are missing. List items keep their positions. */
export type PartialInput<Input> =
  Input extends Promise<unknown>
    ? Input
    : Input extends readonly (infer Item)[]
      ? readonly (PartialInput<Item> | undefined)[]
      : Input extends object
        ? { readonly [Name in keyof Input]?: PartialInput<Input[Name]> | null | undefined }
        : Input;

/**
 * The rules of a field's arguments. If some values have the wrong type, the gateway applies the rules to the others, so
 * that one response has all field errors. Otherwise the resolver applies them.
 */
export interface InputCheck<Args> {
  readonly rules: (args: PartialInput<Args>, context: RuleContext) => FieldError[];
  /** The files that the resolver would read. */
  readonly files?: (args: PartialInput<Args>) => readonly IncomingFile[];
}
