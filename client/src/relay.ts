import { TYPES_WITH_CODE } from './generated/type-keys.ts';

/** An object of a response or of Relay's store. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * For `getDataID` of Relay's `RelayModernEnvironment`. The schema has no `Node` interface: ids are unique within a type, countries and
 * subdivisions have a `code`, and other objects belong to their parent.
 */
export function getDataID(fields: Fields, typeName: string): string | undefined {
  const key = TYPES_WITH_CODE.some((name) => name === typeName) ? fields['code'] : fields['id'];
  return key === undefined || key === null ? undefined : `${typeName}:${key}`;
}

interface StoredRecord {
  getType(): string;
}

/**
 * For `missingFieldHandlers` of `RelayModernEnvironment`: `individualCustomer(id)` finds a customer that another query, a mutation or a
 * subscription has read.
 */
export const missingFieldHandlers = [
  {
    kind: 'linked' as const,
    handle(
      field: { readonly name: string },
      parent: StoredRecord | null | undefined,
      args: Fields,
    ): string | undefined {
      const isCustomer = parent?.getType() === '__Root' && field.name === 'individualCustomer';
      return isCustomer && typeof args['id'] === 'string'
        ? getDataID({ id: args['id'].toLowerCase() }, 'IndividualCustomer')
        : undefined;
    },
  },
];
