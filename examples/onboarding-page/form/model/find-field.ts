import type { FieldError } from '@fin-gateway/client/errors';
import type { FormField } from './form-fields.ts';
import type { FieldName } from './form-values.ts';

/**
 * The field that shows an error: the one at its path, the one that contains the path, or the first one below it. An error
 * about a side belongs to the file of that side.
 */
export function findField(
  { path, params }: Pick<FieldError, 'path' | 'params'>,
  fields: readonly FormField[],
): FieldName | undefined {
  // The first step is the argument.
  const steps = path.slice(1).join('.');
  if (steps === '') return undefined;
  const side = 'side' in params ? params['side'] : undefined;
  const below = fields.filter(({ name }) => name.startsWith(`${steps}.`));
  const found =
    fields.find(({ name }) => steps === name || steps.startsWith(`${name}.`)) ??
    below.find((field) => side !== undefined && field.side === side) ??
    below[0];
  return found?.name;
}
