import type { GatewayContext } from '../../context.ts';
import { badUserInput, type GatewayError } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';

/** A reference as a router sends it. */
export interface Representation {
  readonly __typename: string;
  readonly id?: unknown;
}

export interface EntityReference {
  readonly id: string;
}

export interface Entity<Shape extends object> {
  readonly type: { readonly name: string };
  /** @throws if the value is not an id of this type */
  readonly parseId: (id: unknown) => string;
  /** @returns null if there is no such entity */
  readonly resolveReference: (
    reference: EntityReference,
    context: GatewayContext,
  ) => Promise<Shape | null> | Shape | null;
}

/**
 * Resolves each reference on its own: a reference that fails becomes null with an error and does not affect the others.
 *
 * @throws {GatewayError} for each reference: BAD_USER_INPUT for an unknown type or a malformed id, or the resolver's error
 */
export function resolveEntities<Shape extends object>(
  representations: readonly Representation[],
  entities: readonly Entity<Shape>[],
  context: GatewayContext,
  responseKey: string | number,
): Promise<(Shape & { readonly __typename: string }) | null>[] {
  return representations.map(async (representation, index) => {
    const { __typename } = representation;
    const entity = entities.find(({ type }) => type.name === __typename);
    if (!entity) throw unknownType(index, entities);
    const id = parseId(entity, representation, index);
    try {
      const found = await entity.resolveReference({ id }, context);
      return found && { ...found, __typename };
    } catch (error) {
      context.personReads?.addFailure(responseKey, [id], error);
      throw error;
    }
  });
}

function parseId({ parseId, type }: Entity<object>, { id }: Representation, index: number): string {
  const path = ['representations', index, 'id'];
  if (id === undefined || id === null)
    throw badUserInput([fieldError(path, 'REQUIRED', `A reference to ${type.name} needs an id.`)]);
  try {
    return parseId(id);
  } catch {
    // The scalar's message may quote the value.
    throw badUserInput([
      fieldError(path, 'INVALID_FORMAT', `Not a valid id of ${type.name}.`, { format: 'UUID' }),
    ]);
  }
}

function unknownType(index: number, entities: readonly Entity<object>[]): GatewayError {
  const allowed = entities.map(({ type }) => type.name);
  const path = ['representations', index, '__typename'];
  return badUserInput([
    fieldError(path, 'UNKNOWN_VALUE', 'This subgraph has no entity of this type.', { allowed }),
  ]);
}
