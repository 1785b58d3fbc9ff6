import type { GatewayContext } from '../../context.ts';
import { badUserInput, type GatewayError } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';

/** What a router sends: an object that says which type it means. */
export interface Representation {
  readonly __typename: string;
  readonly id?: unknown;
}

export interface EntityReference {
  readonly id: string;
}

export interface Entity<Shape extends object> {
  readonly type: { readonly name: string };
  /** @throws for what is not an id of this type */
  readonly parseId: (id: unknown) => string;
  /** The entity, or null if there is none of this id. */
  readonly resolveReference: (
    reference: EntityReference,
    context: GatewayContext,
  ) => Promise<Shape | null> | Shape | null;
}

/**
 * Answers each reference by itself: one that fails is null, with an error at its place, and leaves its neighbours alone.
 *
 * @throws {GatewayError} per reference: BAD_USER_INPUT for an unknown type or an impossible id; else as its resolver has it
 */
export function resolveEntities<Shape extends object>(
  representations: readonly Representation[],
  entities: readonly Entity<Shape>[],
  context: GatewayContext,
): Promise<(Shape & { readonly __typename: string }) | null>[] {
  return representations.map(async (representation, index) => {
    const { __typename } = representation;
    const entity = entities.find(({ type }) => type.name === __typename);
    if (!entity) throw unknownType(index, entities);
    const id = parseId(entity, representation, index);
    const found = await entity.resolveReference({ id }, context);
    return found && { ...found, __typename };
  });
}

function parseId({ parseId, type }: Entity<object>, { id }: Representation, index: number): string {
  const path = ['representations', index, 'id'];
  if (id === undefined || id === null)
    throw badUserInput([fieldError(path, 'REQUIRED', `${type.name} is referred to by its id.`)]);
  try {
    return parseId(id);
  } catch {
    // What the scalar says quotes the value.
    throw badUserInput([
      fieldError(path, 'INVALID_FORMAT', `Not an id of ${type.name}.`, { format: 'UUID' }),
    ]);
  }
}

function unknownType(index: number, entities: readonly Entity<object>[]): GatewayError {
  const allowed = entities.map(({ type }) => type.name);
  const path = ['representations', index, '__typename'];
  return badUserInput([fieldError(path, 'UNKNOWN_VALUE', 'This subgraph has no such entity.', { allowed })]);
}
