import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLUUID } from 'graphql-scalars';

const DIGITS = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const UUID = new RegExp(`^(?:${DIGITS}|\\{${DIGITS}\\})$`, 'i');

/** Stricter than the scalar of graphql-scalars: braces must come in pairs, and each UUID has one canonical form. */
export const UUIDScalar = new GraphQLScalarType<string, string>({
  name: 'UUID',
  description:
    'A UUID (RFC 9562). Inputs may use capital letters and one pair of braces; results are in lower case without braces.',
  extensions: GraphQLUUID.extensions,
  serialize: parseUUID,
  parseValue: parseUUID,
  parseLiteral: (node) => parseUUID(node.kind === Kind.STRING ? node.value : undefined),
});

/** @throws for anything that is not a UUID; the message does not quote it */
export function parseUUID(value: unknown): string {
  if (typeof value !== 'string' || !UUID.test(value)) throw new GraphQLError('Not a UUID.');
  return value.replace(/[{}]/g, '').toLowerCase();
}
