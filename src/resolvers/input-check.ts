import type { FieldError } from '../errors.ts';
import type { IncomingFile } from '../uploads/incoming-documents.ts';

/**
 * An input of which some values did not fit their types. Those values and everything that is null may be missing; items
 * of lists keep their places.
 */
export type PartialInput<Input> =
  Input extends Promise<unknown>
    ? Input
    : Input extends readonly (infer Item)[]
      ? readonly (PartialInput<Item> | undefined)[]
      : Input extends object
        ? { readonly [Name in keyof Input]?: PartialInput<Input[Name]> | null | undefined }
        : Input;

/**
 * What can be said about the arguments of a field without resolving it. The gateway asks when some of their values do not
 * fit their types, so that one answer has all mistakes; otherwise the resolver applies the same rules itself.
 */
export interface InputCheck<Args> {
  readonly rules: (args: PartialInput<Args>, now: Date) => FieldError[];
  /** The files that would be read. */
  readonly files?: (args: PartialInput<Args>) => readonly IncomingFile[];
}
