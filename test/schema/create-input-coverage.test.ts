import { type GraphQLInputField, getNamedType, isInputObjectType } from 'graphql';
import { expect, test } from 'vitest';
import {
  createIndividualCustomerV1,
  createIndividualCustomerV2,
} from '../../src/datasources/fin/customers/create-individual-customer.ts';
import type { AnyShape } from '../../src/datasources/fin/wire/shape.ts';
import { schema } from '../../src/schema/index.ts';

/** Used by the gateway itself, so neither version gets it. */
const NOT_FOR_FIN_COM = ['idempotencyKey'];

interface InputField {
  /** Names only: the index of a list item does not count. */
  readonly path: string;
  readonly description: string;
}

function fieldsOf(typeName: string, path = ''): InputField[] {
  const type = schema.getType(typeName);
  if (!isInputObjectType(type)) throw new Error(`${typeName} is not an input type`);
  return Object.values(type.getFields()).flatMap((field) => leavesOf(field, path + field.name));
}

function leavesOf({ type, description }: GraphQLInputField, path: string): InputField[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [{ path, description: description ?? '' }];
  return fieldsOf(named.name, `${path}.`);
}

function pathsOf(shape: AnyShape, path = ''): string[] {
  return Object.entries(shape).flatMap(([name, member]) => {
    if (typeof member === 'object' && 'members' in member) return pathsOf(member.members, `${path}${name}.`);
    if (typeof member === 'object' && 'items' in member) return pathsOf(member.items, `${path}${name}.`);
    return [path + name];
  });
}

const fields = fieldsOf('CreateIndividualCustomerInput').filter(
  ({ path }) => !NOT_FOR_FIN_COM.includes(path),
);

test.each([
  ['v1', createIndividualCustomerV1],
  ['v2', createIndividualCustomerV2],
] as const)(
  'every field of a new customer is sent in %s, or its description says what happens to it there',
  (version, { request }) => {
    const sent = new Set(pathsOf(request));
    const explanation = version === 'v1' ? /\bv1\b|v2 only/ : /\bv2\b|v1 only/;

    const neither = fields.filter(
      ({ path, description }) => !sent.has(path) && !explanation.test(description),
    );

    expect(neither.map(({ path }) => path)).toEqual([]);
  },
);

test('every member of both requests is a field of the input', () => {
  const known = new Set(fields.map(({ path }) => path));
  const members = [createIndividualCustomerV1, createIndividualCustomerV2].flatMap(({ request }) =>
    pathsOf(request),
  );

  expect(members.filter((path) => !known.has(path))).toEqual([]);
});

test('every field of a new customer is sent in one of the versions', () => {
  const members = new Set(
    [createIndividualCustomerV1, createIndividualCustomerV2].flatMap(({ request }) => pathsOf(request)),
  );

  expect(fields.map(({ path }) => path).filter((path) => !members.has(path))).toEqual([]);
});
