import { getNamedType, isInputObjectType, isObjectType, isScalarType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/schema/index.ts';
import { PRIVATE, PUBLIC } from './marked-inputs.ts';

/** Places of all scalars that a client can send: `Type.field` of inputs, `Type.field.argument` of fields. */
const places = Object.values(schema.getTypeMap())
  .filter(({ name }) => !name.startsWith('__'))
  .flatMap((type) => {
    if (isInputObjectType(type))
      return Object.values(type.getFields()).map((field) => ({ owner: type.name, ...field }));
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, args }) =>
      args.map((argument) => ({ owner: `${type.name}.${name}`, ...argument })),
    );
  })
  .filter(({ type }) => isScalarType(getNamedType(type)))
  .map(({ owner, name }) => `${owner}.${name}`);

test('every scalar that clients send is classified as private or public', () => {
  const known = [...Object.keys(PRIVATE), ...Object.keys(PUBLIC)];

  expect(new Set(known)).toEqual(new Set(places));
});
