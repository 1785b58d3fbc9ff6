import { readFile } from 'node:fs/promises';
import {
  assertEnumType,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/schema/index.ts';
import { clientSdl } from '../../src/schema/sdl.ts';

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

test('schema.graphql is the served schema: npm run codegen prints it, and its diff changes the contract', async () => {
  expect((await readFile('schema.graphql', 'utf8')).trimEnd()).toBe(clientSdl(schema).trimEnd());
});

test('every type, field, argument and enum value has a description', () => {
  const ours = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );
  const members = ours.flatMap(membersOf);
  expect(ours.length).toBeGreaterThan(10);
  expect(members.length).toBeGreaterThan(250);
  expect(undescribed([...ours, ...members])).toEqual([]);
});

test('a missing or blank description is detected', () => {
  expect(
    undescribed([{ name: 'A' }, { name: 'B', description: ' ' }, { name: 'C', description: 'C.' }]),
  ).toEqual(['A', 'B']);
});

test('there are as many countries as codes in ISO 3166-1', () => {
  const codes = assertEnumType(schema.getType('CountryCode')).getValues();
  expect(codes).toHaveLength(249);
  expect(codes.every(({ name }) => /^[A-Z]{3}$/.test(name))).toBe(true);
});

test('every mutation takes one required argument named input and is nullable', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  expect(mutations).not.toEqual([]);
  for (const { name, args, type } of mutations) {
    expect(
      args.map((arg) => arg.name),
      name,
    ).toEqual(['input']);
    expect(
      args.every((arg) => isNonNullType(arg.type) && isInputObjectType(arg.type.ofType)),
      name,
    ).toBe(true);
    expect(isNonNullType(type), `${name} would take its neighbours along`).toBe(false);
  }
});

function membersOf(type: GraphQLNamedType): Described[] {
  if (isEnumType(type)) return type.getValues().map((value) => within(type, value));
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => within(type, field));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const named = within(type, field);
    return [named, ...field.args.map((arg) => within(named, arg))];
  });
}

function within(parent: Described, { name, description }: Described): Described {
  return { name: `${parent.name}.${name}`, description };
}

function undescribed(parts: readonly Described[]): string[] {
  return parts.filter(({ description }) => !description?.trim()).map(({ name }) => name);
}
