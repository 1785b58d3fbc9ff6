import type { GraphQLInputObjectType } from 'graphql';
import { findClosestName } from '../../closest-name.ts';
import { MAX_NAME_LENGTH } from './type-errors.ts';

/** Returns the field of the type that was probably meant. */
export type SuggestField = (name: string, type: GraphQLInputObjectType) => string | undefined;

/** A request may have any number of unknown fields, but one response reports no more than this. */
const MAX_SUGGESTIONS = 50;

export const suggestNothing: SuggestField = () => undefined;

/** Suggests names for the first unknown fields of a request. Create one for each request. */
export function createSuggestField(): SuggestField {
  let left = MAX_SUGGESTIONS;
  return (name, type) => {
    if (left === 0 || name.length > MAX_NAME_LENGTH) return undefined;
    left -= 1;
    return findClosestName(name, Object.keys(type.getFields()));
  };
}
