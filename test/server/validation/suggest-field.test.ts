import { buildSchema, isInputObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { createSuggestField } from '../../../src/server/validation/suggest-field.ts';

const type = buildSchema('input Proof { number: String }').getType('Proof');
if (!isInputObjectType(type)) throw new Error('no input type');

test('a request gets fifty suggestions, so that thousands of unknown fields cost no more than fifty', () => {
  const suggestField = createSuggestField();
  const suggestions = Array.from({ length: 1_000 }, () => suggestField('nubmer', type));

  expect(suggestions.filter((name) => name === 'number')).toHaveLength(50);
  expect(suggestions.slice(50).every((name) => name === undefined)).toBe(true);
});

test('names of unlikely length get no suggestion, and other fields keep theirs', () => {
  const suggestField = createSuggestField();
  for (let count = 0; count < 100; count += 1) suggestField(`number${'r'.repeat(100)}`, type);

  expect(suggestField('nubmer', type)).toBe('number');
});
