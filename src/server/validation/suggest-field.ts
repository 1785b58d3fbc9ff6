import type { GraphQLInputObjectType } from 'graphql';
import { findClosestName } from '../../closest-name.ts';
import { MAX_FIELD_ERRORS } from '../../field-errors.ts';
import { MAX_NAME_LENGTH } from './type-errors.ts';

/** Returns the field of the type that was probably meant. */
export type SuggestField = (name: string, type: GraphQLInputObjectType) => string | undefined;

export const suggestNothing: SuggestField = () => undefined;

/** Suggests as many names as one response can report. Create one for each request. */
export function createSuggestField(): SuggestField {
  let left = MAX_FIELD_ERRORS;
  return (name, type) => {
    if (left === 0 || name.length > MAX_NAME_LENGTH) return undefined;
    left -= 1;
    return findClosestName(name, Object.keys(type.getFields()));
  };
}
