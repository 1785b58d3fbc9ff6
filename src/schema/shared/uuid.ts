import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLUUID } from 'graphql-scalars';

const DIGITS = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const UUID = new RegExp(`^(?:${DIGITS}|\\{${DIGITS}\\})$`, 'i');

/** Unlike the one that it replaces, takes braces only in pairs and has one spelling for each UUID. */
export const UUIDScalar = new GraphQLScalarType<string, string>({
  name: 'UUID',
  description:
    'A UUID (RFC 9562). Capital letters and one pair of braces around it are accepted; answers have neither.',
  extensions: GraphQLUUID.extensions,
  serialize: parseUUID,
  parseValue: parseUUID,
  parseLiteral: (node) => parseUUID(node.kind === Kind.STRING ? node.value : undefined),
});

/** @throws for anything else, without quoting it */
export function parseUUID(value: unknown): string {
  if (typeof value !== 'string' || !UUID.test(value)) throw new GraphQLError('Not a UUID.');
  return value.replace(/[{}]/g, '').toLowerCase();
}
